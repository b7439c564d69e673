import { startDatabase, startHouse, type Suite, type Database } from './case-house.ts'
import { openJourney } from './case-journey.ts'
import type { Figure } from './figure.ts'
import { cpuOfTree } from './processes.ts'

const WARM_UP = 30
const CASES = Number(process.env['BENCH_CASES'] ?? 120)
const AT_ONCE = 8

/** CPU of one whole case: the server process and the PostgreSQL tree; sandbox and clients are other processes. */
export async function* wholeCase(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const sm = await measureSuite(database, 'sm')
  yield { name: 'case.cpu_ms', value: sm.node + sm.pg, unit: 'ms', goal: '<= 8' }
  yield { name: 'case.node_ms', value: sm.node, unit: 'ms' }
  yield { name: 'case.pg_ms', value: sm.pg, unit: 'ms' }
  yield { name: 'case.requests', value: sm.requests, unit: 'requests' }
  yield { name: 'case.request_ms', value: (sm.node + sm.pg) / sm.requests, unit: 'ms' }
  if (process.env['BENCH_CASE_ONLY']) return
  const { measurePeer } = await import('./peer-case.ts')
  const load = { warmUp: WARM_UP, cases: CASES, atOnce: AT_ONCE }
  const floor = await measurePeer(database, 'plain', load)
  yield { name: 'case.floor_cpu_ms', value: floor.node + floor.pg, unit: 'ms' }
  yield { name: 'case.floor_ratio', value: (sm.node + sm.pg) / (floor.node + floor.pg), unit: 'times' }
  const dbos = await measurePeer(database, 'dbos', load)
  yield { name: 'case.dbos_cpu_ms', value: dbos.node + dbos.pg, unit: 'ms' }
  yield { name: 'case.dbos_ratio', value: (dbos.node + dbos.pg) / (sm.node + sm.pg), unit: 'times' }
  const intl = await measureSuite(database, 'intl')
  yield { name: 'case.cpu_ms_intl', value: intl.node + intl.pg, unit: 'ms' }
  yield { name: 'case.dbos_ratio_intl', value: (dbos.node + dbos.pg) / (intl.node + intl.pg), unit: 'times' }
}

interface Spent {
  node: number
  pg: number
  requests: number
}

async function measureSuite(database: Database, suite: Suite): Promise<Spent> {
  const house = await startHouse(database, suite, WARM_UP + CASES)
  const journey = await openJourney(house)
  try {
    await inParallel(house.applicants.slice(0, WARM_UP), journey.run)
    await database.analyze(house.databaseUrl)
    const before = { node: cpuOfTree(house.serverPid), pg: cpuOfTree(database.pid), requests: journey.requests() }
    await inParallel(house.applicants.slice(WARM_UP), journey.run)
    const after = { node: cpuOfTree(house.serverPid), pg: cpuOfTree(database.pid), requests: journey.requests() }
    return {
      node: (after.node - before.node) / CASES,
      pg: (after.pg - before.pg) / CASES,
      requests: (after.requests - before.requests) / CASES,
    }
  } finally {
    await journey.close()
    await house.close()
  }
}

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
    }),
  )
}
