import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createIdentity } from '#server/connectors/identity.ts'
import { createInsurance } from '#server/connectors/insurance.ts'
import { createMakers } from '#server/connectors/makers.ts'
import { createSms } from '#server/connectors/sms.ts'
import { createTax } from '#server/connectors/tax.ts'
import { ensureAgencyKeys, publicHalves, readAgencyPublicKeys } from '#server/connectors/keys.ts'
import { sandboxForTest } from './testing.ts'
import { demoPerson } from './world/demo-people.ts'
import { makeWorld } from './world/world.ts'
import { shanghaiDate } from '#domain/calendar.ts'

const world = makeWorld({ seed: 1, today: shanghaiDate(new Date()), people: 30 })
const vinOf = (idNumber: string) =>
  world.cars.find((car) => car.invoice?.buyerIdNumber === idNumber && !car.registration)?.vin ?? ''
const vin = vinOf(demoPerson('liu-yang').idNumber)
const magicVin = (tail: string) => world.cars.find((car) => car.vin.endsWith(tail))?.vin ?? ''

describe.each(['sm', 'intl'] as const)('exchange in suite %s', (suite) => {
  let town: Awaited<ReturnType<typeof sandboxForTest>>
  beforeAll(async () => {
    town = await sandboxForTest({ suite })
  })
  afterAll(() => town.close())
  beforeEach(() => town.admin('/admin/modes', { agency: 'tax', mode: 'good' }))
  const set = (mode: string, seconds?: number) =>
    town.admin('/admin/modes', { agency: 'tax', mode, ...(seconds === undefined ? {} : { seconds }) })

  test('a good day: the answer is parsed, and the evidence proves both sides', async () => {
    const got = await createTax(town.exchange).invoice({ vin })
    expect(got).toMatchObject({
      ok: true,
      answer: { vin, buyerName: '刘洋', state: 'valid' },
      evidence: { agency: 'tax', operation: 'invoice', status: 200, outcome: 'ok' },
    })
    expect(JSON.parse(got.evidence.request)).toEqual({ vin })
    expect(JSON.parse(got.evidence.answer ?? '')).toMatchObject({ vin })
    expect(got.evidence.requestSignature).not.toBe('')
    expect(got.evidence.answerSignature).not.toBe('')
  })

  test('nothing known is an answer, not a fault', async () => {
    expect(
      await createInsurance(town.exchange).compulsory({ vin: vinOf(demoPerson('sun-lei').idNumber) }),
    ).toMatchObject({ ok: true, answer: null })
  })

  test('too slow is a timeout, although it was done: the same key then gets the answer', async () => {
    await set('slow', 30)
    const hasty = town.exchangeWith({ timeoutMs: 200 })
    const ask = { agency: 'sms', to: '15400010001', text: '验证码' } as const
    await town.admin('/admin/modes', { agency: 'sms', mode: 'slow', seconds: 30 })
    expect(await createSms(hasty).send('slow-1', { to: ask.to, text: ask.text })).toMatchObject({
      ok: false,
      why: 'timeout',
    })
    await town.admin('/admin/modes', { agency: 'sms', mode: 'good' })
    expect(await createSms(hasty).send('slow-1', { to: ask.to, text: ask.text })).toMatchObject({ ok: true })
    const inbox = await town.admin(`/sms.json?to=${ask.to}`)
    expect(inbox).toMatchObject({ messages: [{ text: '验证码' }] })
    expect(await createTax(hasty).invoice({ vin })).toMatchObject({
      ok: false,
      why: 'timeout',
      evidence: { status: undefined },
    })
    hasty.close()
  })

  test('a cut line, a gateway without an agency behind it, and no listener at all are "down"', async () => {
    await set('down')
    expect(await createTax(town.exchange).invoice({ vin })).toMatchObject({ ok: false, why: 'down' })
    await set('unavailable')
    expect(await createTax(town.exchange).invoice({ vin })).toMatchObject({
      ok: false,
      why: 'down',
      evidence: { status: 503 },
    })
    const nowhere = town.exchangeWith({ baseUrl: { default: town.sandbox.url, tax: 'http://127.0.0.1:1' } })
    expect(await createTax(nowhere).invoice({ vin })).toMatchObject({ ok: false, why: 'down' })
    expect(await createMakers(nowhere).certificate({ vin })).toMatchObject({ ok: true, answer: { vin } })
    nowhere.close()
  })

  test('a forged signature and a signed answer that was never agreed are told apart', async () => {
    await set('bad-signature')
    expect(await createTax(town.exchange).invoice({ vin })).toMatchObject({ ok: false, why: 'bad-signature' })
    await set('wrong-data')
    expect(await createTax(town.exchange).invoice({ vin })).toMatchObject({ ok: false, why: 'bad-answer' })
  })

  test('the key of another agency, or a clock ten minutes off, convinces nobody', async () => {
    const keys = publicHalves(ensureAgencyKeys(town.keysDir, suite))
    const crossed = town.exchangeWith({ agencyKeys: { ...keys, tax: keys.sms } })
    expect(await createTax(crossed).invoice({ vin })).toMatchObject({ ok: false, why: 'bad-signature' })
    const late = town.exchangeWith({ now: () => new Date(Date.now() - 600_000) })
    expect(await createTax(late).invoice({ vin })).toMatchObject({
      ok: false,
      why: 'bad-signature',
      evidence: { status: 401 },
    })
    crossed.close()
    late.close()
    expect(readAgencyPublicKeys(town.keysDir).tax.equals(keys.tax)).toBe(true)
  })

  test('the same key is done once; the same key with another content is refused', async () => {
    const sms = createSms(town.exchange)
    const to = '15400010077'
    const first = await sms.send('once-1', { to, text: '甲' })
    expect(await sms.send('once-1', { to, text: '甲' })).toMatchObject({
      ok: true,
      answer: first.ok ? first.answer : undefined,
    })
    expect(await sms.send('once-1', { to, text: '乙' })).toMatchObject({
      ok: false,
      why: 'refused',
      code: 'MESSAGE_ID_REUSED',
      evidence: { status: 409 },
    })
    expect(await town.admin(`/sms.json?to=${to}`)).toMatchObject({ messages: [{ text: '甲' }] })
    const all = await Promise.all(Array.from({ length: 25 }, () => sms.send('once-2', { to, text: '丙' })))
    expect(new Set(all.map((one) => (one.ok ? one.answer.messageNo : 'failed'))).size).toBe(1)
  })

  test('a refusal by the agency carries its code and its sentence', async () => {
    expect(await createSms(town.exchange).send('dead', { to: '15400000000', text: 'x' })).toMatchObject({
      ok: false,
      why: 'refused',
      code: 'NUMBER_DEAD',
      reasonZh: '号码为空号',
    })
    await expect(createSms(town.exchange).send('bad key\n', { to: '15400010001', text: 'x' })).rejects.toThrow(
      TypeError,
    )
  })

  test('magic VINs make one call go wrong while the agency is well', async () => {
    const makers = createMakers(town.exchange)
    expect(await makers.certificate({ vin: magicVin('009902') })).toMatchObject({ ok: false, why: 'down' })
    expect(await makers.certificate({ vin: magicVin('009903') })).toMatchObject({ ok: false, why: 'bad-signature' })
    expect(await makers.certificate({ vin: magicVin('009904') })).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(await makers.certificate({ vin: magicVin('009905') })).toMatchObject({ ok: false, why: 'down' })
    expect(await makers.certificate({ vin })).toMatchObject({ ok: true })
  })

  test('identity: name and number must belong together, and a face may fail', async () => {
    const identity = createIdentity(town.exchange)
    const { name, idNumber } = demoPerson('zhang-wei')
    expect(await identity.verify({ name, idNumber })).toMatchObject({ answer: { match: true } })
    expect(await identity.verify({ name: '张维', idNumber })).toMatchObject({ answer: { match: false, validTo: null } })
    expect(await identity.face({ idNumber, sessionId: 'a' })).toMatchObject({ answer: { match: true, liveness: true } })
    expect(await identity.face({ idNumber, sessionId: 'face-fail' })).toMatchObject({
      answer: { match: false, liveness: true },
    })
    expect(await identity.face({ idNumber, sessionId: 'liveness-fail' })).toMatchObject({ answer: { liveness: false } })
  })

  test('an unsigned question reaches nothing', async () => {
    const answer = await fetch(`${town.sandbox.url}/tax/invoice`, {
      method: 'POST',
      body: JSON.stringify({ vin }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain(vin)
  })

  test('a redirect is never followed, and an endless answer is cut', async () => {
    const server = createServer((request, response) => {
      if (request.url?.endsWith('/invoice'))
        return response.writeHead(302, { location: town.sandbox.url + request.url }).end()
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more))
      return more()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const strange = town.exchangeWith({ baseUrl: `http://127.0.0.1:${port}` })
    expect(await createTax(strange).invoice({ vin })).toMatchObject({
      ok: false,
      why: 'bad-signature',
      evidence: { status: 302 },
    })
    expect(await createTax(strange).purchaseTax({ vin })).toMatchObject({
      ok: false,
      why: 'bad-answer',
      evidence: { answer: undefined },
    })
    strange.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
