import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { runJob } from '#server/agency/testing.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { trace, watch, watchJobs, watchOf } from './insiders.ts'
import { CERTIFICATE, fill, newCar, press, take } from './testing.ts'

/** Choices of one month, honest and planted, and what the report says of them. */

let t: Tools
beforeAll(async () => {
  t = await tools()
  await fill(t, '02', 200, 'K')
  // Long enough ago that nobody was too fast.
  t.later(60_000)
})
afterAll(() => t.close())

const month = () => shanghaiDate(t.house.time.now()).slice(0, 7)
const report = () => watch(t.house.db.read, t.house, t.house.city.homeOffice, month())
const from = (ip: string, agent = 'Phone') => ({ ip, headers: { 'user-agent': agent } }) as unknown as FastifyRequest

async function chooses(request?: FastifyRequest) {
  const c = await newCar(t)
  const { numbers } = await press(t, c)
  const number = numbers[0]?.number ?? ''
  await take(t, c, number)
  if (request) await t.house.db.tx((tx) => trace(tx, t.house, c, request))
  return { c, number }
}

test('an honest month has choices and no alarm', async () => {
  await chooses(from('203.0.113.7'))
  await chooses(from('203.0.113.8'))
  const found = await report()
  expect(found).toMatchObject({ choices: 2, alarms: 0, findings: [] })
  expect(found.shares.map((s) => s.kind)).toEqual(expect.arrayContaining(['hour', 'device', 'address']))
  // Neither a line's address nor a browser's name is kept, only what tells that two were the same.
  const rows = await t.sql<{ text: string }>('select t::text as text from plate_traces t')
  expect(rows.map((r) => r.text).join()).not.toMatch(/203\.0\.113|Phone/)
})

test('who chooses for others is a group of its own, and numbers that wander between such people are named', async () => {
  const own = await tools()
  try {
    await fill(own, '02', 60, 'K')
    own.later(60_000)
    const agent = await dealersUser(own)
    const [one, two] = [await forAnother(own, agent), await forAnother(own, agent)]
    await own.sql(
      `update plate_sittings set state = 'released', pending = null, ended_at = confirmed_at + interval '1 second' where id = $1`,
      [one.c.id],
    )
    await own.sql(
      `update plate_sittings set number = $2, confirmed_at = confirmed_at + interval '5 seconds' where id = $1`,
      [two.c.id, one.number],
    )
    const office = own.house.city.homeOffice
    const found = await watch(own.house.db.read, own.house, office, shanghaiDate(own.house.time.now()).slice(0, 7))
    expect(found.shares).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'agent', name: agent.id, choices: 2 }),
        expect.objectContaining({ kind: 'dealer', name: DEALER, choices: 2 }),
      ]),
    )
    expect(found.findings.map((f) => `${f.kind} ${f.number}`)).toEqual([`wandering ${one.number}`])
  } finally {
    await own.close()
  }
})

const DEALER = '91370200TEST000001'

/** Somebody who acts for the dealer. */
async function dealersUser(own: Tools) {
  const user = await somebody(own)
  await own.sql(
    `with dealer as (insert into companies (credit_code, name) values ($1, '青岛测试汽车销售有限公司') returning id)
     insert into company_members (company, person_index, role, data, added_by, added_at)
     select dealer.id, p.id_index, 'user', '\\x00', p.id, now() from dealer, people p where p.id = $2`,
    [DEALER, user.id],
  )
  return user
}

/** A number that a dealer's user took for somebody else's car, as the authorities' routes write it down. */
async function forAnother(own: Tools, agent: Awaited<ReturnType<typeof somebody>>) {
  const owner = await somebody(own)
  const actedBy = { kind: 'dealer' as const, person: { name: agent.name, idNumber: agent.idNumber } }
  const subject = { kind: 'new-vehicle' as const, vin: '', preInspected: true, certificate: CERTIFICATE }
  const who = { ...owner, id: agent.id }
  const c = await checked(own, await handedIn(own, who, 'plate-preselect-new', { applicant: owner, actedBy, subject }))
  await own.sql(
    `with given as (insert into authorities (kind, grantor, dealer, services, data, until, created_at)
       values ('dealer', $3, '${DEALER}', '{plate-preselect-new}', '\\x00', current_date + 9, now()) returning id)
     insert into case_principals (office, case_id, person, authority, acted_by) select $1, $2, $3, given.id, $4 from given`,
    [c.office, c.id, owner.id, agent.id],
  )
  const number = (await press(own, c)).numbers[0]?.number ?? ''
  await take(own, c, number)
  return { c, number }
}

test('a number that goes from one person to a linked one, a void choice and a choice that was too fast are named', async () => {
  const office = t.house.city.homeOffice
  const first = await chooses(from('198.51.100.9'))
  const second = await chooses(from('198.51.100.9'))
  const third = await chooses()
  // What somebody with the owner's password would do: the number wanders, and a choice is voided.
  await t.sql(
    `update plate_sittings set state = 'released', pending = null, ended_at = confirmed_at + interval '1 second' where id = $1`,
    [first.c.id],
  )
  await t.sql(
    `update plate_sittings set number = $2, confirmed_at = confirmed_at + interval '5 seconds' where id = $1`,
    [second.c.id, first.number],
  )
  await t.sql(`update plate_sittings set state = 'void', pending = null, ended_at = confirmed_at where id = $1`, [
    third.c.id,
  ])
  await t.sql(
    `insert into plate_returns (office, pool, day, numbers, minute_sealed, minute_commit, listed_at, released_at)
    select office, pool, current_date, array[number], '\\x00', '\\x00', now(), confirmed_at - interval '1 second' from plate_sittings where id = $1`,
    [third.c.id],
  )
  const found = await report()
  const named = found.findings.map((f) => `${f.kind} ${f.number}`)
  expect(named).toHaveLength(3)
  expect(named).toEqual(
    expect.arrayContaining([`wandering ${first.number}`, `voided ${third.number}`, `too-fast ${third.number}`]),
  )
  await inTheNightToTheSecond(() => runJob(t.house, watchJobs, 'plate-watch', {}))
  // What was kept of a closed month stays as it was.
  await chooses()
  expect(await watchOf(t.house, office, month())).toMatchObject({ closed: true, alarms: 3, choices: found.choices })
})

/** The night to the second of the month after this one, 02:20 in China: when the queue makes the report. */
async function inTheNightToTheSecond(work: () => Promise<void>): Promise<void> {
  const second = shanghaiMoment(addDays(addMonths(`${month()}-01`, 1), 1))
  const ms = second.getTime() + 140 * 60_000 - t.house.time.now().getTime()
  t.later(ms)
  await work()
  t.later(-ms)
}
