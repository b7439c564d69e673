import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import pg from 'pg'
import type { Agency } from '#server/connectors/wire.ts'
import { createHouseApp, furnish, houseJobs } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { startJobs } from '#server/kit/job-runner.ts'
import { startMediaNode } from '#server/video/media-node.ts'
import { createLog, type Log } from '#server/kit/log.ts'
import { startSandbox } from '#sandbox/sandbox.ts'
import { oneConnection } from './one-connection.ts'
import { people } from './people.ts'

export interface StartOptions {
  /** Background work; without it a test drives the jobs itself. */
  jobs?: boolean
  /** Every line the house logs, for tests that read the log. */
  logTo?: { write(line: string): void }
  /** Connections to the database; 6 without it. */
  pool?: number
  /** People in the sandbox's world. */
  people?: number
  /** Lines between house and agencies, there and back. */
  lines?: {
    out: (sandboxUrl: string) => Promise<Partial<Record<Agency, string>>>
    back: (url: string) => Promise<string>
  }
  /** The furnished database it runs on. */
  database: string
  /** The data folder with whose keys that database was furnished. */
  keys: string
}

/** Silent but for what nobody expected: a test that was answered 500 would otherwise not say why. */
const bugsOnly: Log = {
  ...createLog('silent'),
  error: (what, error, fields) => {
    if (what === 'bug') process.stderr.write(`a bug in the house: ${inspect(fields)} ${inspect(error)}\n`)
  },
}

/** The whole house on a given furnished database, with a real sandbox beside it, over real HTTP on free ports. For tests of any runner. */
export async function startHouse(options: StartOptions) {
  const dir = mkdtempSync(join(tmpdir(), 'yc-house-'))
  cpSync(options.keys, dir, { recursive: true })
  const databaseUrl = options.database
  const keysDir = join(dir, 'keys')
  const sandbox = await startSandbox({ port: 0, keysDir, suite: 'sm', people: options.people ?? 40 })
  const config = {
    ...readConfig({
      PORT: '0',
      DATA_DIR: dir,
      SANDBOX_URL: sandbox.url,
      PUBLIC_URL: 'http://localhost',
      POOL_SIZE: String(options.pool ?? 6),
    }),
    port: 0,
  }
  const log = options.logTo ? createLog('info', options.logTo) : bugsOnly
  const time = { offset: 0, now: () => new Date(Date.now() + time.offset) }
  const agencies = await options.lines?.out(sandbox.url)
  const tools = furnish({ config, databaseUrl, log, time, ...(agencies ? { agencies } : {}) })
  tools.db = oneConnection(tools.db)
  const app = await createHouseApp(tools)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  tools.publicUrl = url
  sandbox.setHouseUrl((await options.lines?.back(url)) ?? url)
  const node = await startMediaNode(tools)
  const runner = options.jobs === false ? undefined : await startJobs(tools, databaseUrl, houseJobs)
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => undefined)
  return {
    ...people(url, sandbox.url, tools),
    url,
    sandboxUrl: sandbox.url,
    databaseUrl,
    house: tools,
    app,
    /** The database as its owner: what a test may look at and what an attacker with SQL might do. */
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await owner.query<Row>(text, values)).rows,
    /** Moves the house's clock. */
    later: (ms: number) => {
      time.offset += ms
    },
    close: async () => {
      await app.close()
      await runner?.stop()
      await node.close()
      await owner.end()
      await tools.close()
      await sandbox.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type TestHouse = Awaited<ReturnType<typeof startHouse>>
