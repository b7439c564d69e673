/**
 * The tree of a transparency log, as RFC 9162 §2.1 defines it: leaves and nodes are hashed with different first bytes, so that
 * neither can pass for the other. Pure; the hash is given, indexes count from 0, `size` is the number of leaves.
 */

export type Hash = (data: Buffer) => Buffer

/** A complete subtree of 2^level leaves that begins at leaf `index * 2^level`. A log only ever adds complete ones. */
export interface Node {
  level: number
  index: number
}

export const leafHash = (hash: Hash, entry: Buffer): Buffer => hash(Buffer.concat([LEAF, entry]))
export const nodeHash = (hash: Hash, left: Buffer, right: Buffer): Buffer => hash(Buffer.concat([NODE, left, right]))

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** A hash still to be worked out: of one complete subtree, or of two halves. */
export type Part = Node | readonly [Part, Part]

/** What the tree over the leaves from `from` up to (not with) `to` is made of. `from` is where a tree of that size may begin. */
export function treeOf(from: number, to: number): Part {
  const count = to - from
  if (count < 1) throw new RangeError('a tree has at least one leaf')
  const half = largestPowerBelow(count)
  // A power of two is complete: one node that the log has kept.
  if (half * 2 === count || count === 1) return { level: Math.log2(count), index: from / count }
  return [treeOf(from, from + half), treeOf(from + half, to)]
}

/** What proves that leaf `index` is in the tree of `size`: the neighbours on the way up, nearest first. */
export function inclusionPath(index: number, size: number, from = 0): Part[] {
  if (index < from || index >= from + size) throw new RangeError('no such leaf')
  if (size === 1) return []
  const half = largestPowerBelow(size)
  return index < from + half
    ? [...inclusionPath(index, half, from), treeOf(from + half, from + size)]
    : [...inclusionPath(index, size - half, from + half), treeOf(from, from + half)]
}

/** What proves that the tree of `size` begins with the tree of `former` (0 < former ≤ size). */
export function consistencyPath(former: number, size: number): Part[] {
  if (former < 1 || former > size) throw new RangeError('an earlier tree is not empty and not larger')
  return subproof(former, 0, size, true)
}

function subproof(former: number, from: number, to: number, whole: boolean): Part[] {
  const size = to - from
  if (former === size) return whole ? [] : [treeOf(from, to)]
  const half = largestPowerBelow(size)
  return former <= half
    ? [...subproof(former, from, from + half, whole), treeOf(from + half, to)]
    : [...subproof(former - half, from + half, to, false), treeOf(from, from + half)]
}

/** The nodes that have to be read to work a part out. */
export const nodesOf = (part: Part): Node[] => (isNode(part) ? [part] : part.flatMap(nodesOf))

export const hashOf = (hash: Hash, part: Part, known: (node: Node) => Buffer): Buffer =>
  isNode(part) ? known(part) : nodeHash(hash, hashOf(hash, part[0], known), hashOf(hash, part[1], known))

/** Is this leaf at `index` of the tree with this root? Never throws, whatever is given as proof. */
export function isIncluded(
  hash: Hash,
  {
    leaf,
    index,
    size,
    path,
    root,
  }: { leaf: Buffer; index: number; size: number; path: readonly Buffer[]; root: Buffer },
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let found = leaf
  const whole = climb(index, size - 1, path, (neighbour, left) => {
    found = left ? nodeHash(hash, neighbour, found) : nodeHash(hash, found, neighbour)
  })
  return whole && found.equals(root)
}

interface Consistency {
  former: { size: number; root: Buffer }
  later: { size: number; root: Buffer }
  path: readonly Buffer[]
}

/** Does the later tree begin with the former one? Never throws, whatever is given as proof. */
export function isConsistent(hash: Hash, { former, later, path }: Consistency): boolean {
  if (former.size < 1 || former.size > later.size) return false
  if (former.size === later.size) return path.length === 0 && former.root.equals(later.root)
  // A complete former tree is itself the first node of the proof.
  const way = Number.isInteger(Math.log2(former.size)) ? [former.root, ...path] : [...path]
  let [at, last] = [former.size - 1, later.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  const first = way.shift()
  if (!first) return false
  let [old, grown] = [first, first]
  const whole = climb(at, last, way, (neighbour, left) => {
    if (left) old = nodeHash(hash, neighbour, old)
    grown = left ? nodeHash(hash, neighbour, grown) : nodeHash(hash, grown, neighbour)
  })
  return whole && old.equals(former.root) && grown.equals(later.root)
}

/** The way up from node `at` of a level that ends at `last`: on which side each neighbour stands. False when the way is too short or too long. */
function climb(
  from: number,
  end: number,
  path: readonly Buffer[],
  meet: (neighbour: Buffer, left: boolean) => void,
): boolean {
  let [at, last] = [from, end]
  for (const neighbour of path) {
    if (last === 0) return false
    const left = at % 2 === 1 || at === last
    meet(neighbour, left)
    // A right end without a neighbour moves up as it is.
    if (left) while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0
}

const isNode = (part: Part): part is Node => 'level' in part

/** The largest power of two smaller than `n`; 1 for 1 and 2. */
function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}
