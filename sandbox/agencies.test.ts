import { beforeEach, describe, expect, test } from 'vitest'
import { addDays, addMonths, shanghaiDate } from '#domain/calendar.ts'
import { fits } from '#server/connectors/exchange.ts'
import { createCourt } from '#server/connectors/court.ts'
import { createMarket } from '#server/connectors/market.ts'
import { createMedical } from '#server/connectors/medical.ts'
import { createPost } from '#server/connectors/post.ts'
import { createRegistry } from '#server/connectors/registry.ts'
import { parcelPush, registryPush } from '#domain/pushes.ts'
import { until } from '#test/until.ts'
import { good, sandboxForTest } from './testing.ts'
import { demoPerson, type DemoKey } from './world/demo-people.ts'
import { makeWorld } from './world/world.ts'

const today = shanghaiDate(new Date())
const world = makeWorld({ seed: 1, today, people: 30 })
const idOf = (key: DemoKey) => demoPerson(key).idNumber
const newVin = (key: DemoKey) =>
  world.cars.find((car) => car.invoice?.buyerIdNumber === idOf(key) && !car.registration)?.vin ?? ''

let town: Awaited<ReturnType<typeof sandboxForTest>>
let registry: ReturnType<typeof createRegistry>
let post: ReturnType<typeof createPost>
beforeEach(async () => {
  town = await sandboxForTest()
  registry = createRegistry(town.exchange)
  post = createPost(town.exchange)
  return () => town.close()
})

describe('the register', () => {
  test('knows drivers, vehicles and violations', async () => {
    expect(await good(registry.driver({ idNumber: idOf('chen-jing') }))).toMatchObject({
      name: '陈静',
      validTo: addDays(today, 40),
    })
    expect(await good(registry.driver({ idNumber: '370000190001010011' }))).toBeNull()
    expect(await good(registry.vehicles({ idNumber: idOf('wang-xiuying') }))).toMatchObject([
      { plate: '鲁B12345', states: ['正常'] },
    ])
    expect(await good(registry.vehicle({ plate: '鲁B8C919', plateType: '02' }))).toMatchObject({ states: ['抵押'] })
    expect(await good(registry.vehicle({ vin: newVin('liu-yang') }))).toBeNull()
    expect(await good(registry.violations({ idNumber: idOf('zheng-kai') }))).toMatchObject({
      pending: 2,
      licenceWithheld: false,
    })
  })

  test('registers a new car once: the second try finds it registered, the repeated one gets the same answer', async () => {
    const vin = newVin('liu-yang')
    const data = { vin, idNumber: idOf('liu-yang'), plate: '鲁BD12340', plateType: '52' }
    const request = { caseNo: 'C1', service: 'new-vehicle-registration', act: 'register', data }
    const first = await good(registry.register('reg-1', request))
    expect(first).toMatchObject({
      state: 'accepted',
      result: { plate: '鲁BD12340', certificateNo: expect.stringMatching(/^\d{12}$/) },
    })
    expect(await good(registry.register('reg-1', request))).toEqual(first)
    expect(await good(registry.outcome({ messageId: 'reg-1' }))).toEqual(first)
    expect(await good(registry.register('reg-2', request))).toMatchObject({ state: 'refused', code: 'VIN_REGISTERED' })
    expect(await good(registry.vehicle({ vin }))).toMatchObject({
      plate: '鲁BD12340',
      owner: { name: '刘洋' },
      registeredOn: today,
    })
    const taken = { ...request, data: { ...data, vin: newVin('zhao-min'), idNumber: idOf('zhao-min') } }
    expect(await good(registry.register('reg-3', taken))).toMatchObject({ state: 'refused', code: 'PLATE_TAKEN' })
  })

  test('gives a temporary plate for as many days as asked, the first counted; at most thirty (order 164 art. 47)', async () => {
    const ask = (days: string) => ({
      caseNo: days,
      service: 'new-car-temp-plate',
      act: 'new-car-temp-plate',
      data: { vin: newVin('zhao-min'), idNumber: idOf('zhao-min'), days },
    })
    const given = async (days: string) => {
      const answer = await good(registry.register(`t${days}`, ask(days)))
      return answer?.state === 'accepted' ? answer.result : answer
    }
    expect(await given('10')).toMatchObject({ validFrom: today, validTo: addDays(today, 9) })
    expect(await given('30')).toMatchObject({ validTo: addDays(today, 29) })
    expect(await given('60')).toMatchObject({ validTo: addDays(today, 29) })
    expect(await given('20')).toMatchObject({ state: 'refused', code: 'TEMP_3' })
  })

  test('renews for ten years from the old end, and not with violations pending', async () => {
    const renew = (key: DemoKey) => ({
      caseNo: key,
      service: 'licence-renew-expiry',
      act: 'renew',
      data: { idNumber: idOf(key) },
    })
    const validFrom = addDays(today, 40)
    expect(await good(registry.register('r1', renew('chen-jing')))).toMatchObject({
      state: 'accepted',
      result: { validFrom, validTo: addMonths(validFrom, 120), validityYears: 10 },
    })
    expect(await good(registry.driver({ idNumber: idOf('chen-jing') }))).toMatchObject({
      validityYears: 10,
      photoTakenOn: today,
    })
    expect(await good(registry.register('r2', renew('zheng-kai')))).toMatchObject({
      state: 'refused',
      code: 'VIOLATIONS_PENDING',
    })
    expect(await good(registry.register('r3', renew('huang-li')))).toMatchObject({
      state: 'accepted',
      result: { validFrom: today },
    })
  })

  test('counts replacements, and gives no new certificate for a mortgaged car', async () => {
    const replace = {
      caseNo: 'c',
      service: 'licence-replace-lost',
      act: 'replace',
      data: { idNumber: idOf('zhang-wei') },
    }
    expect(await good(registry.register('l1', replace))).toMatchObject({ state: 'accepted' })
    expect(await good(registry.driver({ idNumber: idOf('zhang-wei') }))).toMatchObject({ replacedTimes12m: 1 })
    const certificate = (plate: string) => ({
      caseNo: 'c',
      service: 'registration-cert-replace',
      act: 'replace',
      data: { plate, plateType: '02' },
    })
    const before = await good(registry.vehicle({ plate: '鲁B12345', plateType: '02' }))
    const done = await good(registry.register('c1', certificate('鲁B12345')))
    const after = await good(registry.vehicle({ plate: '鲁B12345', plateType: '02' }))
    expect(done).toMatchObject({ state: 'accepted', result: { certificateNo: after?.certificateNo } })
    expect(after?.certificateNo).not.toBe(before?.certificateNo)
    expect(await good(registry.register('c2', certificate('鲁B8C919')))).toMatchObject({
      state: 'refused',
      code: 'VEHICLE_STATE',
    })
  })

  test('a late day: pending first, then a signed push, and the same id now tells the end', async () => {
    await town.admin('/admin/modes', { agency: 'registry', mode: 'late', seconds: 0 })
    const request = {
      caseNo: 'C9',
      service: 'licence-replace-lost',
      act: 'replace',
      data: { idNumber: idOf('zhang-wei') },
    }
    expect(await good(registry.register('late-1', request))).toEqual({ state: 'pending' })
    expect(await good(registry.outcome({ messageId: 'late-1' }))).toEqual({ state: 'pending' })
    expect(town.pushes).toHaveLength(0)
    await town.admin('/admin/registry/late-1/answer', {})
    await until('the push', () => town.pushes.length === 1)
    const [push] = town.pushes
    expect(push).toMatchObject({ path: registryPush.path, verdict: 'ok' })
    expect(fits(registryPush.body, push?.body)).toBe(true)
    expect(push?.body).toMatchObject({ messageId: 'late-1', caseNo: 'C9', outcome: { state: 'accepted' } })
    expect(await good(registry.register('late-1', request))).toMatchObject({ state: 'accepted' })
    await expect(town.admin('/admin/registry/late-1/answer', {})).rejects.toThrow('404')
    expect(await good(registry.outcome({ messageId: 'never' }))).toEqual({ state: 'unknown' })
  })

  test('a late answer comes by itself', async () => {
    await town.admin('/admin/modes', { agency: 'registry', mode: 'late', seconds: 0.1 })
    await registry.register('late-2', { caseNo: 'C', service: 'reminders', act: 'x', data: {} })
    await until('the push', () => town.pushes.length === 1)
  })
})

describe('the courier', () => {
  const recipient = { name: '王秀英', mobile: '15400000001', region: '山东省青岛市市南区', address: '香港中路10号' }
  const states = async (waybill: string) => (await good(post.track({ waybill }))).events.map((event) => event.state)

  test('takes a parcel once and brings it step by step, telling the house each time', async () => {
    const { waybill } = await good(post.accept('p1', { parcelNo: 'P1', recipient }))
    expect(waybill).toMatch(/^EB\d{9}CN$/)
    expect((await good(post.accept('p1-again', { parcelNo: 'P1', recipient }))).waybill).toBe(waybill)
    for (let n = 0; n < 3; n += 1) await town.admin(`/admin/post/${waybill}/next`, {})
    expect(await states(waybill)).toEqual(['accepted', 'in-transit', 'out', 'delivered'])
    await expect(town.admin(`/admin/post/${waybill}/next`, {})).rejects.toThrow('404')
    await until('three pushes', () => town.pushes.length === 3)
    for (const push of town.pushes) expect(fits(parcelPush.body, push.body)).toBe(true)
  })

  test('magic addresses: nobody there, and lost', async () => {
    const nobody = await good(
      post.accept('p2', { parcelNo: 'P2', recipient: { ...recipient, address: '查无此人路1号' } }),
    )
    for (let n = 0; n < 5; n += 1) await town.admin(`/admin/post/${nobody.waybill}/next`, {})
    expect(await states(nobody.waybill)).toEqual(['accepted', 'in-transit', 'out', 'failed', 'held', 'returned'])
    const lost = await good(post.accept('p3', { parcelNo: 'P3', recipient: { ...recipient, address: '遗失路1号' } }))
    for (let n = 0; n < 2; n += 1) await town.admin(`/admin/post/${lost.waybill}/next`, {})
    expect(await states(lost.waybill)).toEqual(['accepted', 'in-transit', 'lost'])
    expect(await post.track({ waybill: 'EB000000000CN' })).toMatchObject({ why: 'refused', code: 'NO_WAYBILL' })
  })

  test('the mode "twice" tells everything two times', async () => {
    await town.admin('/admin/modes', { agency: 'post', mode: 'twice' })
    const { waybill } = await good(post.accept('p4', { parcelNo: 'P4', recipient }))
    await town.admin(`/admin/post/${waybill}/deliver`, {})
    await until('two pushes', () => town.pushes.length === 2)
    expect(town.pushes[0]?.messageId).toBe(town.pushes[1]?.messageId)
  })
})

describe('the sandbox over time', () => {
  test('on the next day the demo dates have moved, what was changed stays, and a reset begins anew', async () => {
    const clock = { now: new Date() }
    const other = await sandboxForTest({ now: () => clock.now })
    const exchange = other.exchangeWith({ now: () => clock.now })
    const there = createRegistry(exchange)
    const renew = { caseNo: 'c', service: 'licence-renew-expiry', act: 'renew', data: { idNumber: idOf('li-jianguo') } }
    const renewed = await good(there.register('r', renew))
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    const tomorrow = shanghaiDate(clock.now)
    const validTo = async (key: DemoKey) => (await good(there.driver({ idNumber: idOf(key) })))?.validTo
    await until('the new day', async () => (await validTo('chen-jing')) === addDays(tomorrow, 40))
    expect(renewed).toMatchObject({ state: 'accepted', result: { validTo: await validTo('li-jianguo') } })
    await other.admin('/admin/reset', {})
    expect(await validTo('li-jianguo')).toBe(addDays(tomorrow, 60))
    exchange.close()
    await other.close()
  })
})

describe('pages and look-ups', () => {
  test('every page is drawn, escapes what came from outside, and lets no script run', async () => {
    await good(
      post.accept('p5', {
        parcelNo: 'P5',
        recipient: { name: '<b>甲</b>', mobile: '15400000001', region: '青岛', address: 'x' },
      }),
    )
    for (const path of ['/', '/sms', '/post', '/pay?codes=1']) {
      const answer = await fetch(town.sandbox.url + path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await answer.text()).not.toContain('<b>甲')
    }
  })

  test('courts, companies and hospitals', async () => {
    expect(await good(createCourt(town.exchange).seizure({ vin: newVin('liu-yang') }))).toEqual({
      seized: false,
      orders: [],
    })
    const [company] = world.companies
    expect(await good(createMarket(town.exchange).company({ creditCode: company?.creditCode ?? '' }))).toMatchObject({
      name: company?.name,
      legalRepresentative: company?.legalRepresentative,
    })
    expect(
      await good(createMarket(town.exchange).company({ creditCode: company?.creditCode ?? '' })),
    ).not.toHaveProperty('legalIdNumber')
    expect(await good(createMedical(town.exchange).ability({ idNumber: idOf('li-jianguo') }))).toMatchObject({
      passed: true,
    })
    expect(await good(createMedical(town.exchange).certificate({ idNumber: idOf('zhou-tao') }))).toBeNull()
  })
})
