import { claim } from '#server/plates/choose.ts'
import type { Database } from './case-house.ts'
import { type Figure, median } from './figure.ts'
import { load, percentile } from './http-load.ts'
import { measured, sideBySide } from './measured.ts'
import { claimRequest, type PlateHouse, type Sitter, sitters } from './plates-house.ts'
import type { Raw } from './plates-raw.ts'
import { cpuOfTree } from './processes.ts'

const ROUNDS = 3
const ROUND_MS = 2_000
const CONNECTIONS = 64
/** Not counted. */
const WARM_MS = 400
/** More than any round takes. */
const EACH_ROUND = 20_000

/**
 * Claims three ways in turn, so that a noisy machine disturbs all alike: the raw statement, the engine in this process, and the
 * whole way through HTTP. CPU in µs each of everything but the load itself.
 */
export async function* claims(database: Database, house: PlateHouse, raw: Raw): AsyncGenerator<Figure> {
  const waiting = await sitters(house, EACH_ROUND * ROUNDS * 2)
  const server = await house.serve()
  const all: Record<'raw' | 'engine' | 'http', { rate: number; cpu: number; p99: number }[]> = {
    raw: [],
    engine: [],
    http: [],
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const r = await measured(database, () => raw.claim(ROUND_MS))
    all.raw.push(each(r.result.count, r.seconds, r.pgMs + r.result.cpuMs))
    // The first claims read what the other process did meanwhile: that is not what a claim costs.
    await claimAll(house, waiting, WARM_MS)
    const e = await measured(database, () => claimAll(house, waiting, ROUND_MS))
    all.engine.push(each(e.result.length, e.seconds, e.pgMs + e.nodeMs, e.result))
    const requests = waiting.splice(-EACH_ROUND).map((sitter) => claimRequest(house, sitter))
    await sent(server.port, requests, WARM_MS)
    const before = cpuOfTree(server.pid)
    const h = await measured(database, () => sent(server.port, requests, ROUND_MS))
    all.http.push(each(h.result.length, h.seconds, h.pgMs + cpuOfTree(server.pid) - before, h.result))
  }
  await server.close()
  const of = (kind: keyof typeof all, what: 'rate' | 'cpu' | 'p99'): number => median(all[kind].map((one) => one[what]))
  const goals = { rate: '>= 1', cpu: '<= 0.65' }
  yield { name: 'plates.claim_raw_per_s', value: of('raw', 'rate'), unit: 'requests' }
  yield { name: 'plates.claim_per_s', value: of('engine', 'rate'), unit: 'requests' }
  yield {
    name: 'plates.claim_vs_raw',
    value: of('engine', 'rate') / of('raw', 'rate'),
    unit: 'times',
    goal: goals.rate,
  }
  yield {
    name: 'plates.claim_cpu_vs_raw',
    value: of('engine', 'cpu') / of('raw', 'cpu'),
    unit: 'times',
    goal: goals.cpu,
  }
  yield { name: 'plates.p99_ms', value: of('engine', 'p99'), unit: 'ms', goal: '<= 25' }
  yield { name: 'plates.claim_http_per_s', value: of('http', 'rate'), unit: 'requests' }
  yield {
    name: 'plates.claim_http_vs_raw',
    value: of('http', 'rate') / of('raw', 'rate'),
    unit: 'times',
    goal: goals.rate,
  }
  yield {
    name: 'plates.claim_http_cpu_vs_raw',
    value: of('http', 'cpu') / of('raw', 'cpu'),
    unit: 'times',
    goal: goals.cpu,
  }
  yield { name: 'plates.claim_http_p99_ms', value: of('http', 'p99'), unit: 'ms', goal: '<= 25' }
}

const each = (count: number, seconds: number, cpuMs: number, times: readonly number[] = []) => ({
  rate: count / seconds,
  cpu: (cpuMs * 1_000) / count,
  p99: percentile(times, 0.99),
})

async function claimOne({ house }: PlateHouse, waiting: Sitter[]): Promise<void> {
  const s = waiting.pop()
  if (!s) throw new Error('nobody is waiting any more')
  await claim(house, house.city.homeOffice, '02', s.id, s.person, s.number)
}

/** Through the lane, 64 at once, without HTTP. Milliseconds each. */
async function claimAll(house: PlateHouse, waiting: Sitter[], ms: number): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + ms
  await sideBySide(CONNECTIONS, async () => {
    if (waiting.length === 0 || performance.now() >= end) return false
    const from = performance.now()
    await claimOne(house, waiting)
    times.push(performance.now() - from)
    return true
  })
  return times
}

/** Through HTTP; every one has to win, since each has a number of its own. Milliseconds each. */
async function sent(port: number, requests: string[], ms: number): Promise<number[]> {
  const answers = await load(port, CONNECTIONS, () => requests.pop(), ms)
  const lost = answers.filter((answer) => answer.status !== 200)
  if (lost.length > 0) throw new Error(`${lost.length} claims failed with ${lost[0]?.status}`)
  return answers.map((answer) => answer.ms)
}
