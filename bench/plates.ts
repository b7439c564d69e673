import { ask } from '#server/plates/lane.ts'
import { type Figure, median } from './figure.ts'
import { type Database, startDatabase } from './case-house.ts'
import { load, percentile } from './http-load.ts'
import { claimRequest, type PlateHouse, plateHouse, type Sitter, sitters } from './plates-house.ts'
import { rawPlates } from './plates-raw.ts'
import { cpuOfTree } from './processes.ts'

const ROUNDS = 3
const ROUND_MS = 4_000
const CONNECTIONS = 64
/** More than any round takes. */
const EACH_ROUND = 60_000

/** Numbers of plates: a claim against the naive single statement, a provable draw against a plain one, a stampede. */
export async function* plates(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const house = await plateHouse(database, 'plates', ['鲁B@@###', '鲁B@###@'])
  try {
    yield* claims(database, house)
  } finally {
    await house.close()
  }
}

/** CPU in µs each, of the server's process and PostgreSQL together; the load's own is not counted. */
async function* claims(database: Database, house: PlateHouse): AsyncGenerator<Figure> {
  const raw = await rawPlates(await database.create('raw'))
  const waiting = await sitters(house, EACH_ROUND * ROUNDS)
  const server = await house.serve()
  const [rawRate, ourRate, rawCpu, ourCpu, p99]: number[][] = [[], [], [], [], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const a = await measured(database, () => raw.claim(ROUND_MS))
    rawRate?.push(a.result.count / a.seconds)
    rawCpu?.push(((a.pgMs + a.result.cpuMs) * 1_000) / a.result.count)
    const before = cpuOfTree(server.pid)
    const b = await measured(database, () => claimAll(server.port, waiting))
    const won = b.result.filter((r) => r.status === 200)
    if (won.length !== b.result.length) throw new Error(`${b.result.length - won.length} claims failed`)
    ourRate?.push(won.length / b.seconds)
    ourCpu?.push(((b.pgMs + cpuOfTree(server.pid) - before) * 1_000) / won.length)
    p99?.push(
      percentile(
        won.map((r) => r.ms),
        0.99,
      ),
    )
    if (process.env['BENCH_VERBOSE'])
      console.error({
        raw: a.result.count / a.seconds,
        rawPg: (a.pgMs * 1000) / a.result.count,
        rawNode: (a.result.cpuMs * 1000) / a.result.count,
        ours: won.length / b.seconds,
        ourPg: (b.pgMs * 1000) / won.length,
        ourNode: ((cpuOfTree(server.pid) - before) * 1000) / won.length,
        p99: p99?.at(-1),
      })
  }
  await server.close()
  await raw.close()
  const [ra, rb, ca, cb] = [rawRate, ourRate, rawCpu, ourCpu].map((list) => median(list ?? [])) as [
    number,
    number,
    number,
    number,
  ]
  yield { name: 'plates.claim_per_s', value: rb, unit: 'requests' }
  yield { name: 'plates.claim_raw_per_s', value: ra, unit: 'requests' }
  yield { name: 'plates.claim_rate_ratio', value: rb / ra, unit: 'times', goal: '>= 1' }
  yield { name: 'plates.claim_cpu_ratio', value: cb / ca, unit: 'times', goal: '<= 0.65' }
  yield { name: 'plates.claim_p99_ms', value: median(p99 ?? []), unit: 'ms', goal: '<= 25' }
}

const claimAll = (port: number, waiting: Sitter[]) =>
  load(
    port,
    CONNECTIONS,
    () => {
      const s = waiting.pop()
      return s && claimRequest(s)
    },
    ROUND_MS,
  )

async function measured<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; pgMs: number }> {
  const [pg, from] = [cpuOfTree(database.pid), performance.now()]
  const result = await work()
  return { result, seconds: (performance.now() - from) / 1_000, pgMs: cpuOfTree(database.pid) - pg }
}
void ask
