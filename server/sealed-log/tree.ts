import { type Hash, leafHash, type Node, nodeHash } from '#domain/merkle.ts'
import type { Tx } from '#server/kit/db.ts'
import { nodesAt } from './sealed-log.sql.ts'

/** What is hashed as a leaf: the kind and the digest of a record, in words that every language can put together. */
export const leafOf = (hash: Hash, entry: { kind: string; digest: Buffer }): Buffer =>
  leafHash(hash, Buffer.from(`${entry.kind}:${entry.digest.toString('hex')}`))

export interface KnownNode extends Node {
  hash: Buffer
}

/**
 * The complete subtrees that come to be when leaves are added to a tree of `size`: the leaves themselves, and every pair that
 * is complete now. `left` gives the hash of a node that was there before.
 */
export function grow(hash: Hash, size: number, leaves: readonly Buffer[], left: (node: Node) => Buffer): KnownNode[] {
  const added: KnownNode[] = []
  let [from, row] = [size, [...leaves]]
  for (let level = 0; row.length > 0; level++) {
    row.forEach((one, i) => added.push({ level, index: from + i, hash: one }))
    // A pair begins at an even place; its left half may be an older node.
    if (from % 2 === 1) {
      from -= 1
      row = [left({ level, index: from }), ...row]
    }
    const pairs = Array.from({ length: Math.floor(row.length / 2) }, (_, i) => row.slice(i * 2, i * 2 + 2))
    row = pairs.map(([a, b]) => nodeHash(hash, a ?? MISSING, b ?? MISSING))
    from /= 2
  }
  return added
}
const MISSING = Buffer.alloc(0)

/** The older nodes that `grow` may ask for: at every level the last one, when it waits for its right half. */
export function edgeOf(size: number): Node[] {
  const edge: Node[] = []
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / 2))
    if (count % 2 === 1) edge.push({ level, index: count - 1 })
  return edge
}

/** Reads nodes and gives a function that says their hashes; throws when the log has not kept one. */
export async function readNodes(tx: Pick<Tx, 'many'>, nodes: readonly Node[]): Promise<(node: Node) => Buffer> {
  const rows = await tx.many(nodesAt, [nodes.map((n) => n.level), nodes.map((n) => n.index)])
  const known = new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hash]))
  return ({ level, index }) => {
    const found = known.get(`${level}/${index}`)
    if (!found) throw new Error(`the sealed log has no node ${level}/${index}`)
    return found
  }
}
