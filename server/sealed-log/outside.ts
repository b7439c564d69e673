import { type Static, Type } from 'typebox'
import { Checkpoint, Entry, readReceipt } from '#api/log.ts'
import { type Hash, hashOf, isConsistent, isIncluded, treeOf } from '#domain/merkle.ts'
import { digest } from '#server/kit/crypto.ts'
import { loadPublicKey, verify } from '#server/kit/crypto-signatures.ts'
import { checkpointText } from './seal.ts'
import { grow, leafOf } from './tree.ts'
import { parse } from '#server/kit/parse.ts'

/** The verifier of somebody outside: no database, no key of the house, only what the public doors gave. */

export type Head = Static<typeof Checkpoint>
export type Receipt = Static<typeof readReceipt.reply>

export const parseKept = (value: unknown): Head => parse(Checkpoint, value)
export const parseReceipt = (value: unknown): Receipt => parse(readReceipt.reply, value)

/**
 * Fetches the log of a house, works out the root, checks the signature, and with a head kept from an earlier visit that the key is
 * the same and that the log has only grown since.
 */
export async function checkLog(url: string, kept?: Head): Promise<{ head: Head; problems: string[] }> {
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(30_000) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return answer.json()
  }
  const head = parseKept(await get('/api/log/checkpoint'))
  const hash = hashOfSuite(head.suite)
  const problems = checkHead(head, kept?.publicKey ?? head.publicKey)
  const root = await recomputed(get, head.size, hash)
  if (!root.equals(bytes(head.root))) problems.push('the entries do not give the signed root')
  if (kept) {
    const growth = parse(Growth, await get(`/api/log/consistency?from=${kept.size}&to=${head.size}`))
    const [former, later] = [kept, head].map(({ size, root: hex }) => ({ size, root: bytes(hex) }))
    if (!former || !later || !isConsistent(hash, { former, later, path: growth.path.map(bytes) }))
      problems.push(`the log of ${kept.at} was changed since`)
  }
  return { head, problems }
}
const Growth = Type.Object({ path: Type.Array(Type.String()) })
const Entries = Type.Object({ entries: Type.Array(Entry) })

async function recomputed(get: (path: string) => Promise<unknown>, size: number, hash: Hash): Promise<Buffer> {
  const nodes = new Map<string, Buffer>()
  const known = (node: { level: number; index: number }): Buffer =>
    nodes.get(`${node.level}/${node.index}`) ?? Buffer.alloc(0)
  for (let have = 0; have < size;) {
    const { entries } = parse(Entries, await get(`/api/log/entries?from=${have}`))
    const wanted = entries.slice(0, size - have)
    if (wanted.length === 0 || wanted.some((entry, i) => entry.seq !== have + i))
      throw new Error(`entry ${have} or one after it is missing`)
    for (const node of grow(
      hash,
      have,
      wanted.map((entry) => leafOf(hash, { kind: entry.kind, digest: bytes(entry.digest) })),
      known,
    ))
      nodes.set(`${node.level}/${node.index}`, node.hash)
    have += wanted.length
  }
  return hashOf(hash, treeOf(0, size), known)
}

/** Checks an applicant's receipt with nothing but the key of the log: every proof leads to the head that is signed. */
export function checkReceipt(receipt: Receipt, publicKey: string): { proven: number; problems: string[] } {
  const { checkpoint } = receipt
  if (!checkpoint) return { proven: 0, problems: ['nothing of this case was sealed when the receipt was made'] }
  const hash = hashOfSuite(checkpoint.suite)
  const sealed = receipt.events.flatMap((event) => (event.sealed ? [{ version: event.version, ...event.sealed }] : []))
  const wrong = sealed.filter(
    ({ entry, path }) =>
      !isIncluded(hash, {
        leaf: leafOf(hash, { kind: entry.kind, digest: bytes(entry.digest) }),
        index: entry.seq,
        size: checkpoint.size,
        path: path.map(bytes),
        root: bytes(checkpoint.root),
      }),
  )
  return {
    proven: sealed.length - wrong.length,
    problems: [
      ...checkHead(checkpoint, publicKey),
      ...wrong.map(({ version }) => `event ${version} is not in the signed log`),
    ],
  }
}

/** What is wrong with a head as such: nothing, or that the key of the log has not signed it. */
export function checkHead(head: Head, publicKey: string): string[] {
  const text = checkpointText({ size: head.size, root: bytes(head.root), at: new Date(head.at) })
  const signed = verify(loadPublicKey(publicKey), text, Buffer.from(head.signature, 'base64'))
  return signed ? [] : ['the head is not signed by the key of this log']
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
const hashOfSuite =
  (suite: Head['suite']): Hash =>
  (data) =>
    digest(suite, data)
