import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Instant, strict } from './shared.ts'

/** The sealed log, as anybody may check it: hashes only. Hashes are hexadecimal, the signature is base64. */

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const Checkpoint = Type.Object({
  size: Count,
  root: Hash,
  at: Instant,
  suite: Type.Union([Type.Literal('sm'), Type.Literal('intl')]),
  /** Over the lines "yunchuang log", size, root, at. */
  signature: Type.String(),
  publicKey: Type.String({ description: 'PEM' }),
})
export const Entry = Type.Object({ seq: Count, kind: Type.String(), digest: Hash })

export const readCheckpoint = route({
  name: 'readCheckpoint',
  method: 'GET',
  path: '/api/log/checkpoint',
  act: 'public',
  summary: 'The newest signed head of the sealed log',
  reply: Checkpoint,
})
export const listEntries = route({
  name: 'listEntries',
  method: 'GET',
  path: '/api/log/entries',
  act: 'public',
  summary: 'Sealed entries from a place on, at most a thousand',
  query: Type.Object({ from: Type.Optional(Count) }, strict),
  reply: Type.Object({ entries: Type.Array(Entry), size: Count }),
})
export const proveEntry = route({
  name: 'proveEntry',
  method: 'GET',
  path: '/api/log/proof',
  act: 'public',
  summary: 'Proof that an entry is in the log',
  query: Type.Object({ seq: Count, size: Type.Optional(Count) }, strict),
  reply: Type.Object({ entry: Entry, size: Count, path: Type.Array(Hash) }),
})
export const proveGrowth = route({
  name: 'proveGrowth',
  method: 'GET',
  path: '/api/log/consistency',
  act: 'public',
  summary: 'Proof that the log of size `to` begins with the log of size `from`',
  query: Type.Object({ from: Count, to: Count }, strict),
  reply: Type.Object({ path: Type.Array(Hash) }),
})
/** What an applicant keeps: every sealed event of the own case with its proof. */
export const readReceipt = route({
  name: 'readSealedReceipt',
  method: 'GET',
  path: '/api/my/cases/:id/sealed',
  act: 'case.own',
  summary: 'The sealed events of an own case with their proofs, to be kept and checked offline',
  params: ById,
  reply: Type.Object({
    number: Type.String(),
    checkpoint: Type.Optional(Checkpoint),
    events: Type.Array(
      Type.Object({
        version: Type.Integer(),
        at: Instant,
        kind: Type.String(),
        sealed: Type.Optional(Type.Object({ entry: Entry, path: Type.Array(Hash) })),
      }),
    ),
  }),
})
