import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Type } from 'typebox'
import { type Route, route } from '#api/route.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { served } from '#server/kit/serve.ts'
import { ownerIndex } from '#server/plates/sittings.ts'
import { house, type TestHouse } from './house.ts'
import { apply, goodPhoto, payAll, review, standsAt, upload } from './journey.ts'
import type { Visitor } from './people.ts'
import { ALL, bodyFor, expected, LET_IN, type Outcome, QUERIES, type Role, ROLES, STAFF } from './rights-table.ts'
import { paramsFor } from './rights-objects.ts'
import { thingsOf } from './rights-things.ts'
import { sealedAll } from './sealed.ts'

/** The table of rights-table.ts, tried on every route with every kind of person. */

let h: TestHouse
let people: Record<Role, Visitor>
const object = {
  draft: '',
  case: '',
  coSign: '',
  made: '',
  withPhoto: '',
  file: '',
  ownFile: '',
  bill: '',
  message: '',
  session: '',
  production: '',
  parcel: '',
  evidence: '',
  room: '',
  right: '',
  authority: '',
  manifest: '',
  block: '',
  company: '',
  member: '',
  ticket: '',
  talk: '',
  sheet: '',
  copy: '',
}

beforeAll(async () => {
  h = await house()
  const owner = await h.citizen('liu-yang')
  const other = await h.citizen('chen-jing')
  const stranger = await h.citizen('zhang-wei')
  const [{ vin } = { vin: '' }] = await carsOf('liu-yang')
  const c = await apply(owner, { service: 'new-vehicle-registration', choice: { vin }, signature: '刘洋' })
  const photo = await goodPhoto()
  const seen = await apply(stranger, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo,
  })
  const paid = await apply(other, { service: 'licence-replace-damaged', signature: '陈静' })
  // Somebody else's case that needs the owner of these tests to agree: nobody else may read or answer it, the applicant neither.
  const joint = await apply(stranger, {
    service: 'pledge-record',
    choice: { plate: '鲁B6A688', plateType: '02' },
    change: { pledge: { action: 'record', pledgeeName: '刘洋', pledgeeId: demoPerson('liu-yang').idNumber } },
    signature: '张伟',
  })
  await Promise.all([
    standsAt(stranger, joint.id, 'co-sign'),
    standsAt(owner, c.id, 'choose-plate'),
    standsAt(stranger, seen.id, 'review'),
    standsAt(other, paid.id, 'pay'),
  ])
  await review(h, seen.id)
  await payAll(h, other, paid.id)
  await standsAt(other, paid.id, 'make')
  await sealedAll(h)
  const draft = await owner.raw('/api/my/drafts', json({ service: 'licence-replace-lost' }))
  const one = async (sql: string, values: unknown[]) => (await h.sql<{ v: string }>(sql, values))[0]?.v ?? ''
  const person = await one(`select applicant as v from cases where id = $1`, [c.id])
  Object.assign(object, {
    case: c.id,
    coSign: joint.id,
    made: paid.id,
    withPhoto: seen.id,
    draft: ((await draft.json()) as { id: string }).id,
    file: await one(`select f.id as v from files f join cases c on c.applicant = f.owner where c.id = $1`, [seen.id]),
    ownFile: (await upload(owner, 'photo', photo)).body.id,
    message: await one('select id as v from messages where person = $1', [person]),
    session: await one(
      `insert into sessions (token_hash, kind, subject, device, expires_at) values ('\\x01', 'citizen', $1, 'old phone', now() + interval '1 day') returning id as v`,
      [person],
    ),
    production: await one('select id as v from productions where case_id = $1', [paid.id]),
    parcel: await one('select id as v from parcels where case_id = $1', [paid.id]),
    evidence: await one('select message_id as v from exchanges where case_id = $1', [seen.id]),
    // A right to an old number that has lapsed: who may ask for it hears that, everybody else that there is none.
    right: await one(
      `insert into plate_rights (office, number, pool, owner, since, last_day, state, ended_at) values (370200, '鲁BZ0001', '02', $1, '2024-01-01', '2026-01-01', 'lapsed', now()) returning id as v`,
      [ownerIndex(h.house, demoPerson('liu-yang').idNumber)],
    ),
    // A room before a release, as the clock opens one.
    room: await one(
      `insert into plate_rooms (office, pool, segment, opens_at, release_at, commit, seed_sealed) values (370200, '02', gen_random_uuid(), now() + interval '1 hour', now() + interval '90 minutes', '\\x01', '\\x01') returning id as v`,
      [],
    ),
    // A bill of the owner's, as the fee step will make one.
    bill: await one(
      `insert into bills (office, case_id, number, kind, payee, lines, amount_fen, state) values (370200, $1, 'TEST-1', 'plates', 'finance', '[]', 0, 'draft') returning id as v`,
      [c.id],
    ),
  })
  Object.assign(object, await thingsOf(h, person))
  expect(Object.entries(object).filter(([, v]) => v === '')).toEqual([])
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

async function carsOf(key: DemoKey): Promise<{ vin: string }[]> {
  const world = (await (await fetch(`${h.sandboxUrl}/admin/world`)).json()) as {
    cars: { vin: string; invoice: { buyerIdNumber: string } | null; registration: unknown }[]
  }
  return world.cars.filter(
    (car) => car.invoice?.buyerIdNumber === demoPerson(key).idNumber && !car.registration && !/0099\d\d$/.test(car.vin),
  )
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
  const query = QUERIES[r.name] === 'case=' ? `?case=${object.withPhoto}` : QUERIES[r.name] ? `?${QUERIES[r.name]}` : ''
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
  }, 60_000)

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
  /** Every path the server answers, from the router itself. */
  function allPaths(): { path: string; methods: string[] }[] {
    const stack: string[] = []
    return h.app
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const match = /^([│├└─\s]*)(\S+) \(([A-Z, ]+)\)$/.exec(line)
        if (!match?.[1] || !match[2] || !match[3]) return []
        const depth = match[1].length / 4
        stack.length = depth - 1
        stack.push(match[2])
        // Children of "/" begin without it, children of others with it.
        const path = `/${stack.join('')}`.replace(/^\/+/, '/')
        return [{ path, methods: match[3].split(', ').filter((m) => m !== 'HEAD') }]
      })
  }

  test('every path under /api is a declared route', () => {
    const declared = new Set((served.get(h.app) ?? []).map((r) => `${r.method} ${r.path}`))
    const real = allPaths()
      .filter((p) => p.path.startsWith('/api/'))
      .flatMap((p) => p.methods.map((m) => `${m} ${p.path}`))
    expect(real.filter((r) => !declared.has(r))).toEqual(['GET /api/openapi.json'])
    expect(real).toHaveLength(declared.size + 1)
  })

  test('every page and form under /my: strangers get neither a page nor an effect', async () => {
    const mine = allPaths().filter((p) => p.path === '/my' || p.path.startsWith('/my/'))
    const stranger = await h.citizen('chen-jing')
    const objectAt = (path: string): string =>
      path.includes('/drafts/')
        ? object.draft
        : path.includes('/authorities/')
          ? object.authority
          : /\/(companies|makers)\//.test(path)
            ? object.company
            : object.case
    const fill = (path: string) =>
      path
        .replace(':id', objectAt(path))
        .replace(':member', object.member)
        .replace(':batch', randomUUID())
        .replace(':part', 'contact')
        .replace(':material', 'photo')
        .replace(':bill', object.bill)
        .replace(':session', object.session)
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
  }, 60_000)

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
  const hears = async (who: Visitor, topics: string): Promise<boolean> => {
    const stop = new AbortController()
    const response = await who.raw(`/api/live?topics=${topics}`, { signal: stop.signal })
    const open = response.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/event-stream')
    stop.abort()
    return open
  }
  test('me, the office, a case', async () => {
    const owner = await signedInAgain('liu-yang')
    const [stranger, desk, elsewhere] = [await h.citizen('chen-jing'), people.producer, h.anyone()]
    const topic = `case:${object.case}`
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
