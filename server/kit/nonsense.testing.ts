import fc from 'fast-check'
import type { Route } from '#api/route.ts'

/** What nobody should send and somebody does. */

/** Stands in every text that is sent: where it turns up in the log, something typed has leaked. */
export const PLANTED = '申屠植入七三一'

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
function bodies(r: Route, good: object): fc.Arbitrary<unknown> {
  const members = Object.keys(('properties' in r.body ? r.body.properties : {}) as object)
  const strange = fc.record(Object.fromEntries(members.map((m) => [m, fc.oneof(value, fc.constant(1))])), {
    requiredKeys: [],
  })
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

function bytes(good: string): fc.Arbitrary<Bytes> {
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

export const querySet = fc.oneof(
  fc
    .dictionary(
      fc.oneof(nasty, fc.constantFrom('view', 'limit', 'page', 'state', 'topics', 'case', 'from', 'to', 'q', 'until')),
      nasty,
      { maxKeys: 3 },
    )
    .map((pairs) => new URLSearchParams(pairs).toString()),
  fc.constantFrom('%FF=%FE', 'limit[]=1&limit=2', '__proto__[x]=1', 'a=%', '&&&==', 'limit=1&limit=x', '?'.repeat(200)),
)

/** One strange request: a part of the path, a query, a body as values and one as bytes, a key. */
export interface Sent {
  part: string
  onObject: boolean
  query: string
  body: unknown
  bytes: Bytes
  key: string | undefined
}

/** Strange requests to a route; `query` and `good` are a query and a body that it takes. */
export const requests = (r: Route, query: string, good: object): fc.Arbitrary<Sent> =>
  fc.record({
    part: nasty,
    onObject: fc.boolean(),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant(query) }, { weight: 1, arbitrary: querySet }),
    body: bodies(r, good),
    bytes: bytes(JSON.stringify(good)),
    key: fc.oneof(
      { weight: 5, arbitrary: fc.constant('good') },
      { weight: 1, arbitrary: fc.constantFrom(undefined, 'x', 'a'.repeat(500), "'; drop--") },
    ),
  })

/** Names that forms of the site post, with strange values. */
export const posted = fc.dictionary(
  fc.constantFrom(
    '_version',
    '_key',
    'mobile',
    'code',
    'name',
    'idNumber',
    'plate',
    'vin',
    'signature',
    'declared',
    'reason',
    'pick',
    'deliveryMethod',
    'region',
    'address',
    'number',
    'at',
    'from',
    'site',
    'choice',
    'next',
    'lang',
    'lossAddress',
  ),
  nasty,
  { maxKeys: 8 },
)
