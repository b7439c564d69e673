import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newSitting } from '#domain/plates/sitting.ts'
import { ensureOffices } from '#server/accounts/offices.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { freshDatabase } from '#test/database.ts'
import { freePort } from '#test/free-port.ts'
import { until } from '#test/house.ts'
import { broken } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { makePass } from './pass.ts'
import { settingsAt } from './settings.ts'
import { takeInStock } from './stock.ts'
import { logDiffers } from './testing.ts'

/** A real server process, killed while everybody claims a number. */

const dir = mkdtempSync(join(tmpdir(), 'yc-stampede-'))
const children: ChildProcess[] = []
let databaseUrl: string
let house: ReturnType<typeof furnish>
let owner: pg.Pool
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  databaseUrl = await freshDatabase(inject('postgres'))
  env = {
    ...process.env,
    DATA_DIR: dir,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
    ROLES: 'web',
    PUBLIC_URL: 'http://127.0.0.1',
  }
  house = furnish({ config: readConfig(env), databaseUrl, log: createLog('silent') })
  owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  await house.db.tx((tx) => ensureOffices(tx, house))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await owner.end()
  await house.close()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query<Row>(text, values)).rows

async function serve(): Promise<{ url: string; kill: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['server/main.ts'], { stdio: 'ignore', env: { ...env, PORT: String(port) } })
  children.push(child)
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/healthz`).then(
      (r) => r.ok,
      () => false,
    )
  await until('the server', answers, 120_000)
  const kill = async () => {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
  return { url, kill }
}

interface Sitter {
  id: string
  pass: string
  number: string
}

/** People who sit before a choice, each with one number on offer. */
async function sitters(numbers: readonly string[]): Promise<Sitter[]> {
  const now = house.time.now()
  const lease = { presses: 1, leaseUntil: new Date(now.getTime() + 3_600_000).toISOString() }
  const made: Sitter[] = []
  for (const number of numbers) {
    const [id, person] = [randomUUID(), randomUUID()]
    const data = { ...newSitting(settingsAt(now), now), ...lease, lease: [number] }
    await sql(
      `insert into people (id, name, id_number, id_index, mobile, mobile_index) values ($1::uuid, '', '', sha256($1::text::bytea), '', sha256($1::text::bytea))`,
      [person],
    )
    await sql(
      `insert into plate_sittings (office, id, pool, person, vehicle, pending, data)
       values ($1, $2::uuid, '02', $3, sha256($2::text::bytea), sha256($2::text::bytea), $4)`,
      [house.city.homeOffice, id, person, JSON.stringify(data)],
    )
    made.push({ id, number, pass: makePass(house, { pool: '02', sitting: id, person }, 3_600_000) })
  }
  return made
}

/** 200, another status, or 0: no answer. */
const claims = (url: string, { pass, number }: Sitter): Promise<number> =>
  fetch(`${url}/api/plates/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pass, number }),
  }).then(
    (r) => r.status,
    () => 0,
  )

test.skipIf(process.platform !== 'linux')(
  'what was confirmed before the kill is there, nothing is half done, and everybody who asks again has the own number',
  async () => {
    const numbers = Array.from({ length: 150 }, (_, i) => `鲁BD${String(i + 1).padStart(4, '0')}`)
    await house.db.tx((tx) => takeInStock(tx, house, '02', { numbers }))
    const people = await sitters(numbers)
    const first = await serve()
    const confirmed: Sitter[] = []
    const statuses: number[] = []
    let killed: Promise<void> | undefined
    // Ten lines, each asking for the next as soon as it has an answer.
    const queue = people.values()
    const line = async () => {
      for (const who of queue) {
        const status = await claims(first.url, who)
        statuses.push(status)
        if (status === 200 && confirmed.push(who) === 30) killed = first.kill()
        if (status === 0) return
      }
    }
    await Promise.all(Array.from({ length: 10 }, line))
    await killed
    expect(statuses.filter((s) => s !== 200 && s !== 0)).toEqual([])
    expect(statuses.filter((s) => s === 0).length).toBeGreaterThan(0)
    expect(await heldNumbers()).toEqual(expect.arrayContaining(confirmed.map((s) => `${s.id} ${s.number}`)))
    expect(await broken({ sql }, plateInvariants)).toEqual([])
    expect(await logDiffers({ databaseUrl })).toEqual([])

    const second = await serve()
    expect(await Promise.all(people.map((who) => claims(second.url, who)))).toEqual(people.map(() => 200))
    expect(await heldNumbers()).toEqual(people.map((s) => `${s.id} ${s.number}`).toSorted())
    expect(await broken({ sql }, plateInvariants)).toEqual([])
    expect(await logDiffers({ databaseUrl })).toEqual([])
    const [takes] = await sql<{ n: number }>(`select count(*)::int as n from plate_log where kind = 'take'`)
    expect(takes?.n).toBe(people.length)
  },
  300_000,
)

const heldNumbers = async () =>
  (
    await sql<{ held: string }>(
      `select s.id || ' ' || p.number as held from plate_numbers p join plate_sittings s on s.id = p.sitting and s.number = p.number where p.state = 3 and s.state = 'confirmed'`,
    )
  )
    .map((r) => r.held)
    .toSorted()
