import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#api/accounts.ts'
import { house, type TestHouse } from '#test/house.ts'
import { REVIEWER, totpAt, type Visitor } from '#test/people.ts'
import { enrolOfficer } from './officers.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())
// Everybody here comes from one address; its windows are not what these stories are about.
beforeEach(() => h.sql('delete from rate_windows'))

const other = (code: string): string => (code === '000000' ? '111111' : '000000')

/** An officer of this test's own, with the clock moved to a time step whose code nobody has used. */
async function newOfficer(roles: string[] = ['reviewer']) {
  const id = `37020${String(randomBytes(3).readUIntBE(0, 3)).padStart(8, '0')}`
  const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const password = 'a password of many words'
  await h.house.db.tx((tx) =>
    enrolOfficer(tx, h.house, { office: 370200, id, name: '测试', roles, password, totpSecret }),
  )
  const code = () => totpAt(totpSecret, h.house.time.now().getTime() / 1000)
  return { id, password, code, nextCode: () => (h.later(30_000), code()) }
}

const enter = (given: { id: string; password: string; totp: string }, who = h.anyone()) =>
  who.call(api.officerSignIn, { body: given })

describe('an officer signs in', () => {
  test('by password and one-time code; the code opens once, also for two requests at the same moment', async () => {
    const o = await newOfficer()
    const totp = o.code()
    const both = await Promise.all([1, 2, 3].map(() => enter({ id: o.id, password: o.password, totp })))
    expect(both.map((b) => b.status).toSorted((a, b) => a - b)).toEqual([200, 401, 401])
    expect((await enter({ id: o.id, password: o.password, totp })).status).toBe(401)
    expect((await enter({ id: o.id, password: o.password, totp: o.nextCode() })).status).toBe(200)
  })

  test('an older code than the last used one is refused, though it is within the tolerance', async () => {
    const o = await newOfficer()
    const old = o.code()
    expect((await enter({ id: o.id, password: o.password, totp: o.nextCode() })).status).toBe(200)
    expect((await enter({ id: o.id, password: o.password, totp: old })).status).toBe(401)
  })

  test('a clock that ran ahead and is put right locks nobody out, and a code used meanwhile stays used', async () => {
    const o = await newOfficer()
    h.later(3_600_000)
    const ahead = o.code()
    expect((await enter({ id: o.id, password: o.password, totp: ahead })).status).toBe(200)
    h.later(-3_600_000)
    const now = o.nextCode()
    expect((await enter({ id: o.id, password: o.password, totp: now })).status).toBe(200)
    expect((await enter({ id: o.id, password: o.password, totp: now })).status).toBe(401)
    // The hour of the code that was used ahead comes: whoever saw it then cannot use it now.
    h.later(3_600_000 - 30_000)
    expect((await enter({ id: o.id, password: o.password, totp: ahead })).status).toBe(401)
    expect((await enter({ id: o.id, password: o.password, totp: o.nextCode() })).status).toBe(200)
  })

  test('unknown number, wrong password, wrong code: the same words, and about the same work', async () => {
    const o = await newOfficer()
    const tries = {
      unknown: { id: '3702999999', password: o.password, totp: '000000' },
      password: { id: o.id, password: 'wrong', totp: o.code() },
      code: { id: o.id, password: o.password, totp: other(o.code()) },
    }
    const answers = await Promise.all(Object.values(tries).map((given) => enter(given)))
    const told = answers.map(({ status, problem }) => ({ status, words: { ...problem, requestId: '' } }))
    expect(new Set(told.map((t) => JSON.stringify(t))).size).toBe(1)
    const took = { unknown: [] as number[], password: [] as number[] }
    for (let i = 0; i < 15; i++) {
      for (const which of ['unknown', 'password'] as const) {
        const start = performance.now()
        await enter(tries[which])
        took[which].push(performance.now() - start)
      }
      if (i % 5 === 4) await h.sql('update officers set failures = 0, locked_until = null where id = $1', [o.id])
    }
    // The quickest of each: what others do on the machine makes some slower, none quicker. The hash dominates both (tens of ms);
    // without it for unknown numbers the ratio is above 4 (measured).
    const ratio = Math.min(...took.password) / Math.min(...took.unknown)
    expect(ratio).toBeGreaterThan(0.4)
    expect(ratio).toBeLessThan(2.5)
  }, 60_000)

  test('after ten failures the door is shut for five minutes, then opens by itself; trying on keeps it shut no longer', async () => {
    const o = await newOfficer()
    for (let i = 0; i < 10; i++) await enter({ id: o.id, password: 'wrong', totp: '000000' })
    expect((await enter({ id: o.id, password: o.password, totp: o.code() })).status).toBe(401)
    const until = async () =>
      (
        await h.sql<{ locked_until: Date }>('select locked_until from officers where id = $1', [o.id])
      )[0]?.locked_until.getTime()
    const shut = await until()
    for (let i = 0; i < 5; i++) await enter({ id: o.id, password: 'wrong', totp: '000000' })
    expect(await until()).toBe(shut)
    await h.sql(`update officers set locked_until = now() - interval '1 second' where id = $1`, [o.id])
    // One slip after the wait does not shut it again.
    expect((await enter({ id: o.id, password: 'wrong', totp: '000000' })).status).toBe(401)
    expect((await enter({ id: o.id, password: o.password, totp: o.nextCode() })).status).toBe(200)
  }, 60_000)

  test('the second sign-in ends the first session; a disabled officer has none', async () => {
    const o = await newOfficer()
    const [desk, cafe] = [h.anyone(), h.anyone()]
    await enter({ id: o.id, password: o.password, totp: o.code() }, desk)
    expect((await desk.call(api.officerMe)).status).toBe(200)
    await enter({ id: o.id, password: o.password, totp: o.nextCode() }, cafe)
    expect((await desk.call(api.officerMe)).status).toBe(401)
    expect((await cafe.call(api.officerMe)).status).toBe(200)
    await h.sql('update officers set disabled_at = now() where id = $1', [o.id])
    expect((await cafe.call(api.officerMe)).status).toBe(401)
    expect((await enter({ id: o.id, password: o.password, totp: o.nextCode() })).status).toBe(401)
  })

  test('a session ends after 15 idle minutes and after 12 hours of work', async () => {
    const o = await newOfficer()
    const who = h.anyone()
    await enter({ id: o.id, password: o.password, totp: o.code() }, who)
    await h.sql(`update sessions set seen_at = now() - interval '14 minutes' where subject = $1`, [o.id])
    expect((await who.call(api.officerMe)).status).toBe(200)
    await h.sql(`update sessions set seen_at = now() - interval '16 minutes' where subject = $1`, [o.id])
    expect((await who.call(api.officerMe)).status).toBe(401)
    await h.sql(`update sessions set seen_at = now(), expires_at = now() - interval '1 second' where subject = $1`, [
      o.id,
    ])
    expect((await who.call(api.officerMe)).status).toBe(401)
  })

  test('a citizen cookie opens no desk, an officer cookie no citizen page', async () => {
    const [citizen, officer] = [await h.citizen('chen-jing'), await h.officer(REVIEWER)]
    const swap = async (from: Visitor, name: string, as: string) => {
      const thief = h.anyone()
      thief.cookies.set(as, from.cookies.get(name) ?? '')
      return thief
    }
    expect((await (await swap(citizen, 'yunchuang-citizen', 'yunchuang-officer')).call(api.officerMe)).status).not.toBe(
      200,
    )
    expect((await (await swap(officer, 'yunchuang-officer', 'yunchuang-citizen')).call(api.myProfile)).status).not.toBe(
      200,
    )
  })
})
