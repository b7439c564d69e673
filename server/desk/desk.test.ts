import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as desk from '#api/desk.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { AUDITOR, REVIEWER, SUPERVISOR } from '#test/people.ts'

/** What those who lead and those who check see, on cases as they come in. */

const LOST = 'licence-replace-lost'
let h: TestHouse
let id: string
let number: string
beforeAll(async () => {
  h = await house()
  const who = await h.citizen('zhang-wei')
  const made = await apply(who, {
    service: LOST,
    signature: '张伟',
    // A new photo wants an officer's eye: the case stands at the review.
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  ;({ id, number } = made)
  await standsAt(who, id, 'review')
}, 60_000)
afterAll(() => h.close())

describe('the board', () => {
  const rowOf = async (officer: string, service = LOST) =>
    (await (await h.officer(officer)).call(desk.readBoard)).body.rows.find((r) => r.service === service)

  test('counts what runs, what is late and what comes due, by service', async () => {
    expect(await rowOf(SUPERVISOR)).toMatchObject({
      office: 370200,
      serviceName: { zh: '遗失补证' },
      open: 1,
      overdue: 0,
      untaken: 1,
      parked: 0,
      oldestDays: 0,
      done: 0,
    })
    await h.sql(`update cases set due = (now() at time zone 'Asia/Shanghai')::date where id = $1`, [id])
    expect(await rowOf(SUPERVISOR)).toMatchObject({ overdue: 0, soon: 1 })
    await h.sql(
      `update cases set due = (now() at time zone 'Asia/Shanghai')::date - 3, submitted_at = now() - interval '9 days' where id = $1`,
      [id],
    )
    expect(await rowOf(SUPERVISOR)).toMatchObject({ overdue: 1, soon: 0, oldestDays: 9 })
    // A clock that stands is not late.
    await h.sql(`update cases set clock = clock || '{"stoppedOn":"2026-01-01"}' where id = $1`, [id])
    expect(await rowOf(SUPERVISOR)).toMatchObject({ overdue: 0 })
    await h.sql(`update cases set clock = clock - 'stoppedOn' where id = $1`, [id])
  })

  test('the supervisor of the office that leads sees the counts of every office', async () => {
    await h.sql(
      `set session_replication_role = replica; update cases set office = 370211 where id = '${id}'; set session_replication_role = default`,
    )
    expect(await rowOf(SUPERVISOR)).toMatchObject({ office: 370211, open: 1 })
    await h.sql(
      `set session_replication_role = replica; update cases set office = 370200 where id = '${id}'; set session_replication_role = default`,
    )
    expect(await rowOf(SUPERVISOR)).toMatchObject({ office: 370200 })
  })
})

describe('the access log', () => {
  const ask = async (query: object) =>
    (await h.officer(AUDITOR)).call(desk.readAccessLog, {
      body: { officer: '', number: '', before: '', purpose: '季度抽查', ...query },
    })

  test('shows who read whose data and why, masked, and records the reading itself', async () => {
    await (await h.officer(REVIEWER)).call(cases.readCase, { params: { id } })
    const { body } = await ask({ number })
    expect(body.rows[0]).toMatchObject({
      actorKind: 'officer',
      actor: REVIEWER,
      act: 'read-case',
      caseNumber: number,
      person: '张*',
      purpose: `办理业务 ${number}`,
      result: 'done',
    })
    expect(JSON.stringify(body)).not.toContain('张伟')
    expect((await ask({ officer: AUDITOR })).body.rows[0]).toMatchObject({
      act: 'read-access-log',
      purpose: '季度抽查',
    })
    expect((await ask({ officer: '3702999999' })).body.rows).toEqual([])
  })

  test('a purpose is asked for; days are China’s days', async () => {
    expect((await ask({ purpose: '' })).status).toBe(422)
    expect((await ask({ to: '2020-01-01' })).body.rows).toEqual([])
    expect((await ask({ from: '2099-01-01' })).body.rows).toEqual([])
  })

  test('is read page by page to its end, nothing twice', async () => {
    await h.sql(
      `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, purpose, result)
       select 'officer', '3702007777', 370200, 'read-case', 'case', gen_random_uuid()::text, 'x', 'done' from generate_series(1, 230)`,
    )
    const seen: string[] = []
    let before = ''
    for (;;) {
      const { body } = await ask({ officer: '3702007777', before })
      seen.push(...body.rows.map((r) => r.id))
      if (!body.next) break
      before = body.next
    }
    expect(new Set(seen).size).toBe(230)
    expect(seen).toEqual(seen.toSorted((a, b) => Number(b) - Number(a)))
  })
})

describe('each count of the board', () => {
  const COUNTS = ['open', 'overdue', 'soon', 'untaken', 'parked', 'waiting', 'done', 'late'] as const

  test('is the number of rows of the list it leads to, for every service and every figure', async () => {
    const china = `(now() at time zone 'Asia/Shanghai')::date`
    const kinds = [
      `state = 'open', step = 'review', due = ${china} - 2`,
      `state = 'open', step = 'review', due = ${china} - 2, clock = clock || '{"stoppedOn":"2026-01-01"}'`,
      `state = 'open', step = 'review', due = ${china}, assignee = '${REVIEWER}'`,
      `state = 'open', step = 'second-review', due = ${china} + 1`,
      `state = 'open', step = 'check', due = ${china} + 2, parked = '{"agency":"registry","since":"2026-01-01T00:00:00Z"}'`,
      `state = 'on-site', step = 'review', parked = '{"agency":"registry","since":"2026-01-01T00:00:00Z"}'`,
      `state = 'correcting', step = 'review', due = ${china} - 1`,
      `state = 'open', step = 'pay'`,
      `state = 'open', step = 'make', due = null`,
      `state = 'done', step = 'deliver', due = ${china} + 5, updated_at = now() - interval '6 days'`,
      `state = 'done', step = 'deliver', due = ${china} - 9, updated_at = now() - interval '6 days'`,
      `state = 'done', step = 'deliver', due = ${china} - 9, updated_at = now() - interval '8 days'`,
      `state = 'refused', step = 'review', due = ${china} - 1`,
    ]
    for (const [i, set] of kinds.entries()) {
      const copy = `01990000-0000-7000-8000-0000000000${String(i + 10)}`
      await h.sql(
        `insert into cases (office, id, number, service, service_version, channel, applicant, subject_index, state, step, version, data, who, what, clock, due, head, submitted_at)
         select office, $2, number || $3, case when $4 then service else 'licence-replace-damaged' end, service_version, channel, applicant, decode(md5($3), 'hex'), state, step, version, data, who, what, clock, due, head, submitted_at from cases where id = $1`,
        [id, copy, String(i), i % 2 === 0],
      )
      await h.sql(`update cases set ${set} where id = $1`, [copy])
    }
    const supervisor = await h.officer(SUPERVISOR)
    const { rows } = (await supervisor.call(desk.readBoard)).body
    expect(rows.length).toBe(2)
    const listed = async (view: (typeof COUNTS)[number], service: string) =>
      (await supervisor.call(cases.workList, { query: { view, service, number: '', limit: 500 } })).body.rows.length
    for (const name of COUNTS) {
      for (const row of rows) expect(await listed(name, row.service), `${name} of ${row.service}`).toBe(row[name])
      const sum = rows.reduce((n, row) => n + row[name], 0)
      expect(sum, `${name} is tried with something to count`).toBeGreaterThan(0)
      expect(await listed(name, ''), `all ${name}`).toBe(sum)
    }
    const { counts } = (
      await supervisor.call(cases.workList, { query: { view: 'mine', service: '', number: '', limit: 1 } })
    ).body
    expect(counts.overdue).toBe(rows.reduce((n, row) => n + row.overdue, 0))
    expect(counts.waiting).toBe(rows.reduce((n, row) => n + row.waiting, 0))
  })
})
