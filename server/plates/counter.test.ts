import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askFreshCode, proveFresh } from '#api/fresh-checks.ts'
import * as counter from '#api/plate-counter.ts'
import { joinRoom } from '#api/plate-rooms.ts'
import * as plates from '#api/plates.ts'
import type { Case, CaseActor } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { freshCheckRoutes } from '#server/accounts/fresh-check.http.ts'
import { act } from '#server/cases/cases.ts'
import { createApp } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { VEHICLE } from '#test/cases.ts'
import { type Visitor, visitor } from '#test/people.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { counterRoutes } from './counter.http.ts'
import { watch } from './insiders.ts'
import { plateInvariants } from './invariants.ts'
import { plateRoutes } from './plates.http.ts'
import { freeOldNumber } from './rights.ts'
import { fill, logDiffers, newCar, press, take } from './testing.ts'
import { ownerIndex } from './sittings.ts'
import { roomRoutes } from './waiting-room.http.ts'

/** Who takes a number, and that it is really that person: at the counter before an officer, at home by a code to the phone. */

let t: Tools
let app: FastifyInstance
let url: string
beforeAll(async () => {
  t = await tools({ withTown: true })
  // Behind a proxy that may say where people come from.
  app = createApp({ ...t.house, trustProxy: ['127.0.0.1'] })
  freshCheckRoutes(app, t.house, () => 5)
  plateRoutes(app, t.house)
  counterRoutes(app, t.house)
  roomRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  await fill(t, '02', 400, 'D')
})
afterAll(async () => {
  await app.close()
  await t.close()
})

const SYSTEM = { kind: 'system', id: 'house' } as const
async function chooser() {
  const me = await somebody(t)
  const c: Case = await checked(t, await handedIn(t, me, 'new-vehicle-registration'))
  const { token, id: session } = await t.house.db.tx((tx) => startSession(tx, 'citizen', me.id, 'test'))
  const browser = visitor(url)
  browser.cookies.set('yunchuang-citizen', token)
  return { browser, me, c, session, params: { id: c.id } }
}

let officers = 0
async function officer(office = t.house.city.homeOffice, roles = ['reviewer']) {
  officers += 1
  const id = `37020${String(officers).padStart(5, '0')}`
  await t.house.db.tx((tx) =>
    enrolOfficer(tx, t.house, {
      office,
      id,
      name: '周明',
      roles,
      password: 'a long password',
      totpSecret: 'JBSWY3DPEHPK3PXP',
    }),
  )
  const { token } = await t.house.db.tx((tx) => startSession(tx, 'officer', id, 'test'))
  const browser = visitor(url)
  browser.cookies.set('yunchuang-officer', token)
  return { id, browser }
}

const shown = (sitting: { random: { group?: { numbers: { number: string }[] } } }): string[] =>
  sitting.random.group?.numbers.map((n) => n.number) ?? []
const caseNow = async (c: Case) =>
  (await t.sql<{ step: string; version: number }>(`select step, version from cases where id = $1`, [c.id]))[0]
/** As if the session, or the officer's look, were so many minutes older. */
const age = (session: string, minutes: number) =>
  t.sql(
    `update sessions set created_at = created_at - make_interval(mins => $2), checked_at = checked_at - make_interval(mins => $2) where id = $1`,
    [session, minutes],
  )

test('at the counter: seen, a list of fifty, one taken; who chose and who was seen is kept', async () => {
  const { c, params, browser: phone } = await chooser()
  const { id, browser } = await officer()
  expect((await browser.call(counter.counterPlates, { params })).body).toMatchObject({
    state: 'none',
    hall: { numbers: 50, seconds: 180, left: 1 },
  })
  // Nothing without the person.
  expect((await browser.call(counter.counterDraw, { params, body: {} })).problem.code).toBe('PLATE_NOT_SEEN')
  const seen = await browser.call(counter.counterSee, { params, body: { present: true } })
  expect(seen.body).toMatchObject({ state: 'open', hall: { left: 1 } })
  expect(seen.body.seenUntil).toBeDefined()
  expect(seen.body).not.toHaveProperty('pass')
  const list = await browser.call(counter.counterDraw, { params, body: { withoutFour: true } })
  const numbers = shown(list.body)
  expect(numbers).toHaveLength(50)
  expect(numbers.filter((n) => n.includes('4'))).toEqual([])
  // Asked again it is the same list, and it cost none of the presses online.
  expect(shown((await browser.call(counter.counterDraw, { params, body: {} })).body)).toEqual(numbers)
  expect((await phone.call(plates.readPlates, { params })).body.random.left).toBe(5)
  // Another officer has not seen anybody.
  const other = await officer()
  const number = numbers[42] ?? ''
  const take = (who: Visitor) => who.call(counter.counterChoose, { params, body: { number, version: c.version } })
  expect((await take(other.browser)).problem.code).toBe('PLATE_NOT_SEEN')
  await t.sql(`update plate_counters set seen_at = seen_at - interval '6 minutes' where sitting = $1`, [c.id])
  expect((await take(browser)).problem.code).toBe('PLATE_NOT_SEEN')
  await browser.call(counter.counterSee, { params, body: { present: true } })
  expect((await take(browser)).body).toMatchObject({ id: c.id, step: 'pay' })
  expect(
    await t.sql(`select actor_kind, actor_id from case_events where case_id = $1 and kind = 'choose-plate'`, [c.id]),
  ).toEqual([{ actor_kind: 'officer', actor_id: id }])
  const audits = await t.sql<{ act: string; person: string }>(
    `select distinct act, person from audit_events where actor_id = $1 order by act`,
    [id],
  )
  expect(audits).toEqual(['plate-counter', 'read-plates'].map((act) => ({ act, person: c.applicant })))
  const month = t.house.time.now().toISOString().slice(0, 7)
  const report = await watch(t.house.db.read, t.house, c.office, month)
  expect(report.shares.filter((s) => s.kind === 'officer').map((s) => s.name)).toContain(id)
  expect(await broken(t, plateInvariants)).toEqual([])
  expect(await logDiffers(t)).toEqual([])
})

test('the list of the hall comes once a day, though all is used up online and online is blocked', async () => {
  const { c, params, browser: phone } = await chooser()
  await t.sql(
    `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
     values ($1, $2, uuidv7(), '鲁BD0001', current_date - 1, current_date + 700, false)`,
    [c.office, c.applicant],
  )
  expect((await phone.call(plates.drawPlates, { params, body: {} })).problem.code).toBe('PLATE_BAN')
  const { browser } = await officer()
  await browser.call(counter.counterSee, { params, body: { present: true } })
  // The counter's sitting is no way around the block.
  expect((await phone.call(plates.drawPlates, { params, body: {} })).problem.code).toBe('PLATE_BAN')
  expect((await phone.call(plates.composePlates, { params, body: { numbers: ['鲁BD0300'] } })).problem.code).toBe(
    'PLATE_BAN',
  )
  const first = shown((await browser.call(counter.counterDraw, { params, body: {} })).body)
  expect(first).toHaveLength(50)
  t.later(181_000)
  const late = await browser.call(counter.counterChoose, {
    params,
    body: { number: first[0] ?? '', version: c.version },
  })
  expect(late.problem.code).toBe('PLATE_TIMEOUT')
  expect((await browser.call(counter.counterDraw, { params, body: {} })).problem.code).toBe('PLATE_HALL_USED')
  // Own numbers go on, after the twenty minutes too; the first free one is taken and the case goes on at once.
  t.later(25 * 60_000)
  const numbers = ['鲁BD0301', '鲁BD0302']
  const composed = await browser.call(counter.counterCompose, { params, body: { numbers } })
  expect(composed.body).toMatchObject({ state: 'confirmed', held: { number: '鲁BD0301' } })
  expect(await caseNow(c)).toMatchObject({ step: 'pay' })
  // On another day there is another list.
  const next = await chooser()
  await browser.call(counter.counterSee, { params: next.params, body: { present: true } })
  const today = shown((await browser.call(counter.counterDraw, { params: next.params, body: {} })).body)
  t.later(24 * 3_600_000)
  const tomorrow = shown((await browser.call(counter.counterDraw, { params: next.params, body: {} })).body)
  expect(tomorrow).toHaveLength(50)
  expect(tomorrow.filter((n) => today.includes(n))).toEqual([])
})

test('an officer of another office, or without the role, does not choose for anybody', async () => {
  const { params } = await chooser()
  const elsewhere = t.house.city.offices.find((o) => o.office !== t.house.city.homeOffice)
  for (const { browser } of [await officer(elsewhere?.office), await officer(undefined, ['producer'])]) {
    expect((await browser.call(counter.counterPlates, { params })).status).toBe(403)
    expect((await browser.call(counter.counterSee, { params, body: { present: true } })).status).toBe(403)
  }
})

/** The number of a car that this person had for two years and has sold. */
async function wore(me: Awaited<ReturnType<typeof somebody>>): Promise<string> {
  const c = await newCar(t)
  const { house } = t
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  const does = (actor: CaseActor, command: Command) =>
    house.db.tx((tx) => act(tx, house, actor, c.id, undefined, command))
  await does(SYSTEM, { type: 'paid' })
  await does({ kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] }, { type: 'pass' })
  await does(SYSTEM, { type: 'registered', result: { plate: number } })
  const owner = { name: me.name, idNumber: me.idNumber }
  await t.sql(`update plate_holdings set since = since - interval '2 years', owner = $2 where number = $1`, [
    number,
    ownerIndex(house, me.idNumber),
  ])
  await house.db.tx((tx) => freeOldNumber(tx, house, c.office, { ...VEHICLE, plate: number, owner }))
  return number
}

test('the own old number at the counter', async () => {
  const { c, me, params } = await chooser()
  // A car before, which bore its number for two years and is gone.
  const number = await wore(me)
  const { browser } = await officer()
  const seen = await browser.call(counter.counterSee, { params, body: { present: true } })
  const right = seen.body.former.find((f) => f.number === number)?.id ?? ''
  const used = await browser.call(counter.counterFormer, { params, body: { right } })
  expect(used.body).toMatchObject({ state: 'confirmed', held: { number } })
  expect(await caseNow(c)).toMatchObject({ step: 'pay' })
})

test('five minutes after signing in a number is taken only with a code to the phone; what was picked is kept meanwhile', async () => {
  const { browser, c, me, session, params } = await chooser()
  const drawn = await browser.call(plates.drawPlates, { params, body: {} })
  expect(drawn.body.pass).toBeDefined()
  const [number = '', second = ''] = shown(drawn.body)
  await age(session, 6)
  const key = crypto.randomUUID()
  const body = { number, version: c.version }
  const asked = await browser.call(plates.choosePlate, { params, body, key })
  expect(asked.problem).toMatchObject({ status: 422, code: 'FRESH_CHECK', fields: [{ field: 'code' }] })
  expect((await browser.call(plates.composePlates, { params, body: { numbers: ['鲁BD0380'] } })).problem.code).toBe(
    'FRESH_CHECK',
  )
  // No pass for a claim either.
  expect((await browser.call(plates.readPlates, { params })).body).not.toHaveProperty('pass')
  t.later(80_000)
  expect((await browser.call(askFreshCode, {})).status).toBe(200)
  const kept = await browser.call(plates.holdPlates, { params })
  const until = Date.parse(kept.body.random.group?.until ?? '') - Date.parse(kept.body.now)
  expect(Math.round(until / 1_000)).toBe(120)
  // Once for a press: asking again keeps it no longer.
  t.later(30_000)
  const again = await browser.call(plates.holdPlates, { params })
  expect(again.body.random.group?.until).toBe(kept.body.random.group?.until)
  expect((await browser.call(proveFresh, { body: { code: '000000' } })).problem.code).toBe('CODE_WRONG')
  const { messages } = (await t.town(`/sms.json?to=${me.mobile}`)) as { messages: { text: string }[] }
  const code = /\b(\d{6})\b/.exec(messages[0]?.text ?? '')?.[1] ?? ''
  // A double click proves it once and finds it proved.
  const both = await Promise.all([1, 2].map(() => browser.call(proveFresh, { body: { code } })))
  expect(both.map((answer) => answer.status)).toEqual([200, 200])
  // The same request as before, with the same key.
  expect((await browser.call(plates.choosePlate, { params, body, key })).body).toMatchObject({ step: 'pay' })
  const other = await chooser()
  expect(
    (
      await other.browser.call(plates.choosePlate, {
        params: other.params,
        body: { number: second, version: other.c.version },
      })
    ).problem.code,
  ).toBe('PLATE_NOT_SHOWN')
  expect(await logDiffers(t)).toEqual([])
})

test('who chose from the same line or device is linked in the report', async () => {
  const two = [await chooser(), await chooser()]
  const from = (address: string) => ({
    'x-forwarded-for': address,
    'user-agent': 'Phone',
    'content-type': 'application/json',
  })
  const post = (who: Visitor, path: string, address: string) =>
    who.raw(path, { method: 'POST', body: '{}', headers: { ...from(address), 'idempotency-key': crypto.randomUUID() } })
  const open = plates.openSitting.path
  for (const one of two)
    expect((await post(one.browser, open.replace(':id', one.c.id), '203.0.113.9')).status).toBe(200)
  const third = await chooser()
  expect((await post(third.browser, joinRoom.path.replace(':id', third.c.id), '203.0.113.9')).status).toBe(200)
  const traces = await t.sql<{ sitting: string; device: string; address: string }>(
    `select sitting, encode(device, 'hex') as device, encode(address, 'hex') as address from plate_traces order by at`,
  )
  const mine = traces.filter((row) => [...two, third].some((one) => one.c.id === row.sitting))
  expect(mine.map((row) => row.sitting)).toEqual([...two, third].map((one) => one.c.id))
  expect(new Set(mine.map((row) => `${row.device} ${row.address}`)).size).toBe(1)
  // And from there into the month's report, with the numbers they then took.
  for (const { browser, c, params } of two) {
    const drawn = await browser.call(plates.drawPlates, { params, body: {} })
    const number = shown(drawn.body)[0] ?? ''
    expect((await browser.call(plates.choosePlate, { params, body: { number, version: c.version } })).status).toBe(200)
  }
  const month = t.house.time.now().toISOString().slice(0, 7)
  const report = await watch(t.house.db.read, t.house, t.house.city.homeOffice, month)
  expect(report.shares.filter((s) => s.kind === 'device' || s.kind === 'address').map((s) => s.choices)).toEqual([2, 2])
})
