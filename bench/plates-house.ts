import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { newSitting } from '#domain/plates/sitting.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { migrate } from '#server/kit/migrate.ts'
import { ensureOffices } from '#server/accounts/offices.ts'
import { makePass } from '#server/plates/pass.ts'
import { settingsAt } from '#server/plates/settings.ts'
import { takeInStock } from '#server/plates/stock.ts'
import type { Database } from './case-house.ts'
import { freePort } from '#test/free-port.ts'
import { answers, endProcess, startProcess } from './processes.ts'

/** A house with a pool of more than a million numbers, and a real web process before it. */
export async function plateHouse(
  database: Database,
  name: string,
  stocks: readonly (readonly [pool: string, stock: { pattern: string }])[],
) {
  const databaseUrl = await database.create(name)
  await migrate(databaseUrl)
  const env = {
    ...process.env,
    DATA_DIR: join(database.dir, name),
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    ROLES: 'web',
    PUBLIC_URL: 'http://127.0.0.1',
  }
  const another = () => furnish({ config: readConfig(env), databaseUrl, log: createLog('silent') })
  const house = another()
  await house.db.tx((tx) => ensureOffices(tx, house))
  for (const [pool, stock] of stocks) await house.db.tx((tx) => takeInStock(tx, house, pool, stock))
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  await owner.query('vacuum analyze plate_numbers')
  return {
    house,
    /** The same office served by one more process: it knows nothing of the pools yet. */
    another,
    databaseUrl,
    owner,
    serve: async () => {
      const port = await freePort()
      const profile = process.env['BENCH_CPU_PROF']
        ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_CPU_PROF']}`]
        : []
      const server = startProcess(process.execPath, [...profile, 'server/main.ts'], {
        env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
      })
      await answers(`http://127.0.0.1:${port}/healthz`, server)
      return { port, pid: server.pid ?? 0, close: () => endProcess(server) }
    },
    close: async () => {
      await owner.end()
      await house.close()
    },
  }
}

export type PlateHouse = Awaited<ReturnType<typeof plateHouse>>

export interface Sitter {
  id: string
  person: string
  number: string
}

/** People who sit before a choice with one number on offer each. Call it once for a pool. */
export async function sitters(house: PlateHouse, count: number): Promise<Sitter[]> {
  const free = await house.owner.query<{ number: string }>(
    `select number from plate_numbers where office = $1 and pool = '02' and state = 0 order by md5(number) limit $2`,
    [house.house.city.homeOffice, count],
  )
  return seat(
    house,
    '02',
    free.rows.map((row) => row.number),
  )
}

/** People who sit before a choice and were offered nothing yet. */
export const newcomers = (house: PlateHouse, pool: string, count: number): Promise<Sitter[]> =>
  seat(
    house,
    pool,
    Array.from({ length: count }, () => ''),
  )

/** Inserted set-based, since getting so far is not what is measured. */
async function seat({ owner, house }: PlateHouse, pool: string, numbers: readonly string[]): Promise<Sitter[]> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const base = newSitting(settingsAt(now), now)
  const until = new Date(now.getTime() + 3_600_000).toISOString()
  const made = numbers.map((number): Sitter => ({ id: randomUUID(), person: randomUUID(), number }))
  const column = <T>(of: (sitter: Sitter) => T): T[] => made.map(of)
  await owner.query(
    `insert into people (id, name, id_number, id_index, mobile, mobile_index) select p, '', '', sha256(p::text::bytea), '', sha256(p::text::bytea) from unnest($1::uuid[]) as p`,
    [column((s) => s.person)],
  )
  await owner.query(
    `insert into plate_sittings (office, id, pool, person, vehicle, pending, data)
     select $1, id, $6, person, sha256(id::text::bytea), sha256(id::text::bytea),
            case when number = '' then $4::json
                 else ($4::jsonb || jsonb_build_object('lease', array[number], 'leaseUntil', $7::text, 'presses', 1))::json end
       from unnest($2::uuid[], $3::uuid[], $5::text[]) as x (id, person, number)`,
    [office, column((s) => s.id), column((s) => s.person), JSON.stringify(base), column((s) => s.number), pool, until],
  )
  await owner.query('analyze plate_sittings, people')
  return made
}

/** The request by which a sitter before pool '02' takes the number on offer, with the pass that the way there would have given. */
export function claimRequest({ house }: Pick<PlateHouse, 'house'>, { id, person, number }: Sitter): string {
  const pass = makePass(house, { pool: '02', sitting: id, person }, 3_600_000)
  const body = JSON.stringify({ pass, number })
  return (
    `POST /api/plates/claim HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
