import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, review, standsAt } from '#test/journey.ts'
import { verifyDatabase, verifyOn } from '#server/verify.ts'

/** Somebody with the database owner's password changes history; the verifier must find every single change. */

let h: TestHouse
let attacker: pg.Client

beforeAll(async () => {
  h = await house()
  const [wang, zhang, chen] = await Promise.all([
    h.citizen('wang-xiuying'),
    h.citizen('zhang-wei'),
    h.citizen('chen-jing'),
  ])
  const reviewed = await apply(zhang, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  const waiting = await apply(wang, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    signature: '王秀英',
  })
  const paying = await apply(chen, { service: 'licence-renew-expiry', signature: '陈静' })
  await standsAt(zhang, reviewed.id, 'review')
  await review(h, reviewed.id)
  await Promise.all([
    standsAt(zhang, reviewed.id, 'pay'),
    standsAt(wang, waiting.id, 'review'),
    standsAt(chen, paying.id, 'pay'),
  ])
  attacker = new pg.Client({ connectionString: h.databaseUrl })
  await attacker.connect()
})
afterAll(async () => {
  await attacker.end()
  await h.close()
})

interface EventKey {
  case_id: string
  seq: number
}

/** Runs the change in a transaction that is thrown away, and gives what the verifier found in it. */
async function found(change: () => Promise<number>): Promise<string[]> {
  await attacker.query('begin isolation level repeatable read')
  try {
    // The attacker is the owner: foreign keys and triggers can be put to sleep.
    await attacker.query(`set local session_replication_role = replica`)
    if ((await change()) === 0) throw new Error('this tampering changed nothing')
    return (await verifyOn(attacker, 'sm')).broken.map((b) => b.name)
  } finally {
    await attacker.query('rollback')
  }
}

const run = async (sql: string, values: unknown[] = []): Promise<number> =>
  (await attacker.query(sql, values)).rowCount ?? 0

const allEvents = () => h.sql<EventKey>('select case_id, seq from case_events order by case_id, seq')
const allCases = () => h.sql<{ id: string }>('select id from cases order by id')

/** Every column of an event, with a value that surely differs from the one that stands there. */
const EVENT_EDITS: Record<string, string> = {
  at: `at = at + interval '1 second'`,
  'actor kind': `actor_kind = case actor_kind when 'officer' then 'citizen' else 'officer' end`,
  'actor id': `actor_id = actor_id || '1'`,
  kind: `kind = kind || 'x'`,
  'body, actor': `body = replace(body, '"actor":{"id":"', '"actor":{"id":"9')`,
  'body, time': `body = replace(body, 'T', ' ')`,
  'body, effects': `body = regexp_replace(body, '"effects":\\[.*?\\]', '"effects":["none"]')`,
  secret: `secret = coalesce(secret, '') || '\\x00'::bytea`,
  hash: `hash = set_byte(hash, 7, get_byte(hash, 7) # 1)`,
}
const CASE_EDITS: Record<string, string> = {
  number: `number = number || '0'`,
  service: `service = 'licence-replace-damaged'`,
  'service version': `service_version = service_version + 1`,
  channel: `channel = 'kiosk'`,
  applicant: `applicant = (select id from people p where p.id <> cases.applicant order by id limit 1)`,
  'subject index': `subject_index = set_byte(subject_index, 0, get_byte(subject_index, 0) # 1)`,
  state: `state = case state when 'done' then 'refused' else 'done' end`,
  step: `step = case step when 'deliver' then 'pay' else 'deliver' end`,
  version: `version = version + 1`,
  'data, one bit': `data = set_byte(data, length(data) / 2, get_byte(data, length(data) / 2) # 1)`,
  'data of another case': `data = (select o.data from cases o where o.id <> cases.id order by id limit 1)`,
  who: `who = who || '*'`,
  what: `what = what || '*'`,
  clock: `clock = clock || '{"limitDays": 99}'`,
  due: `due = coalesce(due, '2026-01-01') + 30`,
  parked: `parked = case when parked is null then '{"agency":"x","since":"2026-01-01T00:00:00.000Z"}'::jsonb end`,
  assignee: `assignee = coalesce(assignee, '') || '9'`,
  'reviewed by': `reviewed_by = coalesce(reviewed_by, '') || '9'`,
  head: `head = set_byte(head, 3, get_byte(head, 3) # 1)`,
  'submitted at': `submitted_at = submitted_at - interval '30 days'`,
  'updated at': `updated_at = updated_at + interval '1 hour'`,
}

test('untouched, everything holds: what is found below was caused by the tampering', async () => {
  const clean = await verifyDatabase(h.databaseUrl, 'sm')
  expect(clean.broken).toEqual([])
  expect(clean.events).toBeGreaterThanOrEqual(7)
})

describe('one column of one row', () => {
  test.each(Object.entries(EVENT_EDITS))('of an event: %s', async (_, edit) => {
    const [first] = await allEvents()
    expect(
      await found(() =>
        run(`update case_events set ${edit} where case_id = $1 and seq = $2`, [first?.case_id, first?.seq]),
      ),
    ).not.toEqual([])
  })
  test.each(Object.entries(CASE_EDITS))('of a case: %s', async (_, edit) => {
    const [first] = await allCases()
    expect(await found(() => run(`update cases set ${edit} where id = $1`, [first?.id]))).not.toEqual([])
  })
  test('every column of both tables is among these, or is named here with its reason', async () => {
    const columns = await h.sql<{ t: string; c: string }>(
      `select table_name as t, column_name as c from information_schema.columns where table_name in ('cases', 'case_events') order by 1, 2`,
    )
    const edited = [
      ...Object.values(CASE_EDITS).map((e) => `cases.${e.split(' ')[0]}`),
      ...Object.values(EVENT_EDITS).map((e) => `case_events.${e.split(' ')[0]}`),
    ]
    const keys = ['cases.id', 'cases.office', 'case_events.office', 'case_events.case_id', 'case_events.seq']
    // The transaction number is the database's own, for reading news in order; it decides nothing.
    const internal = ['case_events.xid']
    expect(
      columns.map(({ t, c }) => `${t}.${c}`).filter((name) => ![...edited, ...keys, ...internal].includes(name)),
    ).toEqual([])
  })
})

describe('whole rows', () => {
  test('all events are gone', async () => {
    expect(await found(async () => (await run('truncate case_events'), 1))).not.toEqual([])
  })
  test('a case disappears with all its events', async () => {
    const [first] = await allCases()
    const remove = async () =>
      (await run('delete from case_events where case_id = $1', [first?.id])) +
      (await run('delete from cases where id = $1', [first?.id]))
    expect(await found(remove)).toContain('no message about a case that does not exist')
  })
  test('the last event is cut off and the case set back to fit', async () => {
    const cut = async () => {
      const { rows } = await attacker.query<{ case_id: string }>(
        `select case_id from case_events group by 1 having count(*) > 2 limit 1`,
      )
      const id = rows[0]?.case_id
      await run(`delete from case_events e using cases c where c.id = $1 and e.case_id = c.id and e.seq = c.version`, [
        id,
      ])
      return run(
        `update cases c set version = e.seq, head = e.hash, state = e.body::jsonb #>> '{to,state}', step = e.body::jsonb #>> '{to,step}', updated_at = e.at from case_events e where c.id = $1 and e.case_id = c.id and e.seq = c.version - 1`,
        [id],
      )
    }
    expect(await found(cut)).not.toEqual([])
  })
  test('an event is rewritten together with every hash after it: its open columns no longer fit', async () => {
    const { digest } = await import('#server/kit/crypto.ts')
    const rewrite = async () => {
      const { rows } = await attacker.query<{ case_id: string; seq: number; body: string }>(
        `select case_id, seq, body from case_events where case_id = (select id from cases order by id limit 1) order by seq`,
      )
      let head = digest('sm', `case ${rows[0]?.case_id}`)
      for (const row of rows) {
        const body = row.body.replace('"kind":"citizen"', '"kind":"officer"')
        head = digest('sm', Buffer.concat([head, Buffer.from(body)]))
        await run('update case_events set body = $3, hash = $4 where case_id = $1 and seq = $2', [
          row.case_id,
          row.seq,
          body,
          head,
        ])
      }
      return run('update cases set head = $2 where id = $1', [rows[0]?.case_id, head])
    }
    expect(await found(rewrite)).toContain('every event chain recomputes')
  })
})

test('any one of many random tamperings is found', async () => {
  const [events, cases] = [await allEvents(), await allCases()]
  const event = fc.constantFrom(...events)
  const edits = fc.oneof(
    fc.record({
      does: fc.constant('edit event' as const),
      at: event,
      how: fc.constantFrom(...Object.values(EVENT_EDITS)),
    }),
    fc.record({
      does: fc.constant('edit case' as const),
      at: fc.constantFrom(...cases),
      how: fc.constantFrom(...Object.values(CASE_EDITS)),
    }),
    fc.record({ does: fc.constant('delete' as const), at: event }),
    fc.record({ does: fc.constant('insert' as const), at: event, shift: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ does: fc.constant('swap' as const), at: event, with: event }).filter((s) => s.at !== s.with),
    fc.record({
      does: fc.constant('flip' as const),
      at: event,
      place: fc.nat(10_000),
      bit: fc.integer({ min: 0, max: 4 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(edits, async (t) => {
      const names = await found(async () => {
        switch (t.does) {
          case 'edit event':
            return run(`update case_events set ${t.how} where case_id = $1 and seq = $2`, [t.at.case_id, t.at.seq])
          case 'edit case':
            return run(`update cases set ${t.how} where id = $1`, [t.at.id])
          case 'delete':
            return run('delete from case_events where case_id = $1 and seq = $2', [t.at.case_id, t.at.seq])
          case 'insert':
            return run(
              `insert into case_events (office, case_id, seq, at, actor_kind, actor_id, kind, body, secret, hash) select office, case_id, (select max(seq) from case_events x where x.case_id = e.case_id) + $3::int, at, actor_kind, actor_id, kind, body, secret, hash from case_events e where case_id = $1 and seq = $2`,
              [t.at.case_id, t.at.seq, t.shift],
            )
          case 'swap':
            return run(
              `update case_events e set at = o.at, actor_kind = o.actor_kind, actor_id = o.actor_id, kind = o.kind, body = o.body, secret = o.secret, hash = o.hash from case_events o
                where (e.case_id, e.seq, o.case_id, o.seq) in (($1::uuid, $2::int, $3::uuid, $4::int), ($3::uuid, $4::int, $1::uuid, $2::int))`,
              [t.at.case_id, t.at.seq, t.with.case_id, t.with.seq],
            )
          case 'flip':
            return run(
              `update case_events set body = overlay(body placing chr(ascii(substr(body, 1 + $3::int % length(body), 1)) # (1 << $4::int)) from 1 + $3::int % length(body) for 1) where case_id = $1 and seq = $2`,
              [t.at.case_id, t.at.seq, t.place, t.bit],
            )
        }
      })
      expect(names.length).toBeGreaterThan(0)
    }),
    // Each run asks every invariant there is: a quarter of a second.
    { numRuns: 100 },
  )
}, 300_000)
