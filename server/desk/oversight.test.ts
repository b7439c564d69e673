import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as desk from '#api/desk.ts'
import * as files from '#api/files.ts'
import * as oversight from '#api/oversight.ts'
import { counterPlates } from '#api/plate-counter.ts'
import { productionSheet } from '#api/production.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { AUDITOR, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR } from '#test/people.ts'
import { deskInvariants } from './invariants.ts'
import { raiseAlarms } from './looks.ts'

/** What one officer may not do alone or unseen. */

const LOST = 'licence-replace-lost'
let h: TestHouse
let log: string[]
let id: string
let number: string
let file: string
beforeAll(async () => {
  log = []
  h = await house({ logTo: { write: (line) => void log.push(line) } })
  const who = await h.citizen('zhang-wei')
  const made = await apply(who, {
    service: LOST,
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  ;({ id, number } = made)
  await standsAt(who, id, 'review')
  const shown = await (await h.officer(REVIEWER)).call(cases.readCase, { params: { id } })
  file = shown.body.materials.flatMap((m) => m.files)[0] ?? ''
}, 60_000)
afterAll(() => h.close())

/** Looks of an officer, as the house writes them down when a case is read. */
const looks = (officer: string, n: number, { every = 1, office = 370200 } = {}) =>
  h.sql(
    `insert into audit_events (at, actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
     select now() - $3::float8 * ($2::int - i) * interval '1 second', 'officer', $1, $4, 'read-case', 'case', gen_random_uuid()::text, gen_random_uuid(), '办理业务', 'done'
       from generate_series(1, $2::int) i`,
    [officer, n, every, office],
  )
const alarms = async (who: string) => (await (await h.officer(who)).call(oversight.listLookAlarms)).body

describe('many looks in a short time', () => {
  test('199 people in ten minutes are work; the 200th raises one alarm, which supervisor and auditor see', async () => {
    await looks(SECOND_REVIEWER, 199)
    expect(await raiseAlarms(h.house)).toBe(0)
    await looks(SECOND_REVIEWER, 1)
    expect(await raiseAlarms(h.house)).toBe(1)
    expect(await raiseAlarms(h.house), 'told once').toBe(0)
    const seen = await alarms(SUPERVISOR)
    expect(seen.limit).toEqual({ records: 200, minutes: 10 })
    expect(seen.alarms).toMatchObject([
      { officer: SECOND_REVIEWER, records: 200, purposes: ['办理业务'], mayClose: true },
    ])
    expect((await alarms(AUDITOR)).alarms).toMatchObject([{ officer: SECOND_REVIEWER, mayClose: true }])
    const lines = log.filter((line) => line.includes('very many records'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/"count":200/)
    expect(lines[0]).not.toContain(SECOND_REVIEWER)
  })

  test('200 over an hour raise none; the city sets the figure by date', async () => {
    await looks(PRODUCER, 200, { every: 15 })
    expect(await raiseAlarms(h.house)).toBe(0)
    const rules = { ...h.house.rules, settings: [{ from: '2020-01-01', lookRecords: 20, lookMinutes: 5 }] }
    expect(await raiseAlarms({ ...h.house, rules })).toBe(10)
  })

  test('real reads of one person’s case, again and again, are one record', async () => {
    const reviewer = await h.officer(REVIEWER)
    for (let i = 0; i < 3; i++) await reviewer.call(cases.readCase, { params: { id } })
    const rules = { ...h.house.rules, settings: [{ from: '2020-01-01', lookRecords: 2 }] }
    const before = (await alarms(SUPERVISOR)).alarms.filter((a) => a.officer === REVIEWER)
    await raiseAlarms({ ...h.house, rules })
    expect((await alarms(SUPERVISOR)).alarms.filter((a) => a.officer === REVIEWER)).toEqual(before)
  })

  test('is looked into once, by somebody else, with what came out', async () => {
    const supervisor = await h.officer(SUPERVISOR)
    const [alarm] = (await alarms(SUPERVISOR)).alarms.filter((a) => a.officer === SECOND_REVIEWER)
    const close = (who = supervisor) =>
      who.call(oversight.closeLookAlarm, { params: { id: alarm?.id ?? '' }, body: { note: '专项核查,已核实' } })
    expect((await close()).status).toBe(200)
    expect((await close()).problem.code).toBe('ALARM_CLOSED')
    expect((await alarms(SUPERVISOR)).alarms.find((a) => a.id === alarm?.id)).toMatchObject({
      mayClose: false,
      closed: { by: SUPERVISOR, note: '专项核查,已核实' },
    })
    await looks(SUPERVISOR, 200)
    expect(await raiseAlarms(h.house)).toBe(1)
    const own = (await alarms(SUPERVISOR)).alarms.find((a) => a.officer === SUPERVISOR)
    expect(own?.mayClose).toBe(false)
    const refused = await supervisor.call(oversight.closeLookAlarm, {
      params: { id: own?.id ?? '' },
      body: { note: '是我自己' },
    })
    expect([refused.status, refused.problem.code]).toEqual([403, 'OWN_MATTER'])
    const auditor = await h.officer(AUDITOR)
    const closed = await auditor.call(oversight.closeLookAlarm, {
      params: { id: own?.id ?? '' },
      body: { note: '已核实' },
    })
    expect(closed.status).toBe(200)
    await expect(h.house.db.pool.query('update look_alarms set records = 1')).rejects.toThrow(/permission denied/)
    await expect(h.house.db.pool.query('delete from look_alarms')).rejects.toThrow(/permission denied/)
  })

  test('another office’s alarms are seen by the office that leads', async () => {
    await looks('3702110021', 200, { office: 370211 })
    expect(await raiseAlarms(h.house)).toBe(1)
    expect((await alarms(SUPERVISOR)).alarms.find((a) => a.officer === '3702110021')?.officeName.en).toMatch(/Huangdao/)
  })
})

describe('a closed case', () => {
  const read = async (who: string) => (await h.officer(who)).call(cases.readCase, { params: { id } })
  const reasonOf = async (who: string) =>
    h.sql<{ act: string; purpose: string }>(
      `select act, purpose from audit_events where actor_id = $1 and object_kind = 'case' and object_id = $2 order by id`,
      [who, id],
    )

  test('is shown to who says why, for half an hour, and the reason stands with each read', async () => {
    await h.sql(`update cases set state = 'withdrawn' where id = $1`, [id])
    const auditor = await h.officer(AUDITOR)
    const closed = await read(AUDITOR)
    expect([closed.status, closed.problem.code]).toEqual([403, 'REASON_NEEDED'])
    expect(JSON.stringify(closed.problem)).not.toContain('张')
    expect(await reasonOf(AUDITOR), 'nothing was read').toEqual([])
    const picture = await auditor.call(files.readCaseFile, { params: { id: file }, query: { case: id } })
    expect(picture.problem.code).toBe('REASON_NEEDED')
    const [exchange] = await h.sql<{ v: string }>('select message_id as v from exchanges where case_id = $1', [id])
    const evidence = await auditor.call(cases.readEvidence, { params: { id, message: exchange?.v ?? '' } })
    expect(evidence.problem.code).toBe('REASON_NEEDED')
    expect((await auditor.call(oversight.stateReason, { params: { id }, body: { reason: '急' } })).status).toBe(422)
    await auditor.call(oversight.stateReason, { params: { id }, body: { reason: '投诉 2026-118 核查' } })
    expect((await read(AUDITOR)).body.number).toBe(number)
    expect(await reasonOf(AUDITOR)).toEqual([
      { act: 'state-reason', purpose: '投诉 2026-118 核查' },
      { act: 'read-closed-case', purpose: '投诉 2026-118 核查' },
    ])
    expect((await auditor.raw(`/api/files/${file}?case=${id}`)).status).toBeLessThan(500)
    // Half an hour later the reason is over; the reads meanwhile do not lengthen it.
    await h.sql(
      `update audit_events set at = at - interval '31 minutes' where actor_id = $1 and act = 'state-reason'`,
      [AUDITOR],
    )
    expect((await read(AUDITOR)).problem.code).toBe('REASON_NEEDED')
  })

  test('is not read past the reason: neither the sheet of its papers nor the numbers of its car', async () => {
    const [paper] = await h.sql<{ id: string }>(
      `insert into productions (office, case_id, product, copy, apart, state, queued_at)
       select office, id, 'driving-licence', 1, false, 'handed-over', now() from cases where id = $1 returning id`,
      [id],
    )
    const [bench, other] = [await h.officer(PRODUCER), await h.officer(SECOND_REVIEWER)]
    const needed = { status: 403, problem: { code: 'REASON_NEEDED' } }
    expect(await bench.call(productionSheet, { params: { id: paper?.id ?? '' } })).toMatchObject(needed)
    expect(await other.call(counterPlates, { params: { id } })).toMatchObject(needed)
    await h.sql(`delete from productions where id = $1`, [paper?.id])
  })

  test('who had it before him while it was open goes on; another officer states a reason', async () => {
    expect((await read(REVIEWER)).status).toBe(200)
    expect((await read(SUPERVISOR)).problem.code).toBe('REASON_NEEDED')
    await h.sql(`update audit_events set at = at - interval '31 minutes' where actor_id = $1 and act = 'read-case'`, [
      REVIEWER,
    ])
    expect((await read(REVIEWER)).problem.code).toBe('REASON_NEEDED')
  })

  test('the person sees the reason among who looked', async () => {
    const who = await h.citizen('zhang-wei')
    const page = await (await who.raw('/my/access')).text()
    expect(page).toContain('投诉 2026-118 核查')
    await h.sql(`update cases set state = 'open' where id = $1`, [id])
  })
})

describe('a list that leaves the house', () => {
  const ask = async (who: string, service = LOST) =>
    (await h.officer(who)).call(oversight.askListExport, { body: { view: 'office', service, purpose: '每周例会' } })
  const listed = async (who: string) => (await (await h.officer(who)).call(oversight.listListExports)).body.exports
  const decide = async (who: string, id: string, approve: boolean) =>
    (await h.officer(who)).call(oversight.decideListExport, { params: { id }, body: { approve } })
  const take = async (who: string, id: string) =>
    (await h.officer(who)).call(oversight.takeListExport, { params: { id }, body: {} })

  test('one asks, another approves, who asked takes it once; it cannot run as a formula', async () => {
    await h.sql(`update cases set what = '=HYPERLINK("http://x","y")' where id = $1`, [id])
    const asked = await ask(REVIEWER)
    expect(asked.body.rows).toBe(1)
    const key = asked.body.id
    expect((await take(REVIEWER, key)).problem.code).toBe('EXPORT_NOT_APPROVED')
    expect((await decide(REVIEWER, key, true)).status, 'a reviewer decides nothing').toBe(403)
    expect(await listed(SUPERVISOR)).toMatchObject([
      { id: key, state: 'asked', purpose: '每周例会', rows: 1, askedBy: REVIEWER, mine: false, mayDecide: true },
    ])
    expect(await listed(PRODUCER), 'others do not learn of it').toEqual([])
    const both = await Promise.all([decide(SUPERVISOR, key, true), decide(SUPERVISOR, key, true)])
    expect(both.map((a) => a.status).toSorted((x, y) => x - y)).toEqual([200, 409])
    expect((await decide(AUDITOR, key, false)).problem.code).toBe('ALREADY_DECIDED')
    expect((await take(SUPERVISOR, key)).status, 'who approved takes nothing').toBe(404)
    const { body } = await take(REVIEWER, key)
    expect(body.name).toMatch(/^cases-office-\d{4}-\d\d-\d\d\.csv$/)
    const lines = body.csv.split('\r\n')
    expect(lines[0]).toBe('\ufeff"流水号","业务","状态","环节","申请人","事项","渠道","法定时限","经办","提交日期"')
    expect(lines[1]).toContain(`"${number}","遗失补证","open","review","张*","'=HYPERLINK(""http://x"",""y"")"`)
    expect(lines[2]).toContain(REVIEWER)
    expect((await take(REVIEWER, key)).problem.code).toBe('EXPORT_OVER')
    expect(
      await h.sql(`select act, actor_id, purpose from audit_events where object_id = $1 order by id`, [key]),
    ).toEqual([
      { act: 'export.ask', actor_id: REVIEWER, purpose: '申请导出 1 件:每周例会' },
      { act: 'export.approve', actor_id: SUPERVISOR, purpose: '每周例会' },
      { act: 'export-list', actor_id: REVIEWER, purpose: '导出 1 件:每周例会' },
    ])
  })

  test('a supervisor does not approve the own request, an auditor does; declined and old ones are not given', async () => {
    const own = (await ask(SUPERVISOR)).body.id
    expect((await decide(SUPERVISOR, own, true)).problem.code).toBe('OWN_MATTER')
    expect((await decide(AUDITOR, own, true)).status).toBe(200)
    await h.sql(`update list_exports set decided_at = now() - interval '25 hours' where id = $1`, [own])
    expect((await take(SUPERVISOR, own)).problem.code).toBe('EXPORT_OVER')
    expect((await listed(SUPERVISOR)).find((e) => e.id === own)?.state).toBe('lapsed')
    const no = (await ask(REVIEWER, '')).body.id
    await decide(SUPERVISOR, no, false)
    expect((await take(REVIEWER, no)).problem.code).toBe('EXPORT_NOT_APPROVED')
    await expect(
      h.sql(`update list_exports set decided_by = asked_by where id = $1`, [no]),
      'the database knows it, too',
    ).rejects.toThrow(/check constraint/)
  })
})

describe('differences of money', () => {
  const settle = { how: 'bank-corrected', note: '银行已更正为 10.00 元' } as const
  const newOne = async (bill: string) =>
    String(
      (
        await h.sql<{ id: string }>(
          `insert into payment_differences (source, bill_number, kind, ours_fen, theirs_fen, at) values ('day:2026-01-01', $1, 'amount', 1000, 1001, now() - interval '4 days') returning id`,
          [bill],
        )
      )[0]?.id,
    )
  const seen = async (who: string, id: string) =>
    (await (await h.officer(who)).call(desk.listDifferences)).body.items.find((one) => one.id === id)

  test('are cleared up by one, confirmed by another, once, and then stand below', async () => {
    const supervisor = await h.officer(SUPERVISOR)
    const auditor = await h.officer(AUDITOR)
    const id = await newOne('B-1')
    expect(await seen(SUPERVISOR, id)).toMatchObject({ kind: 'amount', old: true, mayPropose: true, mayConfirm: false })
    expect((await seen(AUDITOR, id))?.mayPropose).toBe(false)
    const say = () => supervisor.call(desk.settleDifference, { params: { id }, body: settle })
    const [one, two] = await Promise.all([say(), say()])
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 409])
    expect([one, two].find((a) => a.status === 409)?.problem.code).toBe('DIFFERENCE_PROPOSED')
    const confirm = (who: typeof auditor, yes: boolean) =>
      who.call(desk.confirmSettlement, { params: { id }, body: { confirm: yes } })
    expect((await confirm(supervisor, true)).problem.code).toBe('OWN_MATTER')
    expect(await seen(AUDITOR, id)).toMatchObject({ mayConfirm: true, proposed: { by: SUPERVISOR, ...settle } })
    expect((await confirm(auditor, false)).status).toBe(200)
    expect((await confirm(auditor, true)).problem.code).toBe('NOTHING_PROPOSED')
    expect((await say()).status).toBe(200)
    expect((await confirm(auditor, true)).status).toBe(200)
    expect(await seen(SUPERVISOR, id)).toMatchObject({
      old: false,
      mayPropose: false,
      settled: { by: SUPERVISOR, confirmedBy: AUDITOR, ...settle },
    })
    expect((await say()).problem.code).toBe('DIFFERENCE_SETTLED')
    const unknown = await supervisor.call(desk.settleDifference, { params: { id: '999999' }, body: settle })
    expect(unknown.status).toBe(404)
    await expect(h.house.db.pool.query('update payment_differences set theirs_fen = 1')).rejects.toThrow(
      /permission denied/,
    )
    await expect(h.sql(`update payment_differences set confirmed_by = settled_by where id = $1`, [id])).rejects.toThrow(
      /check constraint/,
    )
  })
})

test('the database as it now stands breaks no rule about two people', async () => {
  for (const { name, sql } of deskInvariants) expect(await h.sql(sql), name).toEqual([])
  await h.sql(
    `insert into list_exports (office, view, service, purpose, rows, asked_by, asked_at) values (370200, 'all', '', 'x', 1, '1', now())`,
  )
  expect(await h.sql(deskInvariants[0]?.sql ?? ''), 'a row that nobody asked for is found').toHaveLength(1)
})
