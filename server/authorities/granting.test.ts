import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#api/authorities.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const today = () => shanghaiDate(h.house.time.now())
const agentOf = (key: DemoKey) => ({ agentName: demoPerson(key).name, agentIdNumber: demoPerson(key).idNumber })

describe('what may be granted', () => {
  test.each<[string, object, string[]]>([
    [
      'an item of persons under training (order 162 art. 105)',
      { services: ['school-bus-driver-qualification'] },
      ['AGENT_NOT_ALLOWED'],
    ],
    ['contact data of a driver', { services: ['driver-contact-change'] }, ['AGENT_NOT_ALLOWED']],
    ['an unknown item', { services: ['no-such'] }, ['AGENT_NOT_ALLOWED']],
    ['no item', { services: [] }, ['AUTHORITY_NO_ITEM']],
    ['more than thirty days', { until: 31 }, ['AUTHORITY_DAYS']],
    ['a day that is over', { until: -1 }, ['AUTHORITY_DAYS']],
    ['eleven times', { uses: 11 }, ['AUTHORITY_USES']],
    ['to oneself', { agentIdNumber: demoPerson('zhang-wei').idNumber }, ['AUTHORITY_SELF']],
    ['to a number that is none', { agentIdNumber: '370000199001010000' }, ['AUTHORITY_ID']],
    ['to a relative, before sixty', { kind: 'relative' }, ['AUTHORITY_AGE']],
    ['to a dealer that is none', { kind: 'dealer', dealer: '91370200MA00000000' }, ['AUTHORITY_DEALER']],
    [
      'everything wrong at once',
      { services: [], until: 31, uses: 0 },
      ['AUTHORITY_DAYS', 'AUTHORITY_NO_ITEM', 'AUTHORITY_USES'],
    ],
  ])('%s: refused', async (_, change, codes) => {
    const who = await h.citizen('zhang-wei')
    const { until: days = 5, ...rest } = change as { until?: number }
    const { status, problem } = await who.call(api.grantAuthority, {
      body: {
        kind: 'agent',
        ...agentOf('chen-jing'),
        services: ['licence-replace-lost'],
        ...rest,
        until: addDays(today(), days),
      },
    })
    expect(status).toBe(422)
    expect(problem.fields?.map((f) => f.code).toSorted()).toEqual(codes)
    for (const field of problem.fields ?? []) expect(field.message).toMatch(/[。]$/)
  })

  test('what is wrong is told in English to who reads English', async () => {
    const who = await h.citizen('zhang-wei')
    const answer = await who.raw(api.grantAuthority.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'accept-language': 'en' },
      body: JSON.stringify({ kind: 'agent', ...agentOf('chen-jing'), services: [], until: addDays(today(), 31) }),
    })
    const { fields } = (await answer.json()) as { fields: { field: string; message: string }[] }
    expect(fields.map((f) => f.field)).toEqual(expect.arrayContaining(['services', 'until']))
    for (const { message } of fields) expect(message).not.toMatch(/\p{Script=Han}/u)
  })
})
