import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as api from '#api/accounts.ts'
import { house, type TestHouse } from '#test/house.ts'
import { totpAt, type Visitor } from '#test/people.ts'
import { enrolOfficer } from './officers.ts'

/** Ten wrong tries shut strangers out, and nobody can shut an officer out of the own workstation. */

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())
beforeEach(() => h.sql('delete from rate_windows'))

const PASSWORD = 'a password of many words'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

async function newOfficer() {
  const id = `37020${String(randomBytes(3).readUIntBE(0, 3)).padStart(8, '0')}`
  const given = { office: 370200, id, name: '测试', roles: ['reviewer'], password: PASSWORD, totpSecret: SECRET }
  await h.house.db.tx((tx) => enrolOfficer(tx, h.house, given))
  const enter = (who: Visitor, password = PASSWORD) => {
    h.later(30_000)
    const totp = totpAt(SECRET, h.house.time.now().getTime() / 1000)
    return who.call(api.officerSignIn, { body: { id, password, totp } })
  }
  return { id, enter }
}
const attack = async (o: Awaited<ReturnType<typeof newOfficer>>, who: Visitor, times = 10) => {
  for (let i = 0; i < times; i++) expect((await o.enter(who, 'wrong')).status).toBe(401)
}

test('whoever tries ten passwords shuts other browsers out for five minutes, and not the officer’s own', async () => {
  const o = await newOfficer()
  const [own, stranger] = [h.anyone(), h.anyone()]
  expect((await o.enter(own)).status).toBe(200)
  await attack(o, stranger)
  expect((await o.enter(h.anyone())).status, 'a browser nobody has seen').toBe(401)
  expect((await o.enter(own)).status).toBe(200)
  expect((await o.enter(h.anyone())).status, 'and that opened it for nobody else').toBe(401)
  await h.sql(`update officers set locked_until = now() - interval '1 second' where id = $1`, [o.id])
  expect((await o.enter(h.anyone())).status).toBe(200)
}, 60_000)

test('a browser of somebody else, or a cookie that was made up, is like any other', async () => {
  const [o, other] = [await newOfficer(), await newOfficer()]
  const [own, theirs, forged] = [h.anyone(), h.anyone(), h.anyone()]
  await o.enter(own)
  await other.enter(theirs)
  await attack(o, h.anyone())
  expect((await o.enter(theirs)).status).toBe(401)
  forged.cookies.set('desk-browser', `${(own.cookies.get('desk-browser') ?? '').slice(0, -6)}AAAAAA`)
  expect((await o.enter(forged)).status).toBe(401)
  const copied = h.anyone()
  copied.cookies.set('desk-browser', own.cookies.get('desk-browser') ?? '')
  expect((await o.enter(copied, 'wrong')).status, 'with the cookie it still takes password and code').toBe(401)
}, 60_000)

test('a stolen browser has ten tries, also all at once, and then waits like the others', async () => {
  const o = await newOfficer()
  const own = h.anyone()
  await o.enter(own)
  await attack(o, h.anyone())
  await h.sql('delete from rate_windows')
  const tries = await Promise.all(Array.from({ length: 14 }, () => o.enter(own, 'wrong')))
  expect(new Set(tries.map((t) => t.status))).toEqual(new Set([401]))
  expect((await o.enter(own)).status).toBe(401)
  await h.sql('delete from rate_windows')
  expect((await o.enter(own)).status).toBe(200)
}, 60_000)

test('a workstation that a shift shares remembers each of them', async () => {
  const shift = [await newOfficer(), await newOfficer(), await newOfficer()]
  const desk = h.anyone()
  for (const o of shift) expect((await o.enter(desk)).status).toBe(200)
  for (const o of shift) await attack(o, h.anyone())
  for (const o of shift) expect((await o.enter(desk)).status).toBe(200)
}, 90_000)

test('a hall behind one address: sixty tries from the corridor stop strangers there, not its own workstations', async () => {
  const o = await newOfficer()
  const far = async (cookies: string) => {
    h.later(30_000)
    const payload = { id: o.id, password: PASSWORD, totp: totpAt(SECRET, h.house.time.now().getTime() / 1000) }
    return h.app.inject({
      method: 'POST',
      url: '/api/officer/sign-in',
      remoteAddress: '203.0.113.7',
      headers: { 'content-type': 'application/json', cookie: cookies },
      payload,
    })
  }
  const own = h.anyone()
  await o.enter(own)
  const cookies = [...own.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  await h.sql(
    `insert into rate_windows (key, window_start, hits) values ($1, date_bin('600 seconds', now(), timestamptz '2020-01-01'), 60)
     on conflict (key, window_start) do update set hits = 60`,
    [`officer-from:${h.house.crypto.keyedId('203.0.113.7')}`],
  )
  expect((await far('')).statusCode).toBe(429)
  expect((await far(cookies)).statusCode).toBe(200)
})
