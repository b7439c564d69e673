import { type ChildProcess, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { Database } from './case-house.ts'
import { freePort } from '#test/free-port.ts'
import { answers, atEnd, cpuOfTree, endProcess, startProcess } from './processes.ts'

interface Load {
  warmUp: number
  cases: number
  atOnce: number
}

/** The same case on DBOS, or on no engine at all: CPU of its process and of PostgreSQL for each case. docs/bench.md says what is left out in its favour. */
export async function measurePeer(
  database: Database,
  engine: 'dbos' | 'plain',
  { warmUp, cases, atOnce }: Load,
): Promise<{ node: number; pg: number }> {
  if (engine === 'dbos') ensurePeers()
  const agency = await plainAgency()
  const port = await freePort()
  const [own, system] = [await database.create(`${engine}_case`), await database.create(`${engine}_system`)]
  const env = {
    ...process.env,
    ENGINE: engine,
    NODE_ENV: 'production',
    PORT: String(port),
    AGENCY_URL: agency.url,
    DATABASE_URL: own,
    DBOS_DATABASE_URL: system.replace(':///', '://owner@localhost/'),
  }
  const child = startProcess(process.execPath, ['bench/peers/peer-server.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const url = `http://127.0.0.1:${port}`
    await answers(`${url}/healthz`, child, 60_000)
    const reached = versions(child)
    const run = () => runCase(url, reached)
    await inParallel(warmUp, atOnce, run)
    for (const url of [own, system]) await database.analyze(url)
    const before = { node: cpuOfTree(child.pid ?? 0), pg: cpuOfTree(database.pid) }
    await inParallel(cases, atOnce, run)
    return {
      node: (cpuOfTree(child.pid ?? 0) - before.node) / cases,
      pg: (cpuOfTree(database.pid) - before.pg) / cases,
    }
  } finally {
    await endProcess(child)
    agency.close()
  }
}

/** The other engine and Lighthouse are packages of the bench alone, fetched when first needed. */
export function ensurePeers(): void {
  if (existsSync('bench/peers/node_modules/.package-lock.json')) return
  console.error('Installing what only the measurements need (npm ci --prefix bench/peers) …')
  const result = spawnSync(
    'npm',
    ['ci', '--prefix', 'bench/peers', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { stdio: ['ignore', 2, 2] },
  )
  if (result.status !== 0)
    throw new Error(
      'the packages of the bench could not be fetched: is the npm registry within reach? The figures that need no foreign package were measured.',
    )
}

/** The requests of a whole case, in the order and number in which the house gets them. */
async function runCase(url: string, reached: (id: string, version: number) => Promise<void>): Promise<void> {
  const id = randomUUID()
  const call = async (path: string, body: object = {}): Promise<void> => {
    const answer = await fetch(`${url}/cases/${id}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
  }
  await call('draft')
  await call('check')
  await call('part', { loss: { lostStatement: true, photoChoice: 'new' } })
  await call('part', { contact: { mobile: '13800138000' } })
  await call('part', { delivery: { recipient: '张伟', region: '370202', address: '香港中路 18 号 2 单元 301' } })
  await call('part', { photo: randomUUID() })
  await call('submit')
  await reached(id, 2)
  await call('read')
  await call('signal', { topic: 'pass' })
  await reached(id, 3)
  await call('bills')
  await call('press')
  await call('signal', { topic: 'paid' })
  await reached(id, 5)
  await call('queue')
  await call('print')
  await call('scan')
  await call('signal', { topic: 'bagged' })
  await reached(id, 5.5)
  await call('signal', { topic: 'handed-over' })
  for (let n = 0; n < 2; n++) await call('track')
  await call('signal', { topic: 'delivered' })
  await reached(id, 7)
}

/** The server tells the versions over its pipe: waiting must cost the measured side next to nothing. */
function versions(child: ChildProcess) {
  const known = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  child.on('message', (news: { id: string; version: number }) => {
    known.set(news.id, Math.max(news.version, known.get(news.id) ?? 0))
    waiting.get(news.id)?.()
  })
  return (id: string, version: number): Promise<void> =>
    new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`a case stands at ${known.get(id) ?? 0}, not ${version}`)), 60_000)
      const look = () => {
        if ((known.get(id) ?? 0) < version) return
        clearTimeout(timer)
        waiting.delete(id)
        done()
      }
      waiting.set(id, look)
      look()
    })
}

/** An agency that says yes to everything, unsigned. */
async function plainAgency(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"ok":true,"code":"37020000000000000001","waybill":"EB000000018CN"}'),
      )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  atEnd(() => void server.close())
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

async function inParallel(count: number, atOnce: number, run: () => Promise<void>): Promise<void> {
  let left = count
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await run()
    }),
  )
}
