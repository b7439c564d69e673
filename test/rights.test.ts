import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Type } from 'typebox'
import { type Route, route } from '#api/route.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { served } from '#server/kit/serve.ts'
import { house, type TestHouse } from './house.ts'
import { hears } from './live.ts'
import type { Visitor } from './people.ts'
import { ALL, bodyFor, expected, LET_IN, type Outcome, QUERIES, type Role, ROLES, STAFF } from './rights-table.ts'
import { allPaths, pagePath } from './paths.ts'
import { paramsFor } from './rights-objects.ts'
import { objectsOf } from './rights-things.ts'

/** The table of rights-table.ts, tried on every route with every kind of person. */

let h: TestHouse
let people: Record<Role, Visitor>
let object: Readonly<Record<string, string>>

beforeAll(async () => {
  h = await house()
  object = await objectsOf(h)
  people = Object.fromEntries(
    await Promise.all(ALL.map(async (role) => [role, await personFor(role)] as const)),
  ) as Record<Role, Visitor>
})
afterAll(() => h.close())

function personFor(role: Role): Visitor | Promise<Visitor> {
  const who = ROLES[role]
  if (who === undefined) return h.anyone()
  return STAFF.includes(role) ? h.officer(who) : h.citizen(who as DemoKey)
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  body: JSON.stringify(body),
})

const paramsOf = (r: Route): Record<string, string> | undefined => paramsFor(object, r)

async function ask(who: Visitor, r: Route): Promise<{ outcome: Outcome; said: string }> {
  const params = paramsOf(r) ?? {}
  const path = r.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'missing'))
  const query =
    QUERIES[r.name] === 'case=' ? `?case=${object['withPhoto']}` : QUERIES[r.name] ? `?${QUERIES[r.name]}` : ''
  const upload = r.name === 'uploadFile' ? { method: 'POST', body: new FormData() } : undefined
  const response = await who.raw(
    path + query,
    upload ?? (r.method === 'GET' ? {} : { ...json(bodyFor(r, object)), method: r.method }),
  )
  const text = await response.text()
  const code = response.status >= 400 ? (JSON.parse(text) as { code: string }).code : ''
  const said = `${response.status} ${code}`
  if (['401 SIGN_IN', '401 BAD_SIGNATURE'].includes(said)) return { outcome: 'sign in', said }
  if (['403 FORBIDDEN', '403 OTHER_OFFICE', '403 ROLE_MISSING'].includes(said)) return { outcome: 'forbidden', said }
  return { outcome: said === '404 NOT_FOUND' ? 'hidden' : 'in', said }
}

// Signing out and dropping end what the others are tried on: they come last, and the owner after the strangers.
const LAST = ['dropDraft', 'signOut', 'officerSignOut']
const routes = (): Route[] =>
  (served.get(h.app) ?? [])
    .filter((r) => r.name !== 'live')
    .toSorted((a, b) => LAST.indexOf(a.name) - LAST.indexOf(b.name))

describe('the matrix', () => {
  test('every route × every role, on an object of the owner and this office', async () => {
    const wrong: string[] = []
    const all = routes()
    for (const r of all) {
      const params = paramsOf(r)
      if (r.path.includes(':') && !params) wrong.push(`${r.name}: this test does not know an object for ${r.path}`)
      for (const role of ALL.toSorted((a, b) => Number(a === 'owner') - Number(b === 'owner'))) {
        const { outcome, said } = await ask(people[role], r)
        const right = expected(r.act, role, params !== undefined || r.name === 'handOverParcels')
        if (!right.includes(outcome))
          wrong.push(`${r.name} (${r.act}) as ${role}: ${said} means "${outcome}", expected "${right.join(' or ')}"`)
        if (said.startsWith('5')) wrong.push(`${r.name} as ${role}: ${said}`)
        // A body of ours that does not pass validation would prove nothing about the right.
        if (outcome === 'in' && said === '422 INVALID' && !VALIDATED_INSIDE.has(r.name))
          wrong.push(`${r.name} as ${role}: the body of this test is not valid any more`)
      }
    }
    expect(wrong).toEqual([])
    expect(all.length).toBeGreaterThan(60)
  }, 180_000)

  test('every act of a route is in the table, and the table has none that no route uses', () => {
    const used = new Set((served.get(h.app) ?? []).map((r) => r.act as string))
    expect(Object.keys(LET_IN).toSorted()).toEqual([...used].toSorted())
  })

  test('the contract names the same act for every route', async () => {
    const contract = (await (await fetch(`${h.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string; 'x-act': string }>>
    }
    const told = Object.values(contract.paths).flatMap((methods) =>
      Object.values(methods).map((o) => [o.operationId, o['x-act']]),
    )
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries((served.get(h.app) ?? []).map((r) => [r.name, r.act])))
  })
})

// These judge what was sent themselves, after the right.
const VALIDATED_INSIDE = new Set([
  'attachFiles',
  'submitDraft',
  'checkDraft',
  'correctCase',
  'uploadFile',
  'requestCode',
  'signIn',
  'bagParcel',
  'checkProduct',
  'addStock',
])

describe('no way around the table', () => {
  test('every path under /api is a declared route', () => {
    const declared = new Set((served.get(h.app) ?? []).map((r) => `${r.method} ${r.path}`))
    const real = allPaths(h.app)
      .filter((p) => p.path.startsWith('/api/'))
      .flatMap((p) => p.methods.map((m) => `${m} ${p.path}`))
    expect(real.filter((r) => !declared.has(r))).toEqual(['GET /api/openapi.json'])
    expect(real).toHaveLength(declared.size + 1)
  })

  test('every page and form under /my: strangers get neither a page nor an effect', async () => {
    const mine = allPaths(h.app).filter((p) => p.path === '/my' || p.path.startsWith('/my/'))
    const stranger = await h.citizen('chen-jing')
    const fill = (path: string) => pagePath(path, object)
    const before = await h.sql('select id, version, state from cases order by id')
    const wrong: string[] = []
    for (const { path, methods } of mine) {
      for (const method of methods) {
        const init =
          method === 'POST'
            ? {
                method,
                headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
                body: `_key=${randomUUID()}&_version=1&mobile=13900139000`,
              }
            : { headers: { accept: 'text/html' } }
        const nobody = await h.anyone().raw(fill(path), init)
        const toSignIn = nobody.status === 303 && nobody.headers.get('location')?.startsWith('/sign-in')
        if (!toSignIn) wrong.push(`${method} ${path} as nobody: ${nobody.status} ${nobody.headers.get('location')}`)
        if (!path.includes(':')) continue
        const answer = await stranger.raw(fill(path), init)
        if (answer.status !== 404)
          wrong.push(`${method} ${path} as another citizen: ${answer.status} ${answer.headers.get('location') ?? ''}`)
      }
    }
    expect(wrong).toEqual([])
    expect(mine.length).toBeGreaterThan(20)
    expect(await h.sql('select id, version, state from cases order by id')).toEqual(before)
  }, 180_000)

  test('a route without an act, or with one that does not exist, does not compile', () => {
    const plain = { name: 'x', method: 'GET', path: '/api/x', summary: 'x', reply: Type.Object({}) } as const
    // @ts-expect-error -- the act is missing
    const without = () => route(plain)
    // @ts-expect-error -- there is no such act
    const invented = () => route({ ...plain, act: 'case.everything' })
    expect([without, invented]).toHaveLength(2)
  })
})

describe('news are heard only by those they concern', () => {
  test('me, the office, a case', async () => {
    const owner = await signedInAgain('liu-yang')
    const [stranger, desk, elsewhere] = [await h.citizen('chen-jing'), people.producer, h.anyone()]
    const topic = `case:${object['case']}`
    expect(await Promise.all(['me', 'office', topic].map((t) => hears(owner, t)))).toEqual([true, false, true])
    expect(await Promise.all(['me', 'office', topic].map((t) => hears(stranger, t)))).toEqual([true, false, false])
    expect(await Promise.all(['me', 'office', topic].map((t) => hears(elsewhere, t)))).toEqual([false, false, false])
    expect(await hears(desk, 'office')).toBe(false)
  })
})

/** The matrix has signed everybody out; this is a session of its own. */
async function signedInAgain(key: DemoKey): Promise<Visitor> {
  const accounts = await import('#api/accounts.ts')
  const who = h.anyone()
  const { mobile } = demoPerson(key)
  await who.call(accounts.requestCode, { body: { mobile } })
  await who.call(accounts.signIn, { body: { mobile, code: await h.codeFor(mobile) } })
  return who
}
