import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import * as api from '#api/accounts.ts'
import * as desk from '#api/desk.ts'
import * as oversight from '#api/oversight.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { AUDITOR, REVIEWER, SUPERVISOR, totpAt } from '#test/people.ts'
import { watchOfficers } from './officer-alarms.ts'
import { setOfficerState } from './officer-rows.ts'
import { enrolOfficer } from './officers.ts'

/** Whoever may write SQL as the owner gives nobody a right, and is found out. */

let h: TestHouse
let other: TestHouse
let log: string[]
beforeAll(async () => {
  log = []
  h = await house({ jobs: false, logTo: { write: (line) => void log.push(line) } })
  other = await house({ jobs: false, database: h.databaseUrl })
})
afterAll(async () => {
  await other.close()
  await h.close()
})
beforeEach(() => h.sql('delete from rate_windows'))

const PASSWORD = 'a password of many words'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** An officer of this test's own. Each code is of a new time step, in both houses. */
async function newOfficer(roles: string[] = ['producer']) {
  const id = `37020${String(randomBytes(3).readUIntBE(0, 3)).padStart(8, '0')}`
  const given = { office: 370200, id, name: '测试', roles, password: PASSWORD, totpSecret: SECRET }
  await h.house.db.tx((tx) => enrolOfficer(tx, h.house, given))
  onTestFinished(() => forget(id))
  const code = () => {
    h.later(30_000)
    other.later(30_000)
    return totpAt(SECRET, h.house.time.now().getTime() / 1000)
  }
  const enter = (who = h.anyone()) => who.call(api.officerSignIn, { body: { id, password: PASSWORD, totp: code() } })
  return { id, enter }
}
async function forget(id: string): Promise<void> {
  await h.sql('delete from sessions where subject = $1', [id])
  await h.sql('delete from officers where id = $1', [id])
}
const alarmsOf = async (officer: string, who = SUPERVISOR) =>
  (await (await h.officer(who)).call(oversight.listOfficerAlarms)).body.alarms.filter((a) => a.officer === officer)
const named = async () =>
  (await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)).broken.find((b) => b.name.includes('officer’s row'))

describe('an officer’s row changed by SQL', () => {
  // Each with what undoes it, so that the next one begins with a genuine row.
  const changes: [string, change: string, back: string][] = [
    ['a role more', `roles = '{producer,reviewer,auditor}'`, `roles = '{producer}'`],
    ['another role', `roles = '{supervisor}'`, `roles = '{producer}'`],
    ['another office', `office = 370211`, `office = 370200`],
    [
      'another password',
      `password = replace(password, '$v=19$', '$v=18$')`,
      `password = replace(password, '$v=18$', '$v=19$')`,
    ],
    ['another secret', `totp = totp || '\\x00'`, `totp = substring(totp from 1 for length(totp) - 1)`],
    [
      'another MAC',
      `roles_mac = set_byte(roles_mac, 0, get_byte(roles_mac, 0) # 1)`,
      `roles_mac = set_byte(roles_mac, 0, get_byte(roles_mac, 0) # 1)`,
    ],
  ]
  test.each(changes)(
    '%s: no session, no sign-in, an alarm at the board, and verify names the row',
    async (_, change, back) => {
      const o = await newOfficer()
      const [here, there] = [h.anyone(), other.anyone()]
      await o.enter(here)
      there.cookies.set('yunchuang-officer', here.cookies.get('yunchuang-officer') ?? '')
      expect([(await here.call(api.officerMe)).status, (await there.call(api.officerMe)).status]).toEqual([200, 200])
      expect(await named()).toBeUndefined()

      await h.sql(`update officers set ${change} where id = $1`, [o.id])
      const seen = await Promise.all([here, there].map((who) => who.call(api.officerMe)))
      expect(
        seen.map((s) => s.status),
        'at once, in every process',
      ).toEqual([401, 401])
      expect((await here.call(desk.readBoard)).status).toBe(401)
      const refused = await o.enter()
      expect([refused.status, refused.problem.code]).toEqual([401, 'SIGN_IN_WRONG'])
      expect(await named()).toMatchObject({ count: 1, examples: [expect.stringContaining(o.id)] })

      for (const who of [SUPERVISOR, AUDITOR])
        expect(await alarmsOf(o.id, who)).toMatchObject([{ kind: 'row-changed', mayClose: true }])
      expect(await watchOfficers(h.house), 'told once').toBe(0)
      const told = log.filter((line) => line.includes('row-changed/'))
      expect(told.length).toBeGreaterThan(0)
      expect(told.join()).not.toContain(o.id)

      await h.sql(`update officers set ${back} where id = $1`, [o.id])
      expect(await named()).toBeUndefined()
      expect((await here.call(api.officerMe)).status).toBe(200)
    },
  )

  test('nobody has to sign in: the watch of the minute finds it, and tells of a further change once more', async () => {
    const o = await newOfficer()
    await h.sql(`update officers set roles = '{supervisor}' where id = $1`, [o.id])
    const both = await Promise.all([watchOfficers(h.house), watchOfficers(other.house)])
    expect(
      both.toSorted((a, b) => a - b),
      'two processes at once tell once',
    ).toEqual([0, 1])
    await h.sql(`update officers set roles = '{auditor}' where id = $1`, [o.id])
    expect(await watchOfficers(h.house)).toBe(1)
    expect(await alarmsOf(o.id)).toHaveLength(2)
  })

  test('an officer written in by SQL, a copy of a genuine row under another number, opens nothing', async () => {
    const o = await newOfficer(['supervisor'])
    const forged = `${o.id.slice(0, -1)}${(Number(o.id.at(-1)) + 1) % 10}`
    await h.sql(
      `insert into officers (office, id, name, roles, roles_mac, password, totp) select office, $2, name, roles, roles_mac, password, totp from officers where id = $1`,
      [o.id, forged],
    )
    onTestFinished(() => forget(forged))
    const body = { id: forged, password: PASSWORD, totp: totpAt(SECRET, h.house.time.now().getTime() / 1000) }
    expect((await h.anyone().call(api.officerSignIn, { body })).status).toBe(401)
    expect((await named())?.examples).toEqual([`370200 ${forged}`])
  })

  test('the alarm is looked into once, by somebody whom it does not concern', async () => {
    const o = await newOfficer()
    await h.sql(`update officers set roles = '{admin}' where id = $1`, [o.id])
    await watchOfficers(h.house)
    const [alarm] = await alarmsOf(o.id)
    const close = async (who: string, id = alarm?.id ?? '') =>
      (await h.officer(who)).call(oversight.closeOfficerAlarm, {
        params: { id },
        body: { note: '数据库被人改动,已报告' },
      })
    expect((await close(REVIEWER)).status).toBe(403)
    expect((await close(SUPERVISOR)).status).toBe(200)
    expect((await close(AUDITOR)).problem.code).toBe('ALARM_CLOSED')
    expect(await alarmsOf(o.id)).toMatchObject([{ mayClose: false, closed: { by: SUPERVISOR } }])
    const [own] = await h.sql<{ id: string }>(
      `insert into officer_alarms (office, at, officer, kind, what) values (370200, now(), $1, 'second-place', 'own') returning id`,
      [SUPERVISOR],
    )
    expect((await close(SUPERVISOR, own?.id)).problem.code).toBe('OWN_MATTER')
    await expect(h.house.db.pool.query('delete from officer_alarms')).rejects.toThrow(/permission denied/)
    await expect(h.house.db.pool.query(`update officer_alarms set officer = 'x'`)).rejects.toThrow(/permission denied/)
  })
})

describe('out of service and back', () => {
  const setState = (id: string, disabled: boolean) =>
    h.house.db.tx((tx) => setOfficerState(tx, h.house, id, disabled, '调离岗位'))

  test('by the house: the session ends within the second in every process; by SQL alone the way back is shut', async () => {
    const o = await newOfficer()
    const here = h.anyone()
    const there = other.anyone()
    await o.enter(here)
    there.cookies.set('yunchuang-officer', here.cookies.get('yunchuang-officer') ?? '')
    const from = performance.now()
    await setState(o.id, true)
    const seen = await Promise.all([here, there].map((who) => who.call(api.officerMe)))
    expect(seen.map((s) => s.status)).toEqual([401, 401])
    expect(performance.now() - from).toBeLessThan(1_000)
    expect(await named()).toBeUndefined()
    await h.sql('update officers set disabled_at = null where id = $1', [o.id])
    expect((await o.enter()).status, 'let in again by SQL').toBe(401)
    expect((await named())?.examples).toEqual([`370200 ${o.id}`])
    await setState(o.id, false)
    expect(await named(), 'confirmed by the house').toBeUndefined()
    expect((await o.enter()).status).toBe(200)
    const kept = `select act, purpose from audit_events where object_id = $1 and act like 'officer.%' order by id`
    expect(await h.sql(kept, [o.id])).toEqual([
      { act: 'officer.disable', purpose: '调离岗位' },
      { act: 'officer.enable', purpose: '调离岗位' },
    ])
  })

  test('a row of which more was changed is not made true by it', async () => {
    const o = await newOfficer()
    await h.sql(`update officers set roles = '{supervisor}' where id = $1`, [o.id])
    await expect(setState(o.id, true)).rejects.toThrow(/changed past the house/)
    await expect(setState('3702000000000', true)).rejects.toThrow(RangeError)
  })
})

describe('one officer on two workstations (T-INS-1)', () => {
  test('the first one ends and an alarm stands; the own browser, and an address again, are no second place', async () => {
    const o = await newOfficer(['reviewer'])
    const desk = h.anyone()
    await o.enter(desk)
    await o.enter(desk)
    expect(await alarmsOf(o.id), 'the same browser').toEqual([])
    await o.enter()
    expect(await alarmsOf(o.id), 'the same machine after its browser was closed').toEqual([])

    const body = async () => JSON.stringify({ id: o.id, password: PASSWORD, totp: await nextCode() })
    const elsewhere = h.anyone()
    const signed = await elsewhere.raw('/api/officer/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'another workstation' },
      body: await body(),
    })
    expect(signed.status).toBe(200)
    expect((await desk.call(api.officerMe)).status).toBe(401)
    expect((await elsewhere.call(api.officerMe)).status).toBe(200)
    expect(await alarmsOf(o.id)).toMatchObject([{ kind: 'second-place', mayClose: true }])
    expect((await verifyDatabase(h.databaseUrl, 'sm', h.house.crypto)).broken).toEqual([])
  })

  test('when the first session was idle for a quarter of an hour it is no second place', async () => {
    const o = await newOfficer(['reviewer'])
    await o.enter()
    await h.sql(`update sessions set seen_at = now() - interval '16 minutes', device = 'x' where subject = $1`, [o.id])
    await o.enter()
    expect(await alarmsOf(o.id)).toEqual([])
  })

  const nextCode = async () => {
    h.later(30_000)
    other.later(30_000)
    return totpAt(SECRET, h.house.time.now().getTime() / 1000)
  }
})

describe('sign-in, in two processes', () => {
  test('one code at the same moment in both processes opens once', async () => {
    const o = await newOfficer()
    h.later(30_000)
    other.later(30_000)
    const totp = totpAt(SECRET, h.house.time.now().getTime() / 1000)
    const body = { id: o.id, password: PASSWORD, totp }
    const all = await Promise.all(
      [h, other, h, other, h, other].map((one) => one.anyone().call(api.officerSignIn, { body })),
    )
    expect(all.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401, 401])
  })

  test('a session has a new token of 256 bits each time; one that was planted before is worth nothing', async () => {
    const o = await newOfficer()
    const who = h.anyone()
    const planted = randomBytes(32).toString('base64url')
    who.cookies.set('yunchuang-officer', planted)
    await o.enter(who)
    const first = who.cookies.get('yunchuang-officer') ?? ''
    expect(first).not.toBe(planted)
    expect(Buffer.from(first, 'base64url')).toHaveLength(32)
    await o.enter(who)
    const second = who.cookies.get('yunchuang-officer') ?? ''
    expect(second).not.toBe(first)
    for (const [token, status] of [
      [planted, 401],
      [first, 401],
      [second, 200],
    ] as const) {
      const visitor = other.anyone()
      visitor.cookies.set('yunchuang-officer', token)
      expect((await visitor.call(api.officerMe)).status).toBe(status)
    }
    const sealed = await h.sql<{ token_hash: Buffer }>('select token_hash from sessions where subject = $1', [o.id])
    expect(
      sealed.some((row) => row.token_hash.toString('base64url') === second),
      'only the hash is kept',
    ).toBe(false)
  })

  test('signed out here, the session is over in the other process within the second', async () => {
    const o = await newOfficer()
    const [here, there] = [h.anyone(), other.anyone()]
    await o.enter(here)
    there.cookies.set('yunchuang-officer', here.cookies.get('yunchuang-officer') ?? '')
    expect((await there.call(api.officerMe)).status).toBe(200)
    const from = performance.now()
    await here.call(api.officerSignOut, { body: {} })
    expect((await there.call(api.officerMe)).status).toBe(401)
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})
