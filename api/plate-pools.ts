import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Day, Id, Instant, strict, TextPair, Words } from './shared.ts'

const Hex = Type.String({ pattern: '^[0-9a-f]*$' })
const Count = Type.Integer({ minimum: 0 })
/** The largest number of a draw that the database can hold. */
const MOST = 2 ** 31 - 1

/** What anybody may see of one pool. The sum of the states is the sum of its released and unreleased segments. */
export const PublicPool = Type.Object({
  pool: Type.String(),
  type: Type.String(),
  name: TextPair,
  released: Count,
  /** Can be drawn or composed now (or is on offer to somebody for seconds). */
  left: Count,
  returned: Count,
  chosen: Count,
  inUse: Count,
  kept: Count,
  excluded: Count,
  /** End of the hash chain: whoever notes it can prove later that nothing before it was changed. */
  seq: Count,
  head: Hex,
  epoch: Type.Optional(Count),
  paused: Type.Boolean(),
})

export const SEGMENT_STATES = ['made', 'approved', 'published', 'withdrawn'] as const
export const SEGMENT_PHASES = ['announced', 'random-only', 'open', 'withdrawn'] as const

/** What is announced of a segment (号段公布). */
export const PublicSegment = Type.Object({
  id: Id,
  pool: Type.String(),
  type: Type.String(),
  pattern: Type.String(),
  count: Count,
  excluded: Type.Array(Type.Object({ rule: Type.String(), count: Count })),
  left: Count,
  phase: Type.Enum([...SEGMENT_PHASES]),
  publishedAt: Instant,
  releaseAt: Instant,
  randomUntil: Instant,
  /** The day it opened for composing; before that only the commitment to it is public. */
  composeFrom: Type.Optional(Instant),
  composeCommit: Hex,
  /** Told when that day has come: its hash is the commitment. */
  composeSecret: Type.Optional(Type.String()),
  /** Hash of the manifest's exact text (`segmentManifest`). */
  manifestHash: Hex,
  notice: Type.Optional(Type.String()),
})

export const PublicEpoch = Type.Object({
  pool: Type.String(),
  epoch: Count,
  suite: Type.String(),
  size: Count,
  snapshotHash: Hex,
  commit: Hex,
  committedAt: Instant,
  opensAt: Instant,
  /** The public event that was named with the commitment. */
  named: TextPair,
  openedAt: Type.Optional(Instant),
  closedAt: Type.Optional(Instant),
  randomness: Type.Optional(Type.Object({ source: Type.String(), value: Type.String() })),
  /** Told when the epoch is closed. */
  seed: Type.Optional(Hex),
  firstSeq: Type.Optional(Count),
  lastSeq: Type.Optional(Count),
})

const byPool = Type.Object({ pool: Type.Optional(Type.String({ maxLength: 20 })) }, strict)
const open = <N extends string>(name: N, path: `/api/${string}`, summary: string) =>
  ({ name, method: 'GET', path, act: 'public', summary }) as const

export const publicPools = route({
  ...open('publicPools', '/api/plates/pools', 'Every pool: released, left, returned, chosen, and the end of its log'),
  reply: Type.Object({ at: Instant, pools: Type.Array(PublicPool) }),
})
export const publicSegments = route({
  ...open('publicSegments', '/api/plates/segments', 'Published segments (号段公布), newest first'),
  query: byPool,
  reply: Type.Object({ segments: Type.Array(PublicSegment) }),
})
/** text/plain, byte for byte as it was hashed when the segment was made. */
export const segmentManifest = route({
  ...open('segmentManifest', '/api/plates/segments/:id/manifest', 'The manifest of a published segment, as hashed'),
  params: ById,
  // As it is; nothing to serialise.
  reply: Type.Unknown(),
})
export const publicReturns = route({
  ...open('publicReturns', '/api/plates/returns', 'Numbers that go back into a pool, listed the day before'),
  query: byPool,
  reply: Type.Object({
    lists: Type.Array(
      Type.Object({
        pool: Type.String(),
        day: Day,
        numbers: Type.Array(Type.String()),
        minuteCommit: Hex,
        /** Told when they are back: its hash is the commitment; it begins with the minute of the day in Shanghai. */
        minuteSecret: Type.Optional(Type.String()),
        releasedAt: Type.Optional(Instant),
      }),
    ),
  }),
})
export const publicEpochs = route({
  ...open('publicEpochs', '/api/plates/epochs', 'Commitments of every draw, and the seeds of the closed ones'),
  query: byPool,
  reply: Type.Object({ epochs: Type.Array(PublicEpoch) }),
})
export const EPOCH_FILES = ['epoch.json', 'snapshot.txt', 'opening.txt', 'log.txt'] as const
/** A published file of a closed draw, as text/plain: what `npm run verify-draw` reads. */
export const epochFile = route({
  ...open('epochFile', '/api/plates/pools/:pool/epochs/:epoch/:file', 'A file of a closed draw, for recomputing it'),
  params: Type.Object(
    {
      pool: Type.String({ maxLength: 20 }),
      epoch: Type.Integer({ minimum: 1, maximum: MOST }),
      file: Type.Enum([...EPOCH_FILES]),
    },
    strict,
  ),
  // text/plain as it is; nothing to serialise.
  reply: Type.Unknown(),
})
export const publicPlateRules = route({
  ...open('publicPlateRules', '/api/plates/rules', 'Rules by which numbers are left out, and the limits of choosing'),
  reply: Type.Object({
    exclusions: Type.Array(
      Type.Object({
        id: Type.String(),
        pattern: Type.String(),
        from: Day,
        reason: TextPair,
        pools: Type.Array(Type.String()),
      }),
    ),
    /** Rules that no pattern tells: a number goes when what they name is found. */
    found: Type.Array(Type.Object({ id: Type.String(), reason: TextPair })),
    limits: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Boolean()])),
  }),
})

export const Manifest = Type.Object({
  id: Id,
  pool: Type.String(),
  pattern: Type.String(),
  exclusions: Type.Array(Type.String()),
  count: Count,
  excluded: Count,
  releaseAt: Instant,
  state: Type.Enum([...SEGMENT_STATES]),
  madeBy: Type.String(),
  approvedBy: Type.Optional(Type.String()),
  publishedAt: Type.Optional(Instant),
  hash: Hex,
  /** The exact text that was hashed. */
  text: Type.String(),
  notice: Type.Optional(Type.String()),
})
const NewManifest = Type.Object(
  {
    pool: Type.String({ maxLength: 20 }),
    /** One sign for each place: a literal, '#' a digit, '@' a letter, '*' either, or a set like [DEK]. */
    pattern: Type.String({ minLength: 7, maxLength: 80 }),
    exclusions: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
    releaseAt: Instant,
  },
  strict,
)

export const listManifests = route({
  name: 'listManifests',
  method: 'GET',
  path: '/api/plates/manifests',
  act: 'plates.read',
  summary: 'Segments made, approved and published',
  reply: Type.Object({ manifests: Type.Array(Manifest) }),
})
export const previewManifest = route({
  name: 'previewManifest',
  method: 'POST',
  path: '/api/plates/manifests/preview',
  act: 'plates.make',
  summary: 'How many numbers a pattern gives and which rules take some out; changes nothing',
  idempotent: 'own',
  body: Type.Object({ ...NewManifest.properties, releaseAt: Type.Optional(Instant) }, strict),
  reply: Type.Object({
    count: Count,
    excluded: Type.Array(Type.Object({ rule: Type.String(), count: Count })),
    already: Count,
    examples: Type.Array(Type.String()),
  }),
})
export const makeManifest = route({
  name: 'makeManifest',
  method: 'POST',
  path: '/api/plates/manifests',
  act: 'plates.make',
  summary: 'Makes a segment; another officer approves it',
  body: NewManifest,
  reply: Manifest,
})
const change = <N extends string>(name: N, end: string, summary: string) =>
  ({
    name,
    method: 'POST',
    path: `/api/plates/manifests/:id/${end}`,
    act: 'plates.make',
    summary,
    params: ById,
    reply: Manifest,
  }) as const
export const approveManifest = route(change('approveManifest', 'approve', 'Approves a segment made by another officer'))
export const publishManifest = route(
  change('publishManifest', 'publish', 'Publishes an approved segment, three days before its release at the latest'),
)
export const withdrawManifest = route({
  ...change('withdrawManifest', 'withdraw', 'Takes a segment back; after publication only by a public notice'),
  body: Type.Object({ notice: Words(500, 4) }, strict),
})
export const enterRandomness = route({
  name: 'enterRandomness',
  method: 'POST',
  path: '/api/plates/pools/:pool/epochs/:epoch/randomness',
  act: 'plates.make',
  summary: 'Enters the public event whose result is mixed into the next draw; once, after the commitment',
  params: Type.Object(
    { pool: Type.String({ maxLength: 20 }), epoch: Type.Integer({ minimum: 1, maximum: MOST }) },
    strict,
  ),
  body: Type.Object({ source: Words(200, 4), value: Words(200, 4) }, strict),
  reply: PublicEpoch,
})
export const listReturned = route({
  name: 'listReturned',
  method: 'GET',
  path: '/api/plates/returned',
  act: 'plates.read',
  summary: 'Numbers on their way back into a pool, with why',
  reply: Type.Object({
    numbers: Type.Array(
      Type.Object({ number: Type.String(), pool: Type.String(), since: Instant, day: Type.Optional(Day) }),
    ),
  }),
})
export const plateReport = route({
  name: 'plateReport',
  method: 'GET',
  path: '/api/plates/report',
  act: 'plates.read',
  summary: 'Stock, demand, lapses, blocks, and the last conservation check',
  reply: Type.Object({
    pools: Type.Array(
      Type.Object({
        pool: Type.String(),
        total: Count,
        states: Type.Record(Type.String(), Count),
        /** Can be had now; announced numbers are not counted. */
        left: Count,
        chosen30d: Count,
        released30d: Count,
        lapsed30d: Count,
        /** Days the stock lasts at the pace of 30 days; none when nothing was chosen. */
        lasts: Type.Optional(Count),
        low: Type.Boolean(),
        sound: Type.Boolean(),
        checkedAt: Type.Optional(Instant),
      }),
    ),
    downtimes: Type.Array(Type.Object({ from: Instant, to: Instant, seconds: Count })),
    blocks: Type.Array(
      Type.Object({
        id: Id,
        number: Type.String(),
        from: Day,
        until: Day,
        objection: Type.Optional(Type.String()),
        liftedAt: Type.Optional(Instant),
      }),
    ),
  }),
})
export const liftBlock = route({
  name: 'liftBlock',
  method: 'POST',
  path: '/api/plates/blocks/:id/lift',
  act: 'plates.make',
  summary: 'Lifts a block after an objection or at the counter, with the reason',
  params: ById,
  body: Type.Object({ reason: Words(500, 4) }, strict),
  reply: Type.Object({ ok: Type.Literal(true) }),
})
