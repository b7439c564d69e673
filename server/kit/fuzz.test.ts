import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '#api/route.ts'
import { house, type TestHouse } from '#test/house.ts'
import { AUDITOR, OTHER_OFFICE, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { allPaths, pagePath } from '#test/paths.ts'
import { paramsFor } from '#test/rights-objects.ts'
import { bodyFor, QUERIES } from '#test/rights-table.ts'
import { objectsOf } from '#test/rights-things.ts'
import { PLANTED, posted, querySet, requests, type Sent } from './nonsense.testing.ts'
import { served, whoFor } from './serve.ts'

/** Nonsense to every route, from everybody, on real objects: never a fault of ours, never our inner words, never theirs in the log. */

const lines: string[] = []
let h: TestHouse
let object: Readonly<Record<string, string>>
const visitors: Partial<Record<ReturnType<typeof whoFor>, Visitor[]>> = {}

beforeAll(async () => {
  h = await house({ logTo: { write: (line) => lines.push(line) } })
  object = await objectsOf(h)
  const staff = [REVIEWER, SECOND_REVIEWER, PRODUCER, SUPERVISOR, AUDITOR, OTHER_OFFICE]
  visitors.anyone = [h.anyone()]
  visitors.agency = visitors.anyone
  visitors.citizen = [await h.citizen('liu-yang'), await h.citizen('zhang-wei')]
  visitors.officer = await Promise.all(staff.map((id) => h.officer(id)))
}, 180_000)
afterAll(() => h.close())

/** Words that belong to the machine and not into an answer. */
const INNER =
  /\bat [\w.]+ \(|node_modules|\.ts:\d|syntax error|violates|relation "|column "|SQLSTATE|pg_|undefined is not|Cannot read prop|select .* from|insert into/i

function initOf(r: Route, sent: Sent, asBytes: boolean): RequestInit {
  const signal = AbortSignal.timeout(90_000)
  if (r.method === 'GET') return { signal }
  const key: Record<string, string> =
    sent.key === undefined ? {} : { 'idempotency-key': sent.key === 'good' ? randomUUID() : sent.key }
  if (!asBytes)
    return {
      signal,
      method: r.method,
      headers: { ...key, 'content-type': 'application/json' },
      body: JSON.stringify(sent.body),
    }
  // Without a type of ours fetch would give a text its own; bytes have none.
  return {
    signal,
    method: r.method,
    headers: { ...key, ...(sent.bytes.type ? { 'content-type': sent.bytes.type } : {}) },
    body: sent.bytes.body,
  }
}

/** Undefined when the answer is as it should be, else what is wrong with it. */
async function faultOf(answer: Response): Promise<string | undefined> {
  const type = answer.headers.get('content-type') ?? ''
  if (type.includes('event-stream')) {
    await answer.body?.cancel()
    return undefined
  }
  const text = await answer.text()
  if (answer.status >= 500) return `${answer.status} ${text}`
  if (answer.headers.get('x-content-type-options') !== 'nosniff') return 'no security headers'
  if (answer.status < 400) return undefined
  if (!type.startsWith('application/problem+json')) return `${answer.status} as ${type}`
  if (INNER.test(text)) return `inner words: ${text}`
  const { status, code, requestId } = JSON.parse(text) as Record<string, unknown>
  return status === answer.status && typeof code === 'string' && typeof requestId === 'string' ? undefined : text
}

// Signing out would end the visitors.
const LEFT_OUT = new Set(['signOut', 'officerSignOut'])
const EACH = 20

test('twenty strange requests to every route, from whom it lets in: always an answer, never ours to be ashamed of', async () => {
  const bad: string[] = []
  let asked = 0
  for (const [n, r] of (served.get(h.app) ?? []).filter((one) => !LEFT_OUT.has(one.name)).entries()) {
    const who = visitors[whoFor(r.act)] ?? []
    const params = paramsFor(object, r) ?? {}
    await Promise.all(
      fc
        .sample(requests(r, QUERIES[r.name] ?? '', bodyFor(r, object) as object), {
          numRuns: EACH,
          seed: 20_261_122 + n,
        })
        .map(async (sent, i) => {
          const path = r.path.replace(/:(\w+)/g, (_, name: string) =>
            encodeURIComponent((sent.onObject ? params[name] : undefined) ?? (sent.part.toWellFormed() || 'x')),
          )
          const query =
            QUERIES[r.name] === sent.query && sent.query === 'case=' ? `case=${object['withPhoto']}` : sent.query
          const answer = await (who[i % who.length] as Visitor).raw(
            path + (query ? `?${query}` : ''),
            initOf(r, sent, i % 2 === 1),
          )
          asked += 1
          const fault = await faultOf(answer)
          if (fault)
            bad.push(
              `${r.method} ${path.slice(0, 90)}?${query.slice(0, 60)} ${i % 2 ? `${sent.bytes.type} ${new TextDecoder().decode(sent.bytes.body.slice(0, 80))}` : JSON.stringify(sent.body)?.slice(0, 150)} → ${fault.slice(0, 200)}`,
            )
        }),
    )
  }
  expect(bad).toEqual([])
  expect(asked).toBeGreaterThan(3_000)
  expect((await fetch(`${h.url}/readyz`)).status).toBe(200)
}, 180_000)

test('and the pages and plain forms of the site: a page or a refusal that is drawn', async () => {
  const who = visitors.citizen?.[0] as Visitor
  const bad: string[] = []
  const pages = allPaths(h.app).filter(({ path }) => !/^\/(api|assets|desk)/.test(path) && path !== '/sign-out')
  for (const [n, { path, methods }] of pages.entries()) {
    const samples = fc.sample(fc.tuple(posted, querySet, fc.boolean(), fc.boolean()), { numRuns: 8, seed: 7 + n })
    await Promise.all(
      samples.map(async ([fields, query, onObject, keyed], i) => {
        const method = methods[i % methods.length] ?? 'GET'
        const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
        const body = new URLSearchParams({ ...fields, ...(keyed ? { _key: randomUUID() } : {}) }).toString()
        const to = onObject ? pagePath(path, object) : path.replace(/:\w+/g, encodeURIComponent(PLANTED))
        const answer = await who.raw(
          `${to}?${query}`,
          method === 'GET' ? { headers: { accept: 'text/html' } } : { method, headers, body },
        )
        const text = await answer.text()
        if (answer.status >= 500 || INNER.test(text.replace(/<style[^]*?<\/style>/g, '')))
          bad.push(`${method} ${to.slice(0, 90)}?${query.slice(0, 60)} ${body.slice(0, 150)} → ${answer.status}`)
      }),
    )
  }
  expect(bad).toEqual([])
  expect(pages.length).toBeGreaterThan(60)
}, 180_000)

test('and nothing that was typed stands in the log', () => {
  h.house.log.info('the nonsense is over')
  expect(lines.join('')).toContain('the nonsense is over')
  expect(lines.filter((line) => line.includes(PLANTED) || line.includes(JSON.stringify(PLANTED).slice(1, -1)))).toEqual(
    [],
  )
})
