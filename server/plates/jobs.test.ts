import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, addMonths, addWorkingDays, shanghaiDate } from '#domain/calendar.ts'
import { act } from '#server/cases/cases.ts'
import { runJob } from '#server/agency/testing.ts'
import { broken, somebody, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { plateJobs } from './plate-jobs.ts'
import { approve, makeSegment, publish } from './segments.ts'
import { wish } from './sittings.ts'
import { fill, logDiffers, newCar, outcome, preselecting, press, take } from './testing.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
})
afterEach(() => t.close())

const DAY = 86_400_000
const office = () => t.house.city.homeOffice
const today = () => shanghaiDate(t.house.time.now())
const job = (name: string) => runJob(t.house, plateJobs, name, {})
const stateOf = async (number: string) =>
  (await t.sql<{ state: number }>('select state from plate_numbers where number = $1', [number]))[0]?.state
/** Puts the house's clock to an instant of Shanghai. */
const at = (day: string, time: string) =>
  t.later(new Date(`${day}T${time}+08:00`).getTime() - t.house.time.now().getTime())
const allIsWell = async () => {
  expect(await broken(t, plateInvariants)).toEqual([])
  expect(await logDiffers(t)).toEqual([])
}

/** Chooses a number ahead: the case is done with it. */
async function choosesAhead(me: Awaited<ReturnType<typeof somebody>>): Promise<{ number: string; id: string }> {
  const c = await preselecting(t, me)
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  expect(await take(t, c, number)).toMatchObject({ state: 'done' })
  return { number, id: c.id }
}

test('a number not registered in three working days goes back; the first time is forgiven, the second blocks two years', async () => {
  await fill(t, '02', 60, 'D')
  const me = await somebody(t)
  const blocks = () =>
    t.sql<{ number: string; forgiven: boolean; from_day: string; until_day: string }>(
      'select number, forgiven, from_day, until_day from plate_blocks order by from_day',
    )
  const lapses = async (forgiven: boolean) => {
    const { number, id } = await choosesAhead(me)
    const last = addWorkingDays(today(), 3, t.house.calendar)
    at(last, '23:00:00')
    await job('plate-night')
    expect(await stateOf(number)).toBe(3)
    at(addDays(last, 1), '00:20:00')
    const lapsed = today()
    await job('plate-night')
    await job('plate-night')
    expect(await stateOf(number)).toBe(6)
    expect((await blocks()).at(-1)).toMatchObject({ number, forgiven })
    const told = await t.sql(`select 1 from messages where case_id = $1 and template = 'plate-lapsed'`, [id])
    expect(told).toHaveLength(1)
    return lapsed
  }
  await lapses(true)
  const day = await lapses(false)
  expect(await blocks()).toHaveLength(2)
  const from = addDays(day, 1)
  const until = addDays(addMonths(from, 24), -1)
  expect((await blocks()).at(-1)).toMatchObject({ from_day: from, until_day: until })
  const refused = await preselecting(t, me)
  expect(await press(t, refused).catch((error: unknown) => error)).toMatchObject({
    code: 'PLATE_BAN',
    params: { date: until },
  })
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: me.id }, refused.id, undefined, { type: 'withdraw' }),
  )
  at(addDays(until, 1), '10:00:00')
  expect((await press(t, await preselecting(t, me))).numbers).toHaveLength(10)
  await allIsWell()
})

test('what comes back is listed the day before and released at its minute, told afterwards', async () => {
  await fill(t, '02', 10, 'D')
  at(addDays(today(), 1), '10:00:00')
  const [c, other] = [await newCar(t), await newCar(t)]
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: c.applicant }, c.id, undefined, { type: 'withdraw' }),
  )
  t.later(100_000)
  const listed = addDays(today(), 1)
  expect((await press(t, other)).numbers.map((n) => n.number)).not.toContain(number)
  await job('plate-minute')
  expect(await stateOf(number)).toBe(6)
  at(today(), '18:00:00')
  await job('plate-returns')
  await job('plate-returns')
  const lists = () =>
    t.sql<{ day: string; numbers: string[]; released_at: Date | null; commit: string }>(
      `select day, numbers, released_at, encode(minute_commit, 'hex') as commit from plate_returns`,
    )
  expect(await lists()).toMatchObject([{ day: listed, numbers: [number], released_at: null }])
  await job('plate-minute')
  at(listed, '08:59:30')
  await job('plate-minute')
  expect(await stateOf(number)).toBe(6)
  at(listed, '17:00:00')
  await job('plate-minute')
  expect(await stateOf(number)).toBe(0)
  const [told] = await t.sql<{ body: string }>(`select body from plate_log where kind = 'return'`)
  const { value, why } = JSON.parse(told?.body ?? '{}') as { value: string; why: string }
  const [list] = await lists()
  expect([why, t.house.crypto.hash(value).toString('hex')]).toEqual([listed, list?.commit])
  const minute = Number(value.split('|')[0])
  expect(minute >= 9 * 60 && minute < 17 * 60).toBe(true)
  expect((await press(t, await newCar(t))).numbers.map((n) => n.number)).toContain(number)
  await allIsWell()
})

test('a new segment is drawn only, then composed from a day that was drawn and committed to', async () => {
  const made = await t.house.db.tx((tx) =>
    makeSegment(
      tx,
      t.house,
      { id: 'a', office: office() },
      {
        pool: '02',
        pattern: '鲁BK00##',
        exclusions: [],
        releaseAt: new Date(`${addDays(today(), 5)}T10:00:00+08:00`),
      },
    ),
  )
  const by = (id: string) => ({ id, office: office() })
  expect(await outcome(t.house.db.tx((tx) => publish(tx, t.house, by('a'), made.id)))).toBe('SEGMENT_STATE')
  expect(await outcome(t.house.db.tx((tx) => approve(tx, t.house, by('a'), made.id)))).toBe('SAME_PERSON')
  await expect(
    t.sql(`update plate_segments set approved_by = made_by, approved_at = now() where id = $1`, [made.id]),
  ).rejects.toThrow('check')
  await t.house.db.tx((tx) => approve(tx, t.house, by('b'), made.id))
  await t.house.db.tx((tx) => publish(tx, t.house, by('a'), made.id))
  const compose = async () => {
    const c = await newCar(t)
    const { outcomes } = await t.house.db.tx((tx) => wish(tx, t.house, c, { kind: 'compose', numbers: ['鲁BK0077'] }))
    return outcomes?.[0]
  }
  const opened = async () =>
    (await t.sql<{ at: Date | null }>('select compose_opened_at as at from plate_segments'))[0]?.at ?? null
  await job('plate-minute')
  expect(await outcome(press(t, await newCar(t)))).toBe('PLATE_EMPTY')
  at(shanghaiDate(made.release_at), '10:00:30')
  await job('plate-minute')
  expect((await press(t, await newCar(t))).numbers).toHaveLength(10)
  await job('plate-composing')
  expect(await compose()).toBe('not-open')
  const until = shanghaiDate(made.random_until)
  expect(until).toBe(addDays(shanghaiDate(made.release_at), 7))
  for (let n = 0; n < 15 && !(await opened()); n += 1) {
    at(addDays(until, n), '10:01:00')
    await job('plate-composing')
  }
  const day = await opened()
  expect(day && shanghaiDate(day) >= until && shanghaiDate(day) <= addDays(until, 13)).toBe(true)
  const [told] = await t.sql<{ body: string }>(`select body from plate_log where kind = 'compose'`)
  expect((JSON.parse(told?.body ?? '{}') as { why: string }).why).toBe(shanghaiDate(day ?? new Date(0)))
  expect(await compose()).toBe('won')
  await allIsWell()
})

test('a pool that does not add up is found at night and publishes nothing', async () => {
  await fill(t, '02', 20, 'D')
  await t.sql(`delete from plate_numbers where number = '鲁BD0003'`)
  await job('plate-night')
  const releaseAt = new Date(t.house.time.now().getTime() + 5 * DAY)
  const given = { pool: '02', pattern: '鲁BK00##', exclusions: [], releaseAt }
  const made = await t.house.db.tx((tx) => makeSegment(tx, t.house, { id: 'a', office: office() }, given))
  await t.house.db.tx((tx) => approve(tx, t.house, { id: 'b', office: office() }, made.id))
  expect(await outcome(t.house.db.tx((tx) => publish(tx, t.house, { id: 'a', office: office() }, made.id)))).toBe(
    'POOL_UNSOUND',
  )
})
