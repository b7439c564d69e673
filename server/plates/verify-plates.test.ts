import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '#server/cases/cases.ts'
import { verifyOn } from '#server/verify.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { enterRandomness } from './epochs.ts'
import { plateInvariants } from './invariants.ts'
import { approve, makeSegment, publish, withdraw } from './segments.ts'
import { wish } from './sittings.ts'
import { fill, newCar, press, take } from './testing.ts'
import { verifyPlates } from './verify-plates.ts'
import { grantNothing } from './wishes.ts'

/** Somebody with the database owner's password favours a friend; the verifier must find every single change. */

let t: Tools
let attacker: pg.Client

beforeAll(async () => {
  t = await tools()
  await fill(t, '02', 60, 'D')
  await choosesAndHasIt()
  await puts(await newCar(t))
  const [given, back] = [await newCar(t), await newCar(t)]
  await take(t, given, (await press(t, given)).numbers[1]?.number ?? '')
  await take(t, back, (await press(t, back)).numbers[1]?.number ?? '')
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: back.applicant }, back.id, undefined, { type: 'withdraw' }),
  )
  await twoSegments()
  attacker = new pg.Client({ connectionString: t.databaseUrl })
  await attacker.connect()
})
afterAll(async () => {
  await attacker.end()
  await t.close()
})

/** A registration to its end: the number is on a car. */
async function choosesAndHasIt(): Promise<void> {
  const c = await newCar(t)
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  const does = (actor: Parameters<typeof act>[2], command: Parameters<typeof act>[5]) =>
    t.house.db.tx((tx) => act(tx, t.house, actor, c.id, undefined, command))
  await does({ kind: 'system', id: 'house' }, { type: 'paid' })
  await does({ kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] }, { type: 'pass' })
  await does({ kind: 'system', id: 'house' }, { type: 'registered', result: { plate: number } })
}

/** Puts a number aside, and composes one that is won. */
async function puts(c: Awaited<ReturnType<typeof newCar>>): Promise<void> {
  const shown = (await press(t, c)).numbers.map((n) => n.number)
  await t.house.db.tx((tx) => wish(tx, t.house, c, { kind: 'reserve', number: shown[3] ?? '' }))
  const free = (await t.sql<{ number: string }>(`select number from plate_numbers where state = 0 order by number`))
    .map((r) => r.number)
    .filter((n) => !shown.includes(n))
  await t.house.db.tx((tx) => wish(tx, t.house, c, { kind: 'compose', numbers: [free[0] ?? ''] }))
}

/** One with numbers left out and a public event, opened, so that the first draw is closed; one that is taken back. */
async function twoSegments(): Promise<void> {
  const office = t.house.city.homeOffice
  const day = 86_400_000
  const made = async (pattern: string, inDays: number) => {
    const releaseAt = new Date(t.house.time.now().getTime() + inDays * day)
    const given = { pool: '02', pattern, exclusions: ['taxi-T'], releaseAt }
    const row = await t.house.db.tx((tx) => makeSegment(tx, t.house, { id: 'a', office }, given))
    await t.house.db.tx((tx) => approve(tx, t.house, { id: 'b', office }, row.id))
    return t.house.db.tx((tx) => publish(tx, t.house, { id: 'a', office }, row.id))
  }
  await made('鲁B[TE]00#A', 4)
  await t.house.db.tx((tx) =>
    enterRandomness(tx, t.house, { id: 'b', office }, { pool: '02', epoch: 2, source: '3D', value: '123' }),
  )
  t.later(5 * day)
  await t.house.db.tx((tx) => grantNothing(tx, t.house, office, '02'))
  const back = await made('鲁B0001[AB]', 4)
  await t.house.db.tx((tx) => withdraw(tx, t.house, { id: 'a', office }, back.id, '写错了'))
}

/** What the verifier finds after this change, which is thrown away then. */
async function found(...changes: string[]): Promise<string[]> {
  await attacker.query('begin isolation level repeatable read')
  try {
    await attacker.query(`set local session_replication_role = replica`)
    for (const sql of changes)
      if (((await attacker.query(sql)).rowCount ?? 0) === 0) throw new Error(`this tampering changed nothing: ${sql}`)
    return (await verifyPlates(attacker, 'sm')).broken
  } finally {
    await attacker.query('rollback')
  }
}

/** As `found`, through everything that `npm run verify` asks. */
async function foundByAll(sql: string): Promise<string[]> {
  await attacker.query('begin isolation level repeatable read')
  try {
    await attacker.query(`set local session_replication_role = replica`)
    expect((await attacker.query(sql)).rowCount).toBeGreaterThan(0)
    return (await verifyOn(attacker, 'sm')).broken.map((b) => b.name)
  } finally {
    await attacker.query('rollback')
  }
}

const row = (kind: string): string => `seq = (select min(seq) from plate_log where kind = '${kind}')`

test('untouched, everything holds, with every kind of row in the log', async () => {
  const { rows, broken: differ } = await verifyPlates(attacker, 'sm')
  expect(differ).toEqual([])
  expect(await broken(t, plateInvariants)).toEqual([])
  const kinds = (await t.sql<{ kind: string }>('select distinct kind from plate_log')).map((r) => r.kind)
  for (const kind of [
    'press',
    'reserve',
    'take',
    'assign',
    'release',
    'segment',
    'commit',
    'event',
    'draw',
    'withdraw',
  ])
    expect(kinds).toContain(kind)
  expect(rows).toBe((await t.sql<{ n: number }>('select count(*)::int as n from plate_log'))[0]?.n)
})

const EDITS: Record<string, string> = {
  'the time beside the text': `at = at + interval '1 second'`,
  'the kind beside the text': `kind = 'go'`,
  'the pool': `pool = '52-other'`,
  'the number in the text': `body = regexp_replace(body, '鲁BD00..', '鲁BD9999')`,
  'the time in the text': `body = replace(body, '"at":"20', '"at":"19')`,
  'the car in the text': `body = replace(body, '"tag":"', '"tag":"00')`,
  'text that is no JSON': `body = 'gone'`,
  'text that is nothing': `body = 'null'`,
  'the hash': `hash = set_byte(hash, 7, get_byte(hash, 7) # 1)`,
}

test.each(Object.entries(EDITS))('one row of the log is edited: %s', async (_, edit) => {
  expect(await found(`update plate_log set ${edit} where ${row('take')}`)).not.toEqual([])
})

test('every row of the log: deleted, it is missed', async () => {
  for (const { pool, seq } of await t.sql<{ pool: string; seq: number }>('select pool, seq from plate_log'))
    expect(await found(`delete from plate_log where pool = '${pool}' and seq = ${seq}`), `${seq}`).not.toEqual([])
})

test('any bit of any row of the log: flipped, it is found', async () => {
  const rows = await t.sql<{ seq: number }>(`select seq from plate_log where pool = '02'`)
  const flip = fc.record({ row: fc.constantFrom(...rows), place: fc.nat(2_000), bit: fc.nat(4) })
  await fc.assert(
    fc.asyncProperty(flip, async ({ row: { seq }, place, bit }) => {
      const at = `1 + ${place} % length(body)`
      const flipped = `chr(ascii(substr(body, ${at}, 1)) # (1 << ${bit}))`
      expect(
        await found(
          `update plate_log set body = overlay(body placing ${flipped} from ${at} for 1) where pool = '02' and seq = ${seq}`,
        ),
      ).toContain(`02 row ${seq}`)
    }),
    { numRuns: 60 },
  )
})

test('a row is put in between, behind the end, or into a pool that there is not', async () => {
  const copied = (pool: string, seq: string) =>
    `insert into plate_log (office, pool, seq, at, kind, body, hash) select office, ${pool}, ${seq}, at, kind, body, hash from plate_log where ${row('press')}`
  expect(await found(copied('pool', '(select max(seq) + 1 from plate_log)'))).not.toEqual([])
  expect(await found(copied(`'99'`, '1'))).not.toEqual([])
  expect(await found(`update plate_log set seq = seq + 1000 where seq > 3`, copied('pool', '4'))).not.toEqual([])
})

test('two rows change places', async () => {
  const swap = `update plate_log e set at = o.at, kind = o.kind, body = o.body, hash = o.hash from plate_log o
    where (e.seq, o.seq) in (select a, b from (select min(seq) as x, max(seq) as y from plate_log where kind = 'press') s, lateral (values (x, y), (y, x)) as p (a, b))`
  expect(await found(swap)).not.toEqual([])
})

test('the end of the log is cut off and the pool says so too: the numbers tell', async () => {
  const cut = `(select min(seq) from plate_log where kind = 'take')`
  const differ = await found(
    `update plate_pools p set seq = ${cut} - 1, head = (select hash from plate_log l where l.pool = p.pool and l.seq = ${cut} - 1)`,
    `delete from plate_log where seq >= ${cut}`,
  )
  expect(differ.filter((b) => b.startsWith('number'))).not.toEqual([])
})

test('every change of a number’s state by SQL is found, counters put right as well', async () => {
  const states = [0, 3, 4, 5, 6, 7, 8, 9, 10]
  const now = await t.sql<{ state: number }>('select distinct state from plate_numbers order by 1')
  expect(now.map((r) => r.state)).toEqual([0, 3, 4, 6, 9, 10])
  for (const { state } of now)
    for (const to of states.filter((s) => s !== state)) {
      const sitting = [3, 4].includes(to) ? '(select id from plate_sittings order by id limit 1)' : 'null'
      const differ = await found(
        `update plate_numbers set state = ${to}, sitting = ${sitting}, rule = ${to === 9 ? `'taxi-T'` : 'null'}
          where number = (select max(number) from plate_numbers where state = ${state})`,
        `update plate_pools p set counts = array(select (select count(*)::int from plate_numbers n where n.pool = p.pool and n.state = s) from generate_series(0, 10) as s)`,
      )
      expect(differ, `${state} to ${to}`).not.toEqual([])
    }
})

test('a chosen number is given to another car, its sitting as well', async () => {
  expect(
    await found(
      `update plate_numbers set sitting = (select id from plate_sittings where state <> 'confirmed' limit 1) where state = 3`,
    ),
  ).not.toEqual([])
  expect(
    await found(
      `update plate_sittings set vehicle = '\\x${randomBytes(32).toString('hex')}' where state = 'confirmed'`,
    ),
  ).not.toEqual([])
})

test.each([
  ['a number disappears', `delete from plate_numbers where state = 3`],
  ['a number that a rule left out is free', `update plate_numbers set state = 0, rule = null where state = 9`],
  ['a segment had more numbers', `update plate_segments set count = count + 1`],
  ['a segment left out fewer', `update plate_segments set excluded = 0 where excluded > 0`],
  ['a segment was released earlier', `update plate_segments set release_at = release_at - interval '1 hour'`],
  ['a manifest said another thing', `update plate_segments set text = replace(text, '"count":', '"count":1')`],
  ['a segment was never published', `update plate_segments set published_at = null`],
  ['a draw had another list', `update plate_snapshots set numbers = overlay(numbers placing '鲁BD0077' from 1)`],
  [
    'a draw’s list has one piece more',
    `insert into plate_snapshots select office, pool, epoch, 1, numbers from plate_snapshots where epoch = 1`,
  ],
  ['a draw was committed to another secret', `update plate_epochs set commit = sha256(commit) where epoch = 2`],
  ['another secret was told', `update plate_epochs set seed = sha256(seed) where seed is not null`],
  ['the public event had another result', `update plate_epochs set randomness = '124' where epoch = 2`],
  ['the public event was another', `update plate_epochs set source = 'x' where epoch = 2`],
  ['other numbers were gone when it opened', `update plate_epochs set opening = '' where opening <> ''`],
  ['a draw is gone', `delete from plate_epochs where epoch = 3`],
])('%s', async (_, sql) => {
  expect(await found(sql)).not.toEqual([])
})

test('groups shown and goes of composing are compared with the log', async () => {
  const groups = 'a group shown is the one in the log, and each group in the log was shown'
  expect(await foundByAll(`update plate_presses set at = at + interval '1 second' where press = 1`)).toContain(groups)
  expect(
    await foundByAll(`delete from plate_presses where sitting = (select max(sitting::text)::uuid from plate_presses)`),
  ).toContain(groups)
  expect(await foundByAll(`update plate_goes set numbers = array['鲁BD0099']`)).toContain(
    'a go of composing has its row in the log',
  )
  expect(await foundByAll(`update plate_log set body = 'gone' where ${row('take')}`)).toContain(
    'every plate log recomputes, and numbers, segments and draws are as it says',
  )
})
