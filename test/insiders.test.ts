import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as authorities from '#api/authorities.ts'
import * as cases from '#api/cases.ts'
import * as production from '#api/production.ts'
import * as floor from '#api/video-floor.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { act } from '#server/cases/cases.ts'
import { DEMO_OFFICER_ID_NUMBERS } from '#server/demo/demo-officers.ts'
import { raiseAlarms } from '#server/desk/looks.ts'
import { verifyDatabase } from '#server/verify.ts'
import { handIn } from './acting.ts'
import { house, type TestHouse } from './house.ts'
import { apply, goodPhoto, payAll, review, standsAt } from './journey.ts'
import { AUDITOR, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR } from './people.ts'

/**
 * Frauds that officers have been convicted of, tried again. One login in two places (T-INS-1) is in `server/accounts/officer-rows.test.ts`,
 * look-ups by the hundred (T-INS-2) in `server/desk/oversight.test.ts`.
 */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const NEW_PHOTO = { loss: { lostStatement: true, photoChoice: 'new' } }
async function caseOf(key: 'zhang-wei' | 'chen-jing', signature: string): Promise<string> {
  const who = await h.citizen(key)
  const given = { service: 'licence-replace-lost', signature, change: NEW_PHOTO, photo: await goodPhoto() }
  const { id } = await apply(who, given)
  await standsAt(who, id, 'review')
  return id
}
const decide = async (
  officer: string,
  id: string,
  act: typeof cases.passCase | typeof cases.takeCase | typeof cases.giveBackCase,
) => {
  const desk = await h.officer(officer)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  return desk.call(act, { params: { id }, body: { version } })
}

describe('the case of a relative (T-INS-5)', () => {
  test('is neither taken nor passed nor refused by the officer who stands back; a colleague does it', async () => {
    const id = await caseOf('zhang-wei', '张伟')
    const supervisor = await h.officer(SUPERVISOR)
    const declared = await supervisor.call(floor.addRelative, {
      params: { officer: REVIEWER },
      body: { idNumber: demoPerson('zhang-wei').idNumber, reason: '本人申报' },
    })
    expect(declared.status).toBe(200)
    for (const act of [cases.takeCase, cases.passCase]) {
      const answer = await decide(REVIEWER, id, act)
      expect([answer.status, answer.problem.code]).toEqual([403, 'OWN_RELATIVE'])
      expect(answer.problem.next).toContain('另一位民警')
    }
    const desk = await h.officer(REVIEWER)
    const { version } = (await desk.call(cases.readCase, { params: { id } })).body
    const refused = await desk.call(cases.refuseCase, {
      params: { id },
      body: { version, code: 'PHOTO_BAD', reason: '照片不合格' },
    })
    expect(refused.problem.code).toBe('OWN_RELATIVE')
    expect((await decide(SECOND_REVIEWER, id, cases.passCase)).status).toBe(200)
    expect(await h.sql(`select actor_id from case_events where case_id = $1 and kind = 'pass'`, [id])).toEqual([
      { actor_id: SECOND_REVIEWER },
    ])
  })

  test('nor is a case that was in hand before it was declared; it can be laid down', async () => {
    const id = await caseOf('chen-jing', '陈静')
    expect((await decide(REVIEWER, id, cases.takeCase)).status).toBe(200)
    const supervisor = await h.officer(SUPERVISOR)
    const body = { idNumber: demoPerson('chen-jing').idNumber, reason: '本人申报' }
    await supervisor.call(floor.addRelative, { params: { officer: REVIEWER }, body })
    expect((await decide(REVIEWER, id, cases.passCase)).problem.code).toBe('OWN_RELATIVE')
    expect((await decide(REVIEWER, id, cases.giveBackCase)).status).toBe(200)
    await review(h, id, SECOND_REVIEWER)
  })

  test('nor is a case that an agent opened for the relative', async () => {
    const [holder, agent] = [await h.citizen('wu-fang'), await h.citizen('zhou-tao')]
    const { name, idNumber } = demoPerson('zhou-tao')
    const until = addDays(shanghaiDate(h.house.time.now()), 9)
    const services = ['licence-replace-lost']
    const granted = await holder.call(authorities.grantAuthority, {
      body: { kind: 'agent', agentName: name, agentIdNumber: idNumber, services, until },
    })
    await agent.call(authorities.acceptAuthority, { params: { id: granted.body.id }, body: {} })
    const made = await handIn(agent, 'licence-replace-lost', `authority:${granted.body.id}`, name)
    expect(made.status, JSON.stringify(made.problem)).toBe(200)
    const { id } = made.body
    await standsAt(agent, id, 'pay')
    const supervisor = await h.officer(SUPERVISOR)
    const kin = { idNumber: demoPerson('wu-fang').idNumber, reason: '本人申报' }
    await supervisor.call(floor.addRelative, { params: { officer: REVIEWER }, body: kin })
    const move = async (officer: string) => {
      const desk = await h.officer(officer)
      const { version } = (await desk.call(cases.readCase, { params: { id } })).body
      const body = { version, reason: '核对原件', site: 'main' }
      return desk.call(cases.moveOnSite, { params: { id }, body })
    }
    expect((await move(REVIEWER)).problem.code).toBe('OWN_RELATIVE')
    expect((await move(SECOND_REVIEWER)).status).toBe(200)
  })
})

describe('one person, one account', () => {
  const enrol = (id: string, idNumber: string) =>
    h.house.db.tx((tx) =>
      enrolOfficer(tx, h.house, {
        office: 370200,
        id,
        name: '某某',
        roles: ['reviewer'],
        password: 'a password of many words',
        totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        idNumber,
      }),
    )

  test('a second account for the same person, by which one could be both pairs of eyes, is refused by the database', async () => {
    await expect(enrol('3702000777', DEMO_OFFICER_ID_NUMBERS[REVIEWER] ?? '')).rejects.toMatchObject({ code: '23505' })
    expect(await h.sql(`select id from officers where id = '3702000777'`)).toEqual([])
  })

  test('an officer who is a citizen, too, does not decide the own case, without anybody having declared anything', async () => {
    const { idNumber } = demoPerson('li-jianguo')
    await enrol('3702000778', idNumber)
    const who = await h.citizen('li-jianguo')
    const { id } = await apply(who, { service: 'licence-replace-lost', signature: '李建国' })
    await standsAt(who, id, 'pay')
    const officer = { kind: 'officer', id: '3702000778', office: 370200, roles: ['reviewer'] } as const
    const move = { type: 'move-on-site', reason: '核对原件', site: 'main' } as const
    const own = h.house.db.tx((tx) => act(tx, h.house, officer, id, undefined, move))
    await expect(own).rejects.toMatchObject({ status: 403, code: 'OWN_RELATIVE' })
    await h.house.db.tx((tx) => act(tx, h.house, { ...officer, id: SECOND_REVIEWER }, id, undefined, move))
    // Taken away by SQL, the account is worth nothing, and verify names it.
    await h.sql(`update officers set person_index = null where id = '3702000778'`)
    const found = await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)
    expect(found.broken).toMatchObject([{ examples: ['370200 3702000778'] }])
    await h.sql(`delete from officers where id = '3702000778'`)
  })
})

describe('papers without an application (T-INS-4)', () => {
  test('the bench prints only what a case has ordered', async () => {
    const bench = await h.officer(PRODUCER)
    const print = (id: string) => bench.call(production.printProduct, { params: { id }, body: {} })
    expect((await print(crypto.randomUUID())).status).toBe(404)
    const [unpaid] = await h.sql<{ id: string }>(`select id from cases where step = 'pay' limit 1`)
    expect((await print(unpaid?.id ?? '')).status).toBe(404)
  })

  test('a batch written into the database by night is named by verify; one without any case cannot be written', async () => {
    const broken = async () => (await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)).broken.map((b) => b.name)
    expect(await broken()).toEqual([])
    const plant = (caseId: string) =>
      h.sql(
        `insert into productions (office, case_id, product, state) values (370200, $1, 'temporary-plate', 'queued')`,
        [caseId],
      )
    const [unpaid] = await h.sql<{ id: string }>(`select id from cases where state = 'open' and step = 'pay' limit 1`)
    await plant(unpaid?.id ?? '')
    expect(await broken()).toContain('papers are made only for cases that have come so far')
    await h.sql(`delete from productions where product = 'temporary-plate'`)
    await expect(plant(crypto.randomUUID())).rejects.toThrow(/foreign key/)
    expect(await broken()).toEqual([])
  })
})

describe('what an officer sees (T-INS-2, T-INS-6)', () => {
  test('masked until a reason is given; the reason stands with the look, also on the person’s own page', async () => {
    const [row] = await h.sql<{ id: string }>(`select id from cases where who like '陈%' limit 1`)
    const id = row?.id ?? ''
    const desk = await h.officer(SECOND_REVIEWER)
    const shown = JSON.stringify((await desk.call(cases.readCase, { params: { id } })).body)
    const { idNumber, mobile } = demoPerson('chen-jing')
    expect([shown.includes(idNumber), shown.includes(mobile)]).toEqual([false, false])
    const unreasoned = await desk.call(cases.unmask, {
      params: { id },
      body: { field: 'applicant.idNumber', reason: '' },
    })
    expect(unreasoned.status).toBe(422)
    const told = await desk.call(cases.unmask, {
      params: { id },
      body: { field: 'applicant.idNumber', reason: '与登记库比对' },
    })
    expect(told.body.value).toBe(idNumber)
    const page = await (await (await h.citizen('chen-jing')).raw('/my/access')).text()
    expect(page).toContain('与登记库比对')
  })

  test('the same request once more shows the same, and that is a look of its own', async () => {
    const [row] = await h.sql<{ id: string }>(`select id from cases where who like '陈%' limit 1`)
    const desk = await h.officer(SECOND_REVIEWER)
    const ask = { params: { id: row?.id ?? '' }, body: { field: 'applicant.idNumber', reason: '电话核实' } }
    const key = randomUUID()
    const answers = [await desk.call(cases.unmask, { ...ask, key }), await desk.call(cases.unmask, { ...ask, key })]
    expect(answers.map((one) => one.body.value)).toEqual([1, 2].map(() => demoPerson('chen-jing').idNumber))
    expect(await h.sql(`select person from audit_events where purpose = '电话核实'`)).toHaveLength(2)
  })

  test('many unmaskings of different people in a short time are an alarm, too', async () => {
    await h.sql(
      `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
       select 'officer', $1, 370200, 'unmask', 'case', gen_random_uuid()::text, gen_random_uuid(), '核对', 'done' from generate_series(1, 200)`,
      [AUDITOR],
    )
    expect(await raiseAlarms(h.house)).toBeGreaterThanOrEqual(1)
  })
})

test('after all of it nothing is broken', async () => {
  const who = await h.citizen('zhang-wei')
  const [mine] = await h.sql<{ id: string }>(`select id from cases where who like '张%' limit 1`)
  await payAll(h, who, mine?.id ?? '')
  await standsAt(who, mine?.id ?? '', 'make')
  expect((await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)).broken).toEqual([])
})
