import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import type { ReplyOf, Route } from '#api/route.ts'
import { startSandbox, type Sandbox } from '#sandbox/sandbox.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { type RunningPostgres, startPostgres } from '#server/kit/postgres.ts'
import { verifyDatabase } from '#server/verify.ts'
import { freePort } from './free-port.ts'
import { until } from './house.ts'
import { FORMS } from './journey.ts'
import { type Answer, type Ask, type Visitor, visitor } from './people.ts'

/** Two real server processes on one real, durable database; both and the database are killed while people work. */

const dir = mkdtempSync(join(tmpdir(), 'yc-crash-'))
const people: readonly DemoKey[] = ['zhang-wei', 'zhou-tao', 'wu-fang', 'chen-jing']
const SERVICES = ['licence-replace-lost', 'licence-replace-damaged'] as const
const servers: { port: number; child: ChildProcess }[] = []
let postgres: RunningPostgres
let sandbox: Sandbox

beforeAll(async () => {
  postgres = await startPostgres(join(dir, 'pg'))
  sandbox = await startSandbox({ port: 0, keysDir: join(dir, 'keys'), suite: 'sm', people: 40 })
  for (const port of [await freePort(), await freePort()]) servers.push({ port, child: open(port) })
  await Promise.all(servers.map(({ port }) => ready(port)))
  sandbox.setHouseUrl(`http://127.0.0.1:${servers[0]?.port}`)
}, 180_000)

afterAll(async () => {
  for (const { child } of servers) child.kill('SIGKILL')
  await sandbox.close()
  await postgres.stop().catch(() => undefined)
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const open = (port: number): ChildProcess =>
  spawn(process.execPath, ['server/main.ts'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dir,
      DATABASE_URL: postgres.url,
      SANDBOX_URL: sandbox.url,
      LOG_LEVEL: 'silent',
      POOL_SIZE: '6',
    },
  })

const ready = (port: number) =>
  until(
    `server on ${port}`,
    () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        (r) => r.ok,
        () => false,
      ),
    120_000,
  )

async function killServer(which: 0 | 1): Promise<void> {
  const server = servers[which]
  if (!server) throw new Error('no such server')
  const gone = new Promise((done) => server.child.once('exit', done))
  server.child.kill('SIGKILL')
  await gone
  server.child = open(server.port)
  await ready(server.port)
}

/** The postmaster and all its children, which lead process groups of their own. */
async function killDatabase(): Promise<void> {
  const master = Number(readFileSync(join(dir, 'pg/data/postmaster.pid'), 'utf8').split('\n')[0])
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === master)
    .map(Number)
  expect(children.length).toBeGreaterThan(3)
  for (const pid of [master, ...children]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // A child that ended by itself meanwhile.
    }
  }
  postgres = await startPostgres(join(dir, 'pg'))
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

/** One person's browser, going to whichever server answers; a lost answer is asked for again with the same key. */
function stubborn(doors: readonly Visitor[]) {
  let turn = 0
  const lost = { count: 0 }
  const call = async <R extends Route>(route: R, ask: NoInfer<Ask<R>> = {}): Promise<Answer<ReplyOf<R>>> => {
    const key = randomUUID()
    return until(
      `an answer to ${route.name}`,
      async () => {
        const door = doors[turn++ % doors.length] as Visitor
        const answer = await door.call(route, { ...ask, key }).catch(() => undefined)
        if (answer && answer.status < 500) return answer
        lost.count += 1
        return undefined
      },
      40_000,
    )
  }
  return { call, lost }
}

async function signedIn(key: DemoKey) {
  const { mobile, name, idNumber } = demoPerson(key)
  const [first, second] = servers.map(({ port }) => visitor(`http://127.0.0.1:${port}`))
  if (!first || !second) throw new Error('two servers are needed')
  await first.call(accounts.requestCode, { body: { mobile } })
  const { messages } = (await (await fetch(`${sandbox.url}/sms.json?to=${mobile}`)).json()) as {
    messages: { text: string }[]
  }
  const code = /\b(\d{6})\b/.exec(messages[0]?.text ?? '')?.[1] ?? ''
  expect((await first.call(accounts.signIn, { body: { mobile, code, name, idNumber } })).status).toBe(200)
  for (const [cookie, value] of first.cookies) second.cookies.set(cookie, value)
  return { ...stubborn([first, second]), name }
}

interface Acked {
  submitted: { id: string; number: string }[]
  withdrawn: string[]
  lost: number
}

describe.skipIf(process.platform !== 'linux')('killed without warning, in the middle of work', () => {
  test('what was acknowledged is there, nothing is there twice, everything goes on by itself', async () => {
    const acked: Acked = { submitted: [], withdrawn: [], lost: 0 }
    const stop = { now: false }
    const work = people.map((key) => workOf(key, acked, stop))
    const after = (n: number) => until(`${n} acknowledged cases`, async () => acked.submitted.length >= n, 30_000)
    await after(4)
    await killServer(0)
    await after(acked.submitted.length + 3)
    await killDatabase()
    await after(acked.submitted.length + 3)
    await killServer(1)
    await after(acked.submitted.length + 3)
    stop.now = true
    await Promise.all(work)
    expect(acked.lost).toBeGreaterThan(0)

    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      const { rows } = await client.query<{
        id: string
        number: string
        submits: number
        withdraws: number
        told: number
        state: string
      }>(
        `select id, number, state, (select count(*)::int from case_events e where e.case_id = c.id and kind = 'submit') as submits,
                (select count(*)::int from case_events e where e.case_id = c.id and kind = 'withdraw') as withdraws,
                (select count(*)::int from messages m where m.case_id = c.id and template = 'submitted') as told from cases c`,
      )
      expect(rows.map(({ id, number }) => `${id} ${number}`).toSorted()).toEqual(
        acked.submitted.map(({ id, number }) => `${id} ${number}`).toSorted(),
      )
      expect(rows.filter((r) => r.submits !== 1 || r.told !== 1 || r.withdraws > 1)).toEqual([])
      expect(
        rows
          .filter((r) => r.state === 'withdrawn')
          .map((r) => r.id)
          .toSorted(),
      ).toEqual(acked.withdrawn.toSorted())
    } finally {
      await client.end()
    }
    const found = await until(
      'all jobs of the house in their place',
      async () => {
        const now = await verifyDatabase(postgres.url, 'sm')
        return now.broken.length === 0 ? now : undefined
      },
      15_000,
    )
    expect(found.events).toBeGreaterThanOrEqual(acked.submitted.length + acked.withdrawn.length)
  }, 240_000)
})

/** One person applies and withdraws, again and again. */
async function workOf(key: DemoKey, acked: Acked, stop: { now: boolean }): Promise<void> {
  const who = await signedIn(key)
  for (let i = 0; !stop.now && i < 60; i++) {
    const service = SERVICES[i % 2] ?? SERVICES[0]
    const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
    await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    for (const [part, values] of Object.entries(FORMS[service] ?? {}))
      await who.call(drafts.saveDraftPart, { params: { id: draft.id, part }, body: { values } })
    const submitted = await who.call(drafts.submitDraft, {
      params: { id: draft.id },
      body: { declared: true, signature: who.name },
    })
    expect(submitted.status, JSON.stringify(submitted.problem)).toBe(200)
    acked.submitted.push({ id: submitted.body.id, number: submitted.body.number })
    await withdraw(who, submitted.body.id)
    acked.withdrawn.push(submitted.body.id)
  }
  acked.lost += who.lost.count
}

/** The case may move on between reading and pressing: then the new page is read and pressed again. */
async function withdraw(who: Awaited<ReturnType<typeof signedIn>>, id: string): Promise<void> {
  await until(
    'withdrawn',
    async () => {
      const { body } = await who.call(mine.readMyCase, { params: { id } })
      const answer = await who.call(mine.withdrawCase, { params: { id }, body: { version: body.version } })
      return answer.status === 200
    },
    40_000,
  )
}
