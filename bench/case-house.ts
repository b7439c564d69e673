import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { shanghaiDate } from '#domain/calendar.ts'
import { personFor } from '#server/accounts/people.ts'
import { DEMO_OFFICERS } from '#server/demo/demo-officers.ts'
import { furnishDemo } from '#server/demo/furnish.ts'
import { insertFile } from '#server/files/files.sql.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import type { House } from '#server/kit/house.ts'
import { createLog } from '#server/kit/log.ts'
import { startPostgres } from '#server/kit/postgres.ts'
import { startSession } from '#server/kit/sessions.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { makeWorld } from '#sandbox/world/world.ts'
import { onDatabase } from '#test/database.ts'
import { goodPhoto } from '#test/journey.ts'
import { PRODUCER, REVIEWER, visitor, type Visitor } from '#test/people.ts'
import { freePort } from '#test/free-port.ts'
import { answers, atEnd, endProcess, startProcess } from './processes.ts'

/** A person with a licence in order, signed in, with a photo already uploaded. */
export interface Applicant {
  who: Visitor
  name: string
  mobile: string
  photo: string
}

export type Suite = 'sm' | 'intl'

/** PostgreSQL as an operator gets it: the embedded one, synced to disk, with a pid to count its CPU by. */
export async function startDatabase() {
  const dir = mkdtempSync(join(tmpdir(), 'yc-bench-'))
  atEnd(() => rmSync(dir, { recursive: true, force: true }))
  const postgres = await startPostgres(join(dir, 'pg'))
  atEnd(() => postgres.stop())
  const pid = Number(readFileSync(join(dir, 'pg', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  const owner = new pg.Client({ connectionString: postgres.url })
  owner.on('error', () => undefined)
  await owner.connect()
  atEnd(() => owner.end())
  return {
    dir,
    pid,
    create: async (name: string): Promise<string> => {
      await owner.query(`create database ${name}`)
      return onDatabase(postgres.url, name)
    },
    /** What autovacuum does within a minute: until then every small table is read whole. */
    analyze: async (url: string): Promise<void> => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('analyze')
      await client.end()
    },
  }
}

export type Database = Awaited<ReturnType<typeof startDatabase>>

/** A real server process with a real sandbox process beside it, and people who could apply. */
export async function startHouse(database: Database, suite: Suite, people: number) {
  const dir = join(database.dir, suite)
  const databaseUrl = await database.create(`house_${suite}`)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dir,
    DATABASE_URL: databaseUrl,
    CRYPTO_SUITE: suite,
    LOG_LEVEL: 'warn',
    PUBLIC_URL: url,
    SANDBOX_URL: sandboxUrl,
    SANDBOX_PORT: String(sandboxPort),
    HOUSE_URL: url,
    SANDBOX_PEOPLE: String(people * 2),
    SANDBOX_POST_PACE_S: '0',
  }
  // The world has about 80 people in a hundred whose licence can be replaced.
  const sandbox = startProcess(process.execPath, ['sandbox/main.ts'], { env })
  await answers(`${sandboxUrl}/healthz`, sandbox)
  const profile = process.env['BENCH_CPU_PROF'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_CPU_PROF']}`] : []
  const server = startProcess(process.execPath, [...profile, 'server/main.ts'], { env })
  await answers(`${url}/healthz`, server)
  const house = furnish({ config: readConfig(env), databaseUrl, log: createLog('silent') })
  try {
    await furnishDemo(house)
    return {
      url,
      sandboxUrl,
      databaseUrl,
      serverPid: server.pid ?? 0,
      sandboxDb: join(dir, 'sandbox', 'sandbox.db'),
      applicants: await signInMany(house, url, people),
      reviewer: await signInOfficer(house, url, REVIEWER),
      producer: await signInOfficer(house, url, PRODUCER),
      close: async () => {
        await endProcess(server)
        await endProcess(sandbox)
      },
    }
  } finally {
    await house.close()
  }
}

export type BenchHouse = Awaited<ReturnType<typeof startHouse>>

/** Accounts, sessions and photos straight through the house's own functions: signing in and decoding pictures are not what is measured. */
async function signInMany(house: House, url: string, count: number): Promise<Applicant[]> {
  const today = shanghaiDate(house.time.now())
  const able = makeWorld({ seed: 1, today, people: count * 2 }).people.filter(
    ({ licence, violations }) =>
      licence?.state === '正常' &&
      licence.replacedTimes12m === 0 &&
      (licence.validTo === 'long' || licence.validTo > today) &&
      !violations.licenceWithheld &&
      violations.accidentsPending === 0,
  )
  if (able.length < count) throw new Error(`the world has only ${able.length} people who can apply`)
  const photo = await goodPhoto()
  const applicants: Applicant[] = []
  for (const { name, idNumber, mobile } of able.slice(0, count)) {
    const file = uuidv7()
    await house.files.put(file, photo)
    const token = await house.db.tx(async (tx) => {
      const id = await personFor(tx, house, { name, idNumber, mobile })
      await tx.one(insertFile, [file, id, 'photo', photo.length, 520, 756, house.crypto.hash(photo)])
      return (await startSession(tx, 'citizen', id, 'bench')).token
    })
    applicants.push({ who: withCookie(url, 'yunchuang-citizen', token), name, mobile, photo: file })
  }
  return applicants
}

async function signInOfficer(house: House, url: string, id: string): Promise<Visitor> {
  if (!DEMO_OFFICERS.some((officer) => officer.id === id)) throw new RangeError(`no officer ${id}`)
  const { token } = await house.db.tx((tx) => startSession(tx, 'officer', id, 'bench'))
  return withCookie(url, 'yunchuang-officer', token)
}

function withCookie(url: string, name: string, token: string): Visitor {
  const who = visitor(url)
  who.cookies.set(name, token)
  return who
}
