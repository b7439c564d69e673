import type { Static } from 'typebox'
import type { EPOCH_FILES, Manifest, PublicEpoch, PublicPool, PublicSegment } from '#api/plate-pools.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { poolNamed } from '#domain/plates/grammar.ts'
import { phaseOf, PLATE_STATES, type PlateState } from '#domain/plates/states.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { epochRow, type EpochRow, epochsOf, snapshotOf } from './engine.sql.ts'
import { logBetween, openingOf } from './epochs.sql.ts'
import { poolsOf, returnsOf } from './public.sql.ts'
import { leftBySegment } from './left.ts'
import { minuteSecret } from './returns.ts'
import { segmentById, type SegmentRow, segmentsOf } from './segments.sql.ts'
import { composeSealed } from './segments.ts'
import { settingsAt } from './settings.ts'

type Reader = Pick<Tx, 'one' | 'many'>

/** Every pool as anybody may see it. */
export async function publicPools(tx: Reader, house: House): Promise<Static<typeof PublicPool>[]> {
  const rows = await tx.many(poolsOf, [house.city.homeOffice, house.time.now()])
  return rows.map((p) => {
    const of = (...states: PlateState[]): number => states.reduce((sum, s) => sum + (p.counts[PLATE_STATES[s]] ?? 0), 0)
    return {
      pool: p.pool,
      type: p.type,
      name: poolNamed(p.pool)?.name ?? { zh: p.pool, en: p.pool },
      released: p.released,
      left: of('pool') - p.announced,
      returned: of('returning'),
      chosen: of('preselected'),
      inUse: of('assigned', 'in-use'),
      kept: of('right', 'cooling'),
      excluded: of('excluded', 'withdrawn'),
      seq: p.seq,
      head: p.head.toString('hex'),
      ...(p.epoch > 0 ? { epoch: p.epoch } : {}),
      paused: p.paused_from !== null,
    }
  })
}

/** Published segments, newest release first (号段公布). */
export async function publicSegments(tx: Reader, house: House, pool?: string): Promise<Static<typeof PublicSegment>[]> {
  const office = house.city.homeOffice
  const rows = await tx.many(segmentsOf, [office, pool ?? null])
  const left = await leftBySegment(house, office, [...new Set(rows.map((s) => s.pool))])
  return rows.flatMap((s) => (s.published_at ? [segmentView(house, s, s.published_at, left.get(s.id) ?? 0)] : []))
}

/** Lists of numbers that go back, newest first; the minute of each once it has come. */
export async function publicReturns(tx: Reader, house: House, pool?: string) {
  const rows = await tx.many(returnsOf, [house.city.homeOffice, pool ?? null])
  return rows.map((r) => {
    const secret = minuteSecret(house, r)
    return {
      pool: r.pool,
      day: r.day,
      numbers: r.numbers,
      minuteCommit: r.minute_commit.toString('hex'),
      ...(secret === undefined ? {} : { minuteSecret: secret }),
      ...(r.released_at ? { releasedAt: r.released_at.toISOString() } : {}),
    }
  })
}

/** The manifest of a published segment, as it was hashed. Throws Refused 404. */
export async function manifestText(tx: Reader, house: House, id: string): Promise<string> {
  const row = await tx.one(segmentById, [house.city.homeOffice, id])
  if (!row?.published_at) throw notFound()
  return row.text
}

/** The sealed day of composing, once it has come; stock from before this house was opened without waiting for one. */
function composeSecret(house: Pick<House, 'crypto'>, s: SegmentRow): { composeSecret: string } | undefined {
  if (!s.compose_opened_at) return undefined
  const secret = composeSealed(house, s)
  return secret.slice(0, 10) <= shanghaiDate(s.compose_opened_at) ? { composeSecret: secret } : undefined
}

function segmentView(house: House, s: SegmentRow, publishedAt: Date, left: number): Static<typeof PublicSegment> {
  return {
    id: s.id,
    pool: s.pool,
    type: poolNamed(s.pool)?.type ?? '',
    pattern: s.pattern,
    count: s.count,
    excluded: Object.entries(s.by_rule).map(([rule, count]) => ({ rule, count })),
    left,
    phase: phaseOf(
      {
        releaseAt: s.release_at,
        composeOpenedAt: s.compose_opened_at ?? undefined,
        withdrawnAt: s.withdrawn_at ?? undefined,
      },
      house.time.now(),
    ),
    publishedAt: publishedAt.toISOString(),
    releaseAt: s.release_at.toISOString(),
    randomUntil: s.random_until.toISOString(),
    ...(s.compose_opened_at ? { composeFrom: s.compose_opened_at.toISOString() } : {}),
    composeCommit: s.compose_commit.toString('hex'),
    ...composeSecret(house, s),
    manifestHash: s.hash.toString('hex'),
    ...(s.notice ? { notice: s.notice } : {}),
  }
}

export const manifestView = (s: SegmentRow): Static<typeof Manifest> => ({
  id: s.id,
  pool: s.pool,
  pattern: s.pattern,
  exclusions: s.exclusions,
  count: s.count,
  excluded: s.excluded,
  releaseAt: s.release_at.toISOString(),
  state: s.withdrawn_at ? 'withdrawn' : s.published_at ? 'published' : s.approved_by ? 'approved' : 'made',
  madeBy: s.made_by,
  ...(s.approved_by ? { approvedBy: s.approved_by } : {}),
  ...(s.published_at ? { publishedAt: s.published_at.toISOString() } : {}),
  hash: s.hash.toString('hex'),
  text: s.text,
  ...(s.notice ? { notice: s.notice } : {}),
})

export const publicEpochs = async (tx: Reader, house: House, pool?: string): Promise<Static<typeof PublicEpoch>[]> =>
  (await tx.many(epochsOf, [house.city.homeOffice, pool ?? null])).map(epochView)

/** What is public of a draw; its secret only once it is closed. */
export const epochView = (e: EpochRow): Static<typeof PublicEpoch> => ({
  pool: e.pool,
  epoch: e.epoch,
  suite: e.suite,
  size: e.size,
  snapshotHash: e.snapshot_hash.toString('hex'),
  commit: e.commit.toString('hex'),
  committedAt: e.committed_at.toISOString(),
  opensAt: e.opens_at.toISOString(),
  named: { ...settingsAt(e.committed_at).drawEvent },
  ...(e.opened_at ? { openedAt: e.opened_at.toISOString() } : {}),
  ...(e.closed_at ? { closedAt: e.closed_at.toISOString() } : {}),
  ...(e.randomness !== null && e.source !== null ? { randomness: { source: e.source, value: e.randomness } } : {}),
  ...(e.seed ? { seed: e.seed.toString('hex') } : {}),
  ...(e.first_seq === null ? {} : { firstSeq: e.first_seq }),
  ...(e.last_seq === null ? {} : { lastSeq: e.last_seq }),
})

/** One published file of a closed draw. Throws Refused 404, and 409 PLATE_DRAW_RUNS before it is closed. */
export async function epochFile(
  tx: Reader,
  house: House,
  pool: string,
  epoch: number,
  file: (typeof EPOCH_FILES)[number],
): Promise<string> {
  const key = [house.city.homeOffice, pool, epoch] as const
  const row = await tx.one(epochRow, key)
  if (!row) throw notFound()
  if (row.closed_at === null || row.first_seq === null || row.last_seq === null)
    throw refusedBy(409, { code: 'PLATE_DRAW_RUNS' })
  const [office] = key
  switch (file) {
    case 'epoch.json': {
      const before = (await tx.many(logBetween, [office, pool, row.first_seq - 1, row.first_seq - 1]))[0]
      return `${JSON.stringify({ ...epochView(row), headBefore: before?.hash.toString('hex') ?? '00'.repeat(32) }, null, 1)}\n`
    }
    case 'snapshot.txt':
      return (await tx.many(snapshotOf, key)).map((p) => p.numbers).join('')
    case 'opening.txt':
      return (await tx.one(openingOf, key))?.opening ?? ''
    case 'log.txt':
      return (await tx.many(logBetween, [office, pool, row.first_seq, row.last_seq]))
        .map((r) => `${r.hash.toString('hex')} ${r.body}\n`)
        .join('')
  }
}
