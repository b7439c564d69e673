import { randomBytes, randomInt } from 'node:crypto'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { fits, placesOf, type PoolGrammar, poolNamed } from '#domain/plates/grammar.ts'
import { type Exclusion, exclusionsFor } from '#domain/plates/settings.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { commitEpoch } from './epochs.ts'
import { ensurePool } from './plates.sql.ts'
import {
  approveSegment,
  countSegment,
  fill,
  freeOfSegment,
  insertSegment,
  lastRelease,
  numbersKnown,
  publishSegment,
  segmentById,
  type SegmentRow,
  takeTime,
  tryPattern,
  withdrawSegment,
} from './segments.sql.ts'
import { EXCLUSIONS, settingsAt } from './settings.ts'
import { change, endTurn, takeTurn, write } from './turn.ts'
import { closeRoomOf } from './waiting-room.sql.ts'

/** An officer, or the house itself when it takes in the stock it begins with. */
export interface Maker {
  id: string
  office: number
}
export interface NewSegment {
  pool: string
  /** A pattern, or 'list' with the numbers themselves. */
  pattern: string
  numbers?: readonly string[] | undefined
  exclusions: readonly string[]
  releaseAt: Date
}

export interface Preview {
  count: number
  excluded: { rule: string; count: number }[]
  already: number
  examples: string[]
}

/** What a segment would be; changes nothing. Throws Refused 422 for a pattern or a rule that is none. */
export async function preview(
  tx: Pick<Tx, 'many'>,
  house: House,
  office: number,
  given: Omit<NewSegment, 'releaseAt'>,
): Promise<Preview> {
  const { pool, places, rules } = parsed(house, given)
  if (!places) return previewList(tx, office, given, pool)
  const rows = await tx.many(tryPattern, [
    office,
    places,
    pool.valid,
    pool.letters,
    pool.running,
    JSON.stringify(rules),
  ])
  return {
    count: rows.reduce((sum, r) => sum + r.count, 0),
    excluded: rows.flatMap((r) => (r.rule === null ? [] : [{ rule: r.rule, count: r.count }])),
    already: rows.reduce((sum, r) => sum + r.already, 0),
    examples: rows.find((r) => r.rule === null)?.examples ?? [],
  }
}

async function previewList(
  tx: Pick<Tx, 'many'>,
  office: number,
  given: Omit<NewSegment, 'releaseAt'>,
  pool: PoolGrammar,
): Promise<Preview> {
  const numbers = [...new Set(given.numbers ?? [])]
  const wrong = numbers.find((n) => !fits(n, pool))
  if (wrong !== undefined || numbers.length === 0) throw badPattern(wrong ?? '')
  const already = (await tx.many(numbersKnown, [office, numbers])).length
  return { count: numbers.length, excluded: [], already, examples: numbers.slice(0, 5) }
}

/** Makes a segment. The day on which composing opens is drawn and sealed now; only a commitment to it is announced. */
export async function makeSegment(tx: Tx, house: House, by: Maker, given: NewSegment): Promise<SegmentRow> {
  const { pool } = parsed(house, given)
  await tx.run(takeTime)
  const seen = await preview(tx, house, by.office, given)
  if (seen.already > 0) throw refusedBy(409, { code: 'SEGMENT_OVERLAP', params: { n: seen.already } })
  if (seen.count === 0) throw badPattern(given.pattern)
  await tx.run(ensurePool, [by.office, pool.pool, pool.type])
  const now = house.time.now()
  const settings = settingsAt(now)
  const id = uuidv7()
  const randomUntil = new Date(given.releaseAt.getTime() + settings.randomOnlyDays * 86_400_000)
  const day = addDays(shanghaiDate(randomUntil), randomInt(settings.composeWithinDays))
  const secret = `${day}|${randomBytes(16).toString('hex')}`
  const commit = house.crypto.hash(secret)
  const excluded = seen.excluded.reduce((sum, e) => sum + e.count, 0)
  const text = canonicalJson({
    office: by.office,
    pool: pool.pool,
    pattern: given.pattern,
    ...(given.pattern === 'list' ? { numbers: [...new Set(given.numbers ?? [])].sort() } : {}),
    exclusions: EXCLUSIONS.filter((e) => given.exclusions.includes(e.id)).map(({ id: rule, pattern }) => ({
      rule,
      pattern,
    })),
    count: seen.count,
    excluded,
    releaseAt: given.releaseAt.toISOString(),
    randomUntil: randomUntil.toISOString(),
    composeCommit: commit.toString('hex'),
  })
  await tx.run(insertSegment, [
    by.office,
    id,
    pool.pool,
    given.pattern,
    given.exclusions,
    seen.count,
    excluded,
    JSON.stringify(Object.fromEntries(seen.excluded.map((e) => [e.rule, e.count]))),
    given.releaseAt,
    randomUntil,
    house.crypto.seal(secret, composeContext(id)),
    commit,
    text,
    house.crypto.hash(text),
    by.id,
    now,
  ])
  return segment(tx, by.office, id)
}

/** Approves what another officer made. Throws Refused: 404, 403 SAME_PERSON, 409 SEGMENT_STATE. */
export async function approve(tx: Tx, house: House, by: Maker, id: string): Promise<SegmentRow> {
  const row = await segment(tx, by.office, id)
  if (row.made_by === by.id) throw refusedBy(403, { code: 'SAME_PERSON' })
  if ((await tx.run(approveSegment, [by.office, id, by.id, house.time.now()])) !== 1)
    throw refusedBy(409, { code: 'SEGMENT_STATE' })
  return segment(tx, by.office, id)
}

/**
 * Publishes an approved segment: its numbers come into the table unreleased, its manifest and hash are public, and the draw
 * that opens with it is committed to. Throws Refused: 404, 409 SEGMENT_STATE, SEGMENT_TOO_SOON, SEGMENT_ORDER, SEGMENT_OVERLAP, POOL_UNSOUND.
 */
export async function publish(tx: Tx, house: House, by: Maker, id: string): Promise<SegmentRow> {
  const row = await segment(tx, by.office, id)
  const now = house.time.now()
  const days = settingsAt(now).publishDaysBefore
  if (row.release_at.getTime() - now.getTime() < days * 86_400_000)
    throw refusedBy(409, { code: 'SEGMENT_TOO_SOON', params: { days } })
  const last = (await tx.one(lastRelease, [by.office, row.pool]))?.at
  if (last && last > now && last > row.release_at) throw refusedBy(409, { code: 'SEGMENT_ORDER' })
  // Another draft of the same numbers may have been published since this one was made.
  await tx.run(takeTime)
  const { already } = await preview(tx, house, by.office, { ...row, numbers: numbersIn(row) })
  if (already > 0) throw refusedBy(409, { code: 'SEGMENT_OVERLAP', params: { n: already } })
  await release(tx, house, by, row)
  return segment(tx, by.office, id)
}

/** Fills the table from an approved segment and commits to its draw; `publish` and the first stock of an office end here. */
export async function release(tx: Tx, house: House, by: Maker, row: SegmentRow): Promise<void> {
  const pool = poolNamed(row.pool)
  if (!pool) throw badPattern(row.pool)
  await tx.run(takeTime)
  const turn = await takeTurn(tx, house, by.office, row.pool)
  if (!turn.sound) throw refusedBy(409, { code: 'POOL_UNSOUND' })
  if ((await tx.run(publishSegment, [by.office, row.id, by.id, turn.now])) !== 1)
    throw refusedBy(409, { code: 'SEGMENT_STATE' })
  const { places, rules } = parsed(house, { ...row, numbers: numbersIn(row) })
  const numbers = places ? null : numbersIn(row)
  const made = await tx.one(fill, [
    by.office,
    row.id,
    numbers,
    places ?? null,
    pool.valid,
    pool.letters,
    pool.running,
    JSON.stringify(rules),
  ])
  if (!made) throw new Error('a segment gave no numbers')
  await tx.run(countSegment, [by.office, row.id, made.total, made.excluded, JSON.stringify(made.by_rule)])
  write(house, turn, 'segment', { hash: row.hash.toString('hex'), count: made.total - made.excluded })
  await endTurn(tx, turn)
  await commitEpoch(tx, house, by.office, row.pool, row.release_at)
}

/** Takes a segment back, after publication by a public notice and only before its release. Throws Refused: 404, 409 SEGMENT_STATE. */
export async function withdraw(tx: Tx, house: House, by: Maker, id: string, notice: string): Promise<SegmentRow> {
  const row = await segment(tx, by.office, id)
  const now = house.time.now()
  if (row.withdrawn_at || (row.published_at && row.release_at <= now)) throw refusedBy(409, { code: 'SEGMENT_STATE' })
  await tx.run(withdrawSegment, [by.office, id, now, notice])
  await tx.run(closeRoomOf, [by.office, id, now])
  if (row.published_at) {
    const turn = await takeTurn(tx, house, by.office, row.pool)
    const numbers = (await tx.many(freeOfSegment, [by.office, id])).map((n) => n.number)
    for (const number of numbers) change(turn, number, 'pool', 'withdrawn')
    write(
      house,
      turn,
      'withdraw',
      { hash: row.hash.toString('hex'), why: notice },
      { to: { [PLATE_STATES.withdrawn]: numbers } },
    )
    await endTurn(tx, turn)
  }
  return segment(tx, by.office, id)
}

export async function segment(tx: Pick<Tx, 'one'>, office: number, id: string): Promise<SegmentRow> {
  const row = await tx.one(segmentById, [office, id])
  if (!row) throw notFound()
  return row
}

export const composeContext = (id: string): string => `plate_segments|compose_from|${id}`

/** The day drawn for composing with the secret of its commitment, 'YYYY-MM-DD|…'; it stays sealed until it has come. */
export const composeSealed = (house: Pick<House, 'crypto'>, row: Pick<SegmentRow, 'id' | 'compose_from'>): string =>
  house.crypto.open(row.compose_from, composeContext(row.id)).toString('utf8')

export const composeDay = (house: Pick<House, 'crypto'>, row: Pick<SegmentRow, 'id' | 'compose_from'>): string =>
  composeSealed(house, row).slice(0, 10)

const numbersIn = (row: Pick<SegmentRow, 'pattern' | 'text'>): string[] =>
  row.pattern === 'list' ? ((JSON.parse(row.text) as { numbers?: string[] }).numbers ?? []) : []

function parsed(
  house: House,
  {
    pool: name,
    pattern,
    exclusions,
  }: Pick<NewSegment, 'pool' | 'pattern' | 'exclusions'> & { numbers?: readonly string[] | undefined },
): { pool: PoolGrammar; places: string[] | undefined; rules: Exclusion[] } {
  const pool = poolNamed(name)
  if (!pool) throw badPattern(name)
  const places = pattern === 'list' ? undefined : placesOf(pattern, pool, house.city.platePrefixes)
  if (pattern !== 'list' && !places) throw badPattern(pattern)
  const rules = exclusionsFor(EXCLUSIONS, exclusions, name, shanghaiDate(house.time.now()))
  if (!rules)
    throw new Refused(422, 'INVALID', '没有这条排除规则', {
      fields: [
        {
          field: 'exclusions',
          code: 'unknown',
          message: '只能使用已公布的排除规则',
          en: 'Only published rules may leave numbers out',
        },
      ],
    })
  return { pool, places, rules }
}

const badPattern = (pattern: string): Refused =>
  new Refused(422, 'INVALID', '号段写法不正确', {
    next: '每一位写一个字符:原样的字母数字、# 数字、@ 字母、* 任意,或 [ABC] 这样的范围。',
    fields: [{ field: 'pattern', code: 'format', message: `无法识别:${pattern}`, en: `Not understood: ${pattern}` }],
  })
