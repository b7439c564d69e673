import { beforeEach, describe, expect, test } from 'vitest'
import { shanghaiDate } from '#domain/calendar.ts'
import { fits } from '#server/connectors/exchange.ts'
import { paymentPush } from '#domain/pushes.ts'
import { createPay } from '#server/connectors/pay.ts'
import { until } from '#test/until.ts'
import { good, sandboxForTest } from './testing.ts'

const today = shanghaiDate(new Date())
let town: Awaited<ReturnType<typeof sandboxForTest>>
let pay: ReturnType<typeof createPay>
beforeEach(async () => {
  town = await sandboxForTest()
  pay = createPay(town.exchange)
  return () => town.close()
})

describe('finance and bank', () => {
  const bills = [
    { billNo: 'B1', amountFen: 10_000, title: '号牌工本费', payee: 'non-tax' as const },
    { billNo: 'B2', amountFen: 2000, title: '邮寄费', payee: 'courier' as const },
  ]
  const codesFor = async (key: string, list = bills) =>
    (await good(pay.createCodes(key, { bills: list }))).codes.map((each) => each.code)

  test('several codes are paid in one sitting on the bank page, told in one notice, and the person goes back', async () => {
    const codes = await codesFor('k1')
    const back = 'http://localhost:3000/bills'
    const shown = await (
      await fetch(`${town.sandbox.url}/pay?codes=${codes.join(',')}&return=${encodeURIComponent(back)}`)
    ).text()
    expect(shown).toContain('120.00元')
    expect(shown).toContain('确认支付')
    const paid = await fetch(`${town.sandbox.url}/pay`, {
      method: 'POST',
      body: new URLSearchParams({ codes: codes.join(','), return: back, act: 'pay' }),
      redirect: 'manual',
    })
    expect([paid.status, paid.headers.get('location')]).toEqual([303, back])
    await until('the payment notice', () => town.pushes.length === 1)
    const body = town.pushes[0]?.body
    expect(fits(paymentPush.body, body)).toBe(true)
    expect(body).toMatchObject({
      payments: [
        { billNo: 'B1', amountFen: 10_000 },
        { billNo: 'B2', receipt: { no: expect.any(String) } },
      ],
    })
    expect((await good(pay.status({ codes }))).codes.map((each) => each.state)).toEqual(['paid', 'paid'])
    expect((await good(pay.dayList({ day: today }))).payments).toHaveLength(2)
    expect(await pay.createCodes('k2', { bills })).toMatchObject({ ok: false, why: 'refused', code: 'ALREADY_PAID' })
  })

  test('cancelling pays nothing, and nobody is sent to a strange site', async () => {
    const codes = await codesFor('k1')
    const form = new URLSearchParams({ codes: codes.join(','), return: 'https://evil.example/', act: 'cancel' })
    const answer = await fetch(`${town.sandbox.url}/pay`, { method: 'POST', body: form, redirect: 'manual' })
    expect(answer.headers.get('location')).toMatch(/^\/pay\?codes=/)
    expect((await good(pay.status({ codes }))).codes.map((each) => each.state)).toEqual(['open', 'open'])
    expect(town.pushes).toHaveLength(0)
  })

  test('a new code voids the old one; a paid one cannot be voided; unknown ones are said to be', async () => {
    const [old = ''] = await codesFor('k1')
    const [fresh = ''] = await codesFor('k2')
    expect(await town.admin('/admin/pay', { codes: [old] })).toEqual({ paid: 0 })
    expect(await town.admin('/admin/pay', { codes: [fresh] })).toEqual({ paid: 1 })
    expect(await town.admin('/admin/pay', { codes: [fresh] })).toEqual({ paid: 0 })
    expect(await good(pay.voidCodes('v', { codes: [old, fresh] }))).toEqual({ voided: [old], paid: [fresh] })
    expect((await good(pay.status({ codes: ['37020000000000000000'] }))).codes).toEqual([
      { code: '37020000000000000000', state: 'unknown' },
    ])
  })

  test('refunds never exceed what was paid, and a repeated one is one', async () => {
    const [code = ''] = await codesFor('k1')
    expect(await pay.refund('f0', { billNo: 'B1', amountFen: 1, reason: '重复缴款' })).toMatchObject({
      why: 'refused',
      code: 'NOT_PAID',
    })
    await town.admin('/admin/pay', { codes: [code] })
    const first = await good(pay.refund('f1', { billNo: 'B1', amountFen: 6000, reason: '重复缴款' }))
    expect(await good(pay.refund('f1', { billNo: 'B1', amountFen: 6000, reason: '重复缴款' }))).toEqual(first)
    expect(await pay.refund('f2', { billNo: 'B1', amountFen: 4001, reason: 'x' })).toMatchObject({
      why: 'refused',
      code: 'TOO_MUCH',
    })
    await good(pay.refund('f3', { billNo: 'B1', amountFen: 4000, reason: 'x' }))
    expect((await good(pay.status({ codes: [code] }))).codes).toMatchObject([{ state: 'refunded' }])
  })

  test('magic amounts: a notice twice, and one fen short', async () => {
    const codes = await codesFor('k1', [
      { billNo: 'M1', amountFen: 10_011, title: 't', payee: 'non-tax' },
      { billNo: 'M2', amountFen: 10_013, title: 't', payee: 'non-tax' },
    ])
    await town.admin('/admin/pay', { codes: codes.slice(0, 1) })
    await until('two notices', () => town.pushes.length === 2)
    expect(town.pushes[0]).toEqual(town.pushes[1])
    await town.admin('/admin/pay', { codes: codes.slice(1) })
    await until('the third notice', () => town.pushes.length === 3)
    expect(town.pushes[2]?.body).toMatchObject({ payments: [{ amountFen: 10_012 }] })
  })

  test('a house that is down gets the notice when it is back', async () => {
    const codes = await codesFor('k1')
    town.listener.mood.status = 503
    await town.admin('/admin/pay', { codes })
    await until('the first try', () => town.pushes.length === 1)
    town.listener.mood.status = 200
    await until('the second try', () => town.pushes.length === 2)
    expect(town.pushes[1]).toEqual(town.pushes[0])
    await until('an empty outbox', async () =>
      JSON.stringify(await town.admin('/admin/state')).includes('"outboxWaiting":0'),
    )
  })

  test('a forged notice is recognised', async () => {
    const codes = await codesFor('k1')
    await town.admin('/admin/modes', { agency: 'pay', mode: 'bad-signature' })
    await town.admin('/admin/pay', { codes })
    await until('the notice', () => town.pushes.length === 1)
    expect(town.pushes[0]?.verdict).toBe('bad-signature')
  })
})
