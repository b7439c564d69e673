import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '#api/route.ts'
import { house, type TestHouse } from '#test/house.ts'
import { AUDITOR, OTHER_OFFICE, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { paramsFor } from '#test/rights-objects.ts'
import { bodyFor, QUERIES } from '#test/rights-table.ts'
import { objectsOf } from '#test/rights-things.ts'
import { served, whoFor } from './serve.ts'

/** Nonsense to every route, from everybody, on real objects: never a fault of ours, never our inner words, never theirs in the log. */

/** Stands in every text that is sent: where it turns up in the log, something typed has leaked. */
const PLANTED = '申屠植入七三一'

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
}, 60_000)
afterAll(() => h.close())

/** Words that belong to the machine and not into an answer. */
const INNER =
  /\bat [\w.]+ \(|node_modules|\.ts:\d|syntax error|violates|relation "|column "|SQLSTATE|pg_|undefined is not|Cannot read prop|select .* from|insert into/i

const nasty = fc.constantFrom(
  '',
  '\u0000',
  `\u202e${PLANTED}`,
  '💥'.repeat(20),
  "' or 1=1 --",
  '${7*7}',
  `<img src=x onerror=alert(1)>${PLANTED}`,
  '../../../etc/passwd',
  'null',
  '0',
  '-1',
  '1e309',
  '99999999999999999999',
  PLANTED.repeat(100),
  '\ud800',
  '%00',
  '2026-02-30',
  '01a200d9-edd0-7095-91de-dad9317944d4',
)
const value: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(nasty, { maxLength: 3 }),
  fc.dictionary(nasty, nasty, { maxKeys: 3 }),
)

/** A body that is right but for one or two members, or nearly right, or anything at all. */
function bodies(r: Route): fc.Arbitrary<unknown> {
  const members = Object.keys(('properties' in r.body ? r.body.properties : {}) as object)
  const strange = fc.record(Object.fromEntries(members.map((m) => [m, fc.oneof(value, fc.constant(1))])), {
    requiredKeys: [],
  })
  const good = bodyFor(r, object) as object
  return fc.oneof(
    strange,
    value,
    fc.tuple(strange, fc.dictionary(nasty, value, { maxKeys: 2 })).map(([a, b]) => ({ ...a, ...b })),
    strange.map((a) => ({ ...good, ...Object.fromEntries(Object.entries(a).slice(0, 1)) })),
    // Right in shape, with strange words in every text.
    nasty.map((text) => wordsReplaced(good, text)),
  )
}

function wordsReplaced(of: unknown, text: string): unknown {
  if (typeof of === 'string') return text
  if (Array.isArray(of)) return of.map((one) => wordsReplaced(one, text))
  if (typeof of !== 'object' || of === null) return of
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, wordsReplaced(one, text)]))
}

/** What is sent as bytes: broken, doubled, deep, not UTF-8, of another type than it says. */
interface Bytes {
  type: string | undefined
  body: Uint8Array<ArrayBuffer>
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

function bytes(r: Route): fc.Arbitrary<Bytes> {
  const good = JSON.stringify(bodyFor(r, object))
  const doubled = good.replace(/^\{("[^"]+":)/, (_, name: string) => `{${name}["${PLANTED}"],${name}`)
  const json = (body: Uint8Array<ArrayBuffer>): Bytes => ({ type: 'application/json', body })
  const form = 'multipart/form-data; boundary=b'
  return fc.oneof(
    fc
      .constantFrom(
        '',
        '{',
        '[',
        'nul',
        `{'a':"${PLANTED}"}`,
        `{"a":"${PLANTED}"`,
        `${good}}`,
        `\ufeff${good}`,
        doubled,
        '['.repeat(60_000),
        `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`,
        `{"a":"${PLANTED.repeat(9_000)}"}`,
        `{"a":"${'x'.repeat(300_000)}"}`,
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{"admin":true}}}',
        '{"a":"\\ud800","b":"\\u0000"}',
        '1e999',
      )
      .map((text) => json(utf8(text))),
    fc.uint8Array({ maxLength: 60 }).map((noise) => json(new Uint8Array([...utf8('{"a":"'), ...noise, 0xff, 0x22]))),
    fc
      .constantFrom(
        undefined,
        'text/plain',
        'application/xml',
        'application/json; charset=utf-16',
        'application/jsonx',
        ';;;',
        'multipart/form-data',
        'application/octet-stream',
        'application/x-www-form-urlencoded',
      )
      .map((type) => ({ type, body: utf8(good) })),
    fc
      .constantFrom(
        '--b',
        '--b--',
        '--b\r\n\r\n',
        `--b\r\ncontent-disposition: form-data; name="file"; filename="${PLANTED}.jpg"\r\n\r\n${PLANTED}`,
        `--b\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nphoto\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="\u0000"\r\ncontent-type: image/jpeg\r\n\r\n${PLANTED}\r\n--b--\r\n`,
        `--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n${PLANTED}\r\n--b--\r\n`,
      )
      .map((text) => ({ type: form, body: utf8(text) })),
    fc
      .constantFrom('a=%', 'a=%FF&b', `a[${PLANTED}]=1`, '&'.repeat(5_000), `__proto__=${encodeURIComponent(PLANTED)}`)
      .map((text) => ({ type: 'application/x-www-form-urlencoded', body: utf8(text) })),
  )
}

const querySet = fc.oneof(
  fc
    .dictionary(
      fc.oneof(nasty, fc.constantFrom('view', 'limit', 'page', 'state', 'topics', 'case', 'from', 'to', 'q', 'until')),
      nasty,
      { maxKeys: 3 },
    )
    .map((pairs) => new URLSearchParams(pairs).toString()),
  fc.constantFrom('%FF=%FE', 'limit[]=1&limit=2', '__proto__[x]=1', 'a=%', '&&&==', 'limit=1&limit=x', '?'.repeat(200)),
)

interface Sent {
  part: string
  onObject: boolean
  query: string
  body: unknown
  bytes: Bytes
  key: string | undefined
}

const requests = (r: Route): fc.Arbitrary<Sent> =>
  fc.record({
    part: nasty,
    onObject: fc.boolean(),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant(QUERIES[r.name] ?? '') }, { weight: 1, arbitrary: querySet }),
    body: bodies(r),
    bytes: bytes(r),
    key: fc.oneof(
      { weight: 5, arbitrary: fc.constant('good') },
      { weight: 1, arbitrary: fc.constantFrom(undefined, 'x', 'a'.repeat(500), "'; drop--") },
    ),
  })

function initOf(r: Route, sent: Sent, asBytes: boolean): RequestInit {
  const signal = AbortSignal.timeout(20_000)
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
  if (type.includes('event-stream')) return void (await answer.body?.cancel())
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
const EACH = 30

test('thirty strange requests to every route, from whom it lets in: always an answer, never ours to be ashamed of', async () => {
  const bad: string[] = []
  let asked = 0
  for (const [n, r] of (served.get(h.app) ?? []).filter((one) => !LEFT_OUT.has(one.name)).entries()) {
    const who = visitors[whoFor(r.act)] ?? []
    const params = paramsFor(object, r) ?? {}
    await Promise.all(
      fc.sample(requests(r), { numRuns: EACH, seed: 20_261_122 + n }).map(async (sent, i) => {
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
  expect(asked).toBeGreaterThan(4_000)
  expect((await fetch(`${h.url}/readyz`)).status).toBe(200)
}, 120_000)

test('and nothing that was typed stands in the log', () => {
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => line.includes(PLANTED) || line.includes(JSON.stringify(PLANTED).slice(1, -1)))).toEqual(
    [],
  )
})
