import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { once } from '#server/kit/idempotency.ts'
import { house, type TestHouse } from './house.ts'
import { apply, FORMS, standsAt } from './journey.ts'
import type { Visitor } from './people.ts'

/** The same request again, from an impatient finger or a lost answer, has one effect and one answer. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const LOST = 'licence-replace-lost'
const count = async (sql: string): Promise<number> =>
  (await h.sql<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? -1

/** A draft that only needs to be handed in. */
async function readyDraft(who: Visitor, service: string): Promise<string> {
  const { body } = await who.call(drafts.startDraft, { body: { service } })
  await who.call(drafts.checkDraft, { params: { id: body.id }, body: {} })
  for (const [part, values] of Object.entries(FORMS[service] ?? {}))
    await who.call(drafts.saveDraftPart, { params: { id: body.id, part }, body: { values } })
  return body.id
}

describe('one key', () => {
  test('25 equal submissions at once: one case, one event, one message, 25 equal answers', async () => {
    const who = await h.citizen('zhang-wei')
    const id = await readyDraft(who, LOST)
    const key = randomUUID()
    const ask = { params: { id }, body: { declared: true, signature: '张伟' }, key }
    const answers = await Promise.all(Array.from({ length: 25 }, () => who.call(drafts.submitDraft, ask)))
    expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 25 }, () => 200))
    expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1)
    expect(answers.filter((a) => a.headers.get('idempotent-replayed') === null)).toHaveLength(1)
    expect(await h.sql('select count(*)::int as n from cases where id = $1', [id])).toEqual([{ n: 1 }])
    expect(
      await h.sql(`select count(*)::int as n from case_events where case_id = $1 and kind = 'submit'`, [id]),
    ).toEqual([{ n: 1 }])
    expect(
      await h.sql(`select count(*)::int as n from messages where case_id = $1 and template = 'submitted'`, [id]),
    ).toEqual([{ n: 1 }])
  })

  test('with another body, another object or another route it is a mistake, and has no effect', async () => {
    const who = await h.citizen('zhang-wei')
    const key = randomUUID()
    const { body } = await who.call(drafts.startDraft, { body: { service: 'licence-replace-damaged' }, key })
    const before = await count('drafts')
    const others = [
      await who.call(drafts.startDraft, { body: { service: 'licence-renew-expiry' }, key }),
      await who.call(drafts.dropDraft, { params: { id: body.id }, body: {}, key }),
      await who.call(mine.withdrawCase, { params: { id: randomUUID() }, body: { version: 1 }, key }),
    ]
    expect(others.map((o) => `${o.status} ${o.problem.code}`)).toEqual([
      '422 KEY_REUSED',
      '422 KEY_REUSED',
      '422 KEY_REUSED',
    ])
    expect(await count('drafts')).toBe(before)
    expect((await who.call(drafts.readDraft, { params: { id: body.id } })).status).toBe(200)
  })

  test('another person with the same key gets an effect of the own, and never reads the first one’s answer', async () => {
    const [a, b] = [await h.citizen('wu-fang'), await h.citizen('zhou-tao')]
    const key = randomUUID()
    const [x, y] = await Promise.all([a, b].map((who) => who.call(drafts.startDraft, { body: { service: LOST }, key })))
    expect([x?.status, y?.status]).toEqual([200, 200])
    expect(x?.body.id).not.toBe(y?.body.id)
    expect(y?.headers.get('idempotent-replayed')).toBeNull()
  })

  test.each(['', 'short', 'has spaces in it', 'a'.repeat(81), '../../etc/passwd', '<script>alert(1)</script>'])(
    'without a usable key (%j) nothing happens',
    async (key) => {
      const who = await h.citizen('wu-fang')
      const before = await count('drafts')
      const answer = await who.raw('/api/my/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ service: 'licence-renew-expiry' }),
      })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'KEY_MISSING' })
      expect(await count('drafts')).toBe(before)
    },
  )

  test('is remembered by the database: after the house is opened anew the answer is the same', async () => {
    const who = await h.citizen('chen-jing')
    const key = randomUUID()
    const first = await who.call(drafts.startDraft, { body: { service: LOST }, key })
    // Answers are kept sealed: processes on one database share the master key, as in production.
    const second = await house({ database: h.databaseUrl, jobs: false })
    try {
      const there = second.anyone()
      for (const [name, value] of who.cookies) there.cookies.set(name, value)
      const again = await there.call(drafts.startDraft, { body: { service: LOST }, key })
      expect(again).toMatchObject({ status: 200, body: first.body })
      expect(again.headers.get('idempotent-replayed')).toBe('true')
      // And a key used there is known here.
      const other = randomUUID()
      await there.call(drafts.startDraft, { body: { service: 'no-such-service' }, key: other })
      expect((await who.call(drafts.startDraft, { body: { service: LOST }, key: other })).problem.code).toBe(
        'KEY_REUSED',
      )
    } finally {
      await second.close()
    }
  })
})

describe('refusals', () => {
  test('are read again in the language of the reader, with everything they name', async () => {
    const who = await h.citizen('zhou-tao')
    const key = randomUUID()
    const ask = async () => {
      const answer = await who.raw('/api/my/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': 'en' },
        body: JSON.stringify({ service: 'consultation' }),
      })
      const { requestId: _, ...said } = (await answer.json()) as Record<string, unknown>
      return said
    }
    const first = await ask()
    expect(first).toMatchObject({ code: 'SERVICE_NOT_OPEN', next: expect.stringMatching(/^For now .* call [\d-]+/) })
    expect(await ask()).toEqual(first)
  })

  test('a refusal is the answer to its key for good, also when the reason has gone', async () => {
    const who = await h.citizen('chen-jing')
    const { id, version } = await apply(who, { service: 'licence-replace-damaged', signature: '陈静' })
    const now = await standsAt(who, id, 'pay')
    const key = randomUUID()
    const stale = await who.call(mine.withdrawCase, { params: { id }, body: { version }, key })
    expect(stale).toMatchObject({ status: 409, problem: { code: 'STALE' } })
    const again = await who.call(mine.withdrawCase, { params: { id }, body: { version }, key })
    expect({ ...again.problem, requestId: '' }).toEqual({ ...stale.problem, requestId: '' })
    expect((await who.call(mine.withdrawCase, { params: { id }, body: { version: now.version } })).status).toBe(200)
  })

  test('what the person can mend or wait for is not kept: the same key may try again', async () => {
    const who = await h.citizen('wu-fang')
    const id = await readyDraft(who, LOST)
    const key = randomUUID()
    const body = { declared: true, signature: '吴芳' }
    await h.sql(`update drafts set updated_at = now() where id = $1`, [id])
    const wrong = await who.call(drafts.submitDraft, {
      params: { id },
      body: { ...body, signature: '别人' },
      key: randomUUID(),
    })
    expect(wrong).toMatchObject({ status: 422, problem: { fields: [{ field: 'signature' }] } })
    expect((await who.call(drafts.submitDraft, { params: { id }, body, key })).status).toBe(200)
  })

  test('fields of a kept refusal are told again too', async () => {
    const request = { actor: 'test', key: randomUUID(), route: 'x', bodyHash: Buffer.from('1') }
    const work = () =>
      Promise.reject(
        new Refused(409, 'NO', '不行', { next: '请改', fields: [{ field: 'a', code: 'b', message: 'c' }] }),
      )
    const told = async () => once(h.house, request, work).catch((error: unknown) => error)
    const [first, second] = [await told(), await told()]
    expect(second).toMatchObject({
      status: 409,
      code: 'NO',
      message: '不行',
      next: '请改',
      fields: [{ field: 'a', code: 'b', message: 'c' }],
    })
    expect(JSON.stringify(first)).toBe(JSON.stringify(second))
  })

  test('a failure of ours is not kept: the next try does the work', async () => {
    const request = { actor: 'test', key: randomUUID(), route: 'x', bodyHash: Buffer.from('1') }
    await expect(once(h.house, request, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
    await expect(once(h.house, request, async () => ({ status: 200, body: 'done' }))).resolves.toMatchObject({
      body: 'done',
      replayed: false,
    })
  })
})

test('any storm of requests: one effect for each key, all answers of a key equal', async () => {
  const storm = fc.array(
    fc.record({ key: fc.integer({ min: 0, max: 3 }), person: fc.constantFrom('a', 'b'), fails: fc.boolean() }),
    { minLength: 1, maxLength: 20 },
  )
  let round = 0
  await fc.assert(
    fc.asyncProperty(storm, async (requests) => {
      round += 1
      // A key stands for one intention: whether it fails is decided by its first mention.
      const fails = new Map(requests.toReversed().map((r) => [`${r.person}${r.key}`, r.fails]))
      const effects = new Map<string, number>()
      const answers = await Promise.all(
        requests.map(async ({ person, key }) => {
          const name = `${person}${key}`
          const kept = await once(
            h.house,
            { actor: `storm-${round}-${person}`, key: `key-${key}`, route: 'storm', bodyHash: Buffer.from(name) },
            async () => {
              if (fails.get(name)) throw new Refused(409, 'NO', name)
              effects.set(name, (effects.get(name) ?? 0) + 1)
              return { status: 200, body: `${name}:${effects.get(name)}` }
            },
          ).catch((error: unknown) => ({ status: (error as Refused).status, body: (error as Refused).message }))
          return { name, answer: `${kept.status} ${kept.body}` }
        }),
      )
      for (const [name, failing] of fails) {
        expect(effects.get(name) ?? 0).toBe(failing ? 0 : 1)
        expect(new Set(answers.filter((a) => a.name === name).map((a) => a.answer))).toEqual(
          new Set([failing ? `409 ${name}` : `200 ${name}:1`]),
        )
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
