import { afterAll, beforeAll, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import { AGENCIES, type Agency } from '#server/connectors/wire.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from './house.ts'
import { FORMS, payAll, post, produce, review, standsAt } from './journey.ts'
import type { Visitor } from './people.ts'
import { choose } from './plates-journey.ts'
import { type Mood, roughLine, type RoughLine } from './rough-line.ts'
import { first, named, worldOf } from './world.ts'

/**
 * The main journey, a new car from the application to the parcel at the door, over lines that lose, swallow and cut: wherever the
 * house talks to somebody, and wherever somebody talks to the house.
 */

const SERVICE = 'new-vehicle-registration'
const BAD = ['reset', 'hole', 'cut'] as const
const lines = new Map<Agency, RoughLine>()
let back: RoughLine
let h: TestHouse
let who: Visitor
let id: string

beforeAll(async () => {
  h = await house({
    lines: {
      out: async (url) => {
        for (const agency of AGENCIES) lines.set(agency, await roughLine(url))
        return Object.fromEntries([...lines].map(([agency, line]) => [agency, line.url]))
      },
      back: async (url) => (back = await roughLine(url)).url,
    },
  })
  who = await h.citizen('liu-yang')
}, 60_000)
afterAll(async () => {
  await h.close()
  for (const line of [...lines.values(), back]) await line.close()
})

const all = (mood: Mood) => lines.forEach((line) => line.set(mood))
const lineTo = (agency: Agency): RoughLine => first(agency, [...lines], ([name]) => name === agency)[1]

/** Lets what waits to be tried again be tried now. Step tasks are told by their key, failed jobs by their attempts. */
const tryAgain = () =>
  h.sql(
    `update jobs set run_at = now() where runner is null and run_at > now() and (attempts > 0 or key like 'step:%' or key like 'poll:%')`,
  )
const failures = async (agency: Agency) =>
  (
    await h.sql<{ n: number }>(
      `select count(*)::int as n from exchanges where agency = $1 and outcome in ('down', 'timeout') and direction = 'asked'`,
      [agency],
    )
  )[0]?.n ?? 0

/** The citizen's page of the case comes within two seconds and says what is so. */
async function pageSays(words: RegExp): Promise<void> {
  const from = performance.now()
  const page = await who.raw(`/my/cases/${id}`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(performance.now() - from).toBeLessThan(2_000)
  expect(html).toMatch(words)
}

/** Under each bad mood the agency is asked, and asked in vain; then its line is only slow. */
async function roughAt(agency: Agency, words: RegExp, moods: readonly Mood[] = BAD): Promise<void> {
  for (const mood of moods) {
    const before = await failures(agency)
    lineTo(agency).set(mood)
    await until(`${agency} failed under ${mood}`, async () => {
      await tryAgain()
      return (await failures(agency)) > before
    })
    await pageSays(words)
  }
  lineTo(agency).set('delay')
}
const resumed = (step: string, state = 'open') =>
  until(`goes on to ${state}/${step}`, async () => {
    await tryAgain()
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    return body.state === state && (state !== 'open' || body.step === step) ? body : undefined
  })

test('while nobody can be reached the look-up says so within the time of two questions, and keeps what was typed', async () => {
  const { vin } = await newCar()
  const { body: draft } = await who.call(drafts.startDraft, { body: { service: SERVICE } })
  for (const mood of BAD) {
    all(mood)
    const from = performance.now()
    const looked = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: { vin } })
    expect(performance.now() - from, mood).toBeLessThan(6_000)
    expect([200, 503], mood).toContain(looked.status)
    if (looked.status === 503) expect(looked.problem.next).toMatch(/\p{Script=Han}/u)
    const opened = performance.now()
    expect((await who.call(drafts.readDraft, { params: { id: draft.id } })).status).toBe(200)
    expect(performance.now() - opened).toBeLessThan(2_000)
  }
  all('delay')
  expect((await who.call(drafts.checkDraft, { params: { id: draft.id }, body: { vin } })).body.blocked).toBe(false)
  await who.call(drafts.dropDraft, { params: { id: draft.id }, body: {} })
}, 60_000)

const newCar = async () => {
  const world = await worldOf(h)
  const me = named(world, 'liu-yang')
  return first(
    'a new car',
    world.cars,
    (car) => car.invoice?.buyerIdNumber === me.idNumber && !car.registration && !/0099\d\d$/.test(car.vin),
  )
}

test('the checks: every agency is lost in every way, the case waits by name, and goes on by itself', async () => {
  all('good')
  const { vin } = await newCar()
  const draft = await readyDraft(vin)
  // What the look-up heard counts for ten minutes; later everybody is asked anew.
  h.later(11 * 60_000)
  all('reset')
  const handedIn = await who.call(drafts.submitDraft, {
    params: { id: draft },
    body: { declared: true, signature: '刘洋' },
  })
  expect(handedIn.status, JSON.stringify(handedIn.problem)).toBe(200)
  id = handedIn.body.id
  const asked = await until('all that are asked were lost', async () => {
    const found = await h.sql<{ agency: Agency }>(
      `select distinct agency from exchanges where case_id = $1 and outcome = 'down' and agency <> 'sms'`,
      [id],
    )
    return found.length >= 6 ? found.map((f) => f.agency) : undefined
  })
  expect(asked).toEqual(expect.arrayContaining(['registry', 'tax', 'insurance', 'makers', 'environment']))
  await resumedNot()
  await pageSays(/等部门答复/)
  for (const mood of ['hole', 'cut'] as const) {
    const before = new Map<Agency, number>()
    for (const agency of asked) before.set(agency, await failures(agency))
    all(mood)
    await until(`every agency failed under ${mood}`, async () => {
      await tryAgain()
      const now = await Promise.all(asked.map(async (a) => (await failures(a)) > (before.get(a) ?? 0)))
      return now.every(Boolean)
    })
    await pageSays(/等部门答复/)
  }
  all('delay')
  await resumed('choose-plate')
}, 120_000)

/** Parked, and not on. */
const resumedNot = () =>
  until('the case is parked', async () => {
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    return body.parked !== null && body.step === 'check'
  })

async function readyDraft(vin: string): Promise<string> {
  const { body } = await who.call(drafts.startDraft, { body: { service: SERVICE } })
  await who.call(drafts.checkDraft, { params: { id: body.id }, body: { vin } })
  for (const [part, values] of Object.entries(FORMS[SERVICE] ?? {}))
    await who.call(drafts.saveDraftPart, { params: { id: body.id, part }, body: { values } })
  return body.id
}

test('the bank: no code until it answers, then one code for each bill; its notice may be lost on the way back', async () => {
  lineTo('pay').set('reset')
  await choose(who, id)
  await standsAt(who, id, 'pay')
  await roughAt('pay', /待缴费|请缴费|缴费/)
  const { body } = await until('codes', async () => {
    await tryAgain()
    const bills = await who.call(payments.myBills, { params: { id } })
    return bills.body.bills.every((b) => b.state === 'open') && bills
  })
  const codes = body.bills.map((bill) => bill.code)
  expect(new Set(codes).size).toBe(3)
  // The notice arrives, the house's answer to it does not: it is told again, and booked once.
  const before = back.spoilt()
  back.set('cut')
  await payAll(h, who, id)
  await until('the notice was cut', () => Promise.resolve(back.spoilt() > before))
  back.set('good')
  await resumed('review')
  const kept = await h.sql(`select count(*)::int as n from case_events where case_id = $1 and kind = 'paid'`, [id])
  expect(kept).toEqual([{ n: 1 }])
}, 90_000)

test('the register: written once, however often its answer is lost', async () => {
  lineTo('registry').set('cut')
  await review(h, id)
  await standsAt(who, id, 'register')
  await roughAt('registry', /等部门答复|登记/, ['cut', 'hole', 'reset', 'cut'])
  await resumed('make')
  const { body } = await who.call(mine.readMyCase, { params: { id } })
  const car = first('the car', (await worldOf(h)).cars, (c) => c.registration?.plate === body.plate)
  expect(car.registration?.owner.idNumber).toBe(named(await worldOf(h), 'liu-yang').idNumber)
}, 90_000)

test('the courier and the text messages: one parcel, each message once', async () => {
  lineTo('post').set('reset')
  const made = produce(h, id)
  await roughAt('post', /制|寄/)
  const waybill = await untilMade(made)
  lineTo('sms').set('cut')
  await post(h, waybill)
  await resumed('deliver', 'done')
  await roughAt('sms', /已办结|办结/, ['cut', 'hole', 'reset'])
  await until('all messages are sent', async () => {
    await tryAgain()
    const states = await h.sql<{ s: string }>(`select distinct sms_state as s from messages where case_id = $1`, [id])
    return states.every(({ s }) => s === 'sent' || s === 'none')
  })
}, 120_000)

/** The parcel is handed over as soon as it has its waybill, which waits for the courier's line. */
async function untilMade(made: Promise<string>): Promise<string> {
  let came: { waybill: string } | { failed: unknown } | undefined
  made.then(
    (waybill) => (came = { waybill }),
    (failed: unknown) => (came = { failed }),
  )
  const done = await until('handed over', async () => {
    await tryAgain()
    return came
  })
  if ('failed' in done) throw done.failed
  return done.waybill
}

test('each call took effect exactly once, and every attempt is on record', async () => {
  const asked = await h.sql<{ agency: string; operation: string; message_id: string; n: number; ok: number }>(
    `select agency, operation, message_id, count(*)::int as n, count(*) filter (where outcome = 'ok')::int as ok from exchanges
      where case_id = $1 and direction = 'asked' and (agency, operation) in (('registry', 'register'), ('pay', 'create-codes'), ('post', 'accept'), ('sms', 'send'))
      group by 1, 2, 3`,
    [id],
  )
  const of = (agency: string) => asked.filter((a) => a.agency === agency)
  expect(
    [of('registry'), of('pay'), of('post')].map((a) => a.length),
    'one message id each',
  ).toEqual([1, 1, 1])
  for (const { agency, n, ok } of asked) expect([agency, ok, n >= ok]).toEqual([agency, 1, true])
  expect(of('registry')[0]?.n).toBeGreaterThanOrEqual(4)
  const state = (await (await fetch(`${h.sandboxUrl}/admin/state`)).json()) as { parcels: { parcelNo: string }[] }
  const numbers = await h.sql<{ number: string }>('select number from parcels where case_id = $1', [id])
  expect(state.parcels.filter((p) => numbers.some((n) => n.number === p.parcelNo))).toHaveLength(1)
  const bills = await h.sql<{ state: string; n: number }>(
    `select b.state, count(r.bill_id)::int as n from bills b left join receipts r on r.bill_id = b.id where b.case_id = $1 group by b.id, b.state`,
    [id],
  )
  expect(bills.map((b) => [b.state, b.n])).toEqual([
    ['paid', 1],
    ['paid', 1],
    ['paid', 1],
  ])
  // Each message that was to be sent has its own id at the gateway, which sends an id once; no text reached the phone twice.
  const told = await h.sql<{ id: string }>(`select id from messages where case_id = $1 and sms_state = 'sent'`, [id])
  expect(
    of('sms')
      .map((a) => a.message_id)
      .toSorted(),
  ).toEqual(told.map((m) => m.id).toSorted())
  const phone = named(await worldOf(h), 'liu-yang').mobile
  const number = FORMS[SERVICE]?.['contact']?.['mobile']
  for (const to of [phone, String(number)]) {
    const inbox = await fetch(`${h.sandboxUrl}/sms.json?to=${to}`)
    const { messages } = (await inbox.json()) as { messages: { text: string }[] }
    const texts = messages.map((m) => m.text)
    expect(texts).toEqual([...new Set(texts)])
  }
  expect((await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)).broken).toEqual([])
})
