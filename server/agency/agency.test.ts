import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, loadCase } from '#server/cases/cases.ts'
import { ensureAgencyKeys } from '#server/connectors/keys.ts'
import { parcelPush, paymentPush, registryPush } from '#domain/pushes.ts'
import { agencyKeyId, HOUSE_KEY, signQuestion, verifyReply } from '#server/connectors/wire.ts'
import { ensureHouseKey } from '#server/connectors/keys.ts'
import { type BackRooms, backRooms, caseAt, giveCodes, paymentOf } from './testing.ts'

let rooms: BackRooms
beforeAll(async () => {
  rooms = await backRooms()
})
afterAll(() => rooms.close())

const stepOf = async (id: string) => {
  const c = await loadCase(rooms.house.db.read, rooms.house, id)
  return `${c.state}/${c.step}`
}
const pay = async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  return { c, payments: (await giveCodes(rooms, c.id)).map(paymentOf) }
}

test('the answer is signed by the house over exactly the bytes that were sent', async () => {
  const { payments } = await pay()
  const answer = await rooms.push('pay', paymentPush.path, { payments })
  const verifier = {
    keyId: HOUSE_KEY,
    publicKey: ensureHouseKey(rooms.keysDir, 'sm').publicKey,
    suite: 'sm',
    now: () => new Date(),
  } as const
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
  expect(verifyReply(verifier, answer.status, headers, answer.text)).toMatchObject({ ok: true })
  expect(verifyReply(verifier, answer.status, headers, `${answer.text} `)).toMatchObject({ ok: false })
})

test('unsigned, forged, stale, another agency, another path: 401, unsigned, and nothing is kept', async () => {
  const { c, payments } = await pay()
  const before = await rooms.sql(`select count(*)::int as n from exchanges`)
  const text = JSON.stringify({ payments })
  const keys = ensureAgencyKeys(rooms.keysDir, 'sm')
  const sign = (by: 'pay' | 'post', path: string, now = new Date()) =>
    signQuestion({ keyId: agencyKeyId(by), pair: keys[by], suite: 'sm', now: () => now }, path, randomUUID(), text)
  const good = sign('pay', paymentPush.path)
  const tries = [
    { 'content-type': 'application/json' },
    { ...good, 'x-signature': good['x-signature'].split('').toReversed().join('') },
    sign('pay', paymentPush.path, new Date(Date.now() - 6 * 60_000)),
    sign('post', paymentPush.path),
    sign('pay', parcelPush.path),
  ]
  for (const headers of tries) {
    const answer = await rooms.app.inject({ method: 'POST', url: paymentPush.path, headers, payload: text })
    expect([answer.statusCode, answer.headers['x-signature'], answer.json().code]).toEqual([
      401,
      undefined,
      'BAD_SIGNATURE',
    ])
  }
  const changed = await rooms.app.inject({
    method: 'POST',
    url: paymentPush.path,
    headers: good,
    payload: text.replace('"amountFen":', '"amountFen": '),
  })
  expect(changed.statusCode).toBe(401)
  expect(await rooms.sql(`select count(*)::int as n from exchanges`)).toEqual(before)
  expect(await stepOf(c.id)).toBe('open/pay')
})

test('the same message again: the same answer; the same id with another body: refused, signed', async () => {
  const { payments } = await pay()
  const [id, other] = [randomUUID(), (await pay()).payments]
  const first = await rooms.push('pay', paymentPush.path, { payments }, id)
  const again = await rooms.push('pay', paymentPush.path, { payments }, id)
  expect([again.status, again.text]).toEqual([200, first.text])
  expect(first.text).toContain('booked')
  const reused = await rooms.push('pay', paymentPush.path, { payments: other }, id)
  expect([reused.status, reused.body['code'], typeof reused.headers['x-signature']]).toEqual([
    409,
    'MESSAGE_ID_REUSED',
    'string',
  ])
  expect(
    await rooms.sql(`select attempt, operation, outcome, status from exchanges where message_id = $1`, [id]),
  ).toEqual([{ attempt: 0, operation: 'payments', outcome: 'ok', status: 200 }])
})

test.each(['2026-02-30T00:00:00Z', '2026-06-30T23:59:60Z', '0000-01-01T00:00:00Z'])(
  'a payment at %s, which is no time, is refused with its name',
  async (paidAt) => {
    const { payments } = await pay()
    const told = await rooms.push('pay', paymentPush.path, { payments: payments.map((one) => ({ ...one, paidAt })) })
    expect(told.status).toBe(422)
    expect(JSON.stringify(told.body)).toContain('payments.0.paidAt')
  },
)

test('what is kept of a push is sealed', async () => {
  const { payments } = await pay()
  const id = randomUUID()
  await rooms.push('pay', paymentPush.path, { payments }, id)
  const [row] = await rooms.sql<{ request: Buffer; answer: Buffer }>(
    `select request, answer from exchanges where message_id = $1`,
    [id],
  )
  const number = payments[0]?.billNo ?? ''
  expect([row?.request.includes(number), row?.answer.includes(number)]).toEqual([false, false])
  expect(rooms.house.crypto.open(row?.request ?? Buffer.alloc(0), `exchanges|request|${id}`).toString()).toContain(
    number,
  )
})

test('a signed push of a wrong shape is refused with names, signed', async () => {
  const answer = await rooms.push('pay', paymentPush.path, { payments: [{ billNo: 'x' }] })
  expect([answer.status, answer.body['code'], typeof answer.headers['x-signature']]).toEqual([422, 'INVALID', 'string'])
  const raw = await rooms.app.inject({
    method: 'POST',
    url: paymentPush.path,
    headers: { 'content-type': 'application/json' },
    payload: '{',
  })
  expect(raw.statusCode).toBe(400)
  const form = await rooms.app.inject({
    method: 'POST',
    url: paymentPush.path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=b',
  })
  expect(form.statusCode).toBe(415)
})

test('the register accepts late: the case goes on once; pending changes nothing; another case cannot be meant', async () => {
  const [c, other] = [
    await caseAt(rooms, 'licence-replace-lost', 'register'),
    await caseAt(rooms, 'licence-replace-lost', 'register'),
  ]
  const messageId = `register:${c.id}:${c.version}`
  const tell = (caseNo: string, outcome: unknown) =>
    rooms.push('registry', registryPush.path, { messageId, caseNo, outcome })
  const accepted = { state: 'accepted', result: { registrationNo: 'D1', newFileNo: '370200999999' } }
  expect((await tell(c.number, { state: 'pending' })).status).toBe(200)
  expect((await tell(c.number, { state: 'accepted', result: { registrationNo: 1 } })).status).toBe(422)
  expect(await stepOf(c.id)).toBe('open/register')
  expect([(await tell(other.number, accepted)).status, await stepOf(other.id)]).toEqual([404, 'open/register'])
  expect([(await tell('370200000000', accepted)).status, await stepOf(c.id)]).toEqual([404, 'open/register'])
  expect([(await tell(c.number, accepted)).status, await stepOf(c.id)]).toEqual([200, 'open/make'])
  expect([
    (await tell(c.number, { state: 'refused', code: 'X', reasonZh: '太晚' })).status,
    await stepOf(c.id),
  ]).toEqual([200, 'open/make'])
})

test('the register refuses: the case moves to the counter', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'register')
  const outcome = { state: 'refused', code: 'STATE', reasonZh: '驾驶证状态已变更' }
  expect(
    (
      await rooms.push('registry', registryPush.path, {
        messageId: `register:${c.id}:${c.version}`,
        caseNo: c.number,
        outcome,
      })
    ).status,
  ).toBe(200)
  expect(await stepOf(c.id)).toBe('on-site/register')
})

test('a late answer to an earlier message of the case does not touch the one that is out now', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'register')
  const tell = (entered: number, outcome: unknown) =>
    rooms.push('registry', registryPush.path, { messageId: `register:${c.id}:${entered}`, caseNo: c.number, outcome })
  const refused = { state: 'refused', code: 'STATE', reasonZh: '驾驶证状态已变更' }
  expect([(await tell(c.version, refused)).status, await stepOf(c.id)]).toEqual([200, 'on-site/register'])
  const officer = { kind: 'officer', id: 'o-1', office: c.office, roles: ['reviewer'] } as const
  const again = await rooms.house.db.tx((tx) =>
    act(tx, rooms.house, officer, c.id, undefined, { type: 'continue-at-counter' }),
  )
  expect(await stepOf(c.id)).toBe('open/register')
  // The agency says the old refusal once more, as a message of its own.
  expect([(await tell(c.version, refused)).status, await stepOf(c.id)]).toEqual([200, 'open/register'])
  await rooms.house.db.tx((tx) => act(tx, rooms.house, { kind: 'system', id: 'house' }, c.id, undefined, PARK))
  const accepted = { state: 'accepted', result: { registrationNo: 'D2', newFileNo: '370200999999' } }
  expect([(await tell(again.version, accepted)).status, await stepOf(c.id)]).toEqual([200, 'open/make'])
})

const PARK = { type: 'park', agency: 'registry' } as const
