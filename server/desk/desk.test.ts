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

describe('differences of money', () => {
  test('are listed, settled once with a note, and then stand below', async () => {
    const supervisor = await h.officer(SUPERVISOR)
    const [row] = await h.sql<{ id: string }>(
      `insert into payment_differences (source, bill_number, kind, ours_fen, theirs_fen, at) values ('day:2026-01-01', 'B-1', 'amount', 1000, 1001, now() - interval '4 days') returning id`,
    )
    const mine = async () =>
      (await supervisor.call(desk.listDifferences)).body.items.find((one) => one.id === String(row?.id))
    expect(await mine()).toMatchObject({ kind: 'amount', oursFen: 1000, theirsFen: 1001, old: true })
    const settle = () =>
      supervisor.call(desk.settleDifference, {
        params: { id: String(row?.id) },
        body: { how: 'bank-corrected', note: '银行已更正为 10.00 元' },
      })
    const [one, two] = await Promise.all([settle(), settle()])
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 409])
    expect([one, two].find((a) => a.status === 409)?.problem.code).toBe('DIFFERENCE_SETTLED')
    expect(await mine()).toMatchObject({
      old: false,
      settled: { by: SUPERVISOR, how: 'bank-corrected', note: '银行已更正为 10.00 元' },
    })
    const unknown = await supervisor.call(desk.settleDifference, {
      params: { id: '999999' },
      body: { how: 'paid-back', note: '无此笔' },
    })
    expect(unknown.status).toBe(404)
    await expect(h.house.db.pool.query('update payment_differences set theirs_fen = 1')).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('the list as a table', () => {
  test('holds what the screen holds, masked, cannot run as a formula, and is recorded with its purpose', async () => {
    await h.sql(`update cases set what = '=HYPERLINK("http://x","y")' where id = $1`, [id])
    const { body } = await (
      await h.officer(REVIEWER)
    ).call(desk.exportWork, {
      body: { view: 'office', service: LOST, purpose: '每周例会' },
    })
    expect(body.name).toMatch(/^cases-office-\d{4}-\d\d-\d\d\.csv$/)
    expect(body.rows).toBe(1)
    const lines = body.csv.split('\r\n')
    expect(lines[0]).toBe('\ufeff"流水号","业务","状态","环节","申请人","事项","渠道","法定时限","经办","提交日期"')
    expect(lines[1]).toContain(`"${number}","遗失补证","open","review","张*","'=HYPERLINK(""http://x"",""y"")"`)
    expect(lines[2]).toContain(REVIEWER)
    expect(await h.sql(`select purpose from audit_events where act = 'export-list'`)).toEqual([
      { purpose: '导出 1 件:每周例会' },
    ])
  })
})
