import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { until } from '#test/house.ts'
import { startPostgres } from './postgres.ts'

/** The launcher on good days and after crashes. Every cluster lies in a folder of its own; only own processes are ever signalled. */

// What was committed must outlive a kill: the settings of production, not those of tests.
const DURABLE = { durable: true }
const folders: string[] = []
const started: ChildProcess[] = []

/** `data` is reached through a folder of our own: the launcher opens the one above for walking. */
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'yc-pg-'))
  folders.push(dir)
  return join(dir, 'pg')
}

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  for (const dir of folders) {
    const pid = postmaster(join(dir, 'pg'))
    if (pid !== undefined) kill(pid)
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}

function postmaster(dir: string): number | undefined {
  const file = join(dir, 'data', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** SIGKILL for a process and everything it started: PostgreSQL's children lead groups of their own. */
function kill(pid: number): void {
  for (const each of [pid, ...descendants(pid)]) {
    try {
      process.kill(each, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

const CODE = `import { startPostgres } from '#server/kit/postgres.ts'
const { url, adopted } = await startPostgres(process.argv[1])
console.log(JSON.stringify({ url, adopted }))`

/** The launcher in a process of its own, as an operator's server would run it. */
function launch(
  dir: string,
  wrap: string[] = [],
): { child: ChildProcess; result: Promise<{ url: string; adopted: boolean }> } {
  const args = [process.execPath, '--input-type=module', '-e', CODE, dir]
  const child = spawn('env', [...wrap, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const result = new Promise<{ url: string; adopted: boolean }>((done, fail) => {
    child.on('close', () =>
      out ? done(JSON.parse(out) as { url: string; adopted: boolean }) : fail(new Error(err || 'ended without a word')),
    )
  })
  result.catch(() => undefined)
  return { child, result }
}

describe.skipIf(process.platform !== 'linux')('one cluster through its life', () => {
  const dir = folder()

  test('started fresh by two processes at once: one cluster, one server, both connect', async () => {
    const both = await Promise.all([launch(dir).result, launch(dir).result])
    expect(both.map((b) => b.adopted).toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true])
    expect(both[0].url).toBe(both[1].url)
    expect(await ask(both[0].url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([])
    await ask(both[0].url, 'create table kept (id int); insert into kept values (42)')
  }, 60_000)

  test('a running server is adopted, not started again', async () => {
    const pid = postmaster(dir)
    const second = await startPostgres(dir, DURABLE)
    expect(second.adopted).toBe(true)
    expect(postmaster(dir)).toBe(pid)
  })

  test('it listens on no network, its folder is closed to others', async () => {
    const { url } = await startPostgres(dir, DURABLE)
    expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect(await ask(url, 'show unix_socket_permissions')).toEqual([{ unix_socket_permissions: '0700' }])
    expect(await ask(url, 'show log_min_error_statement')).toEqual([{ log_min_error_statement: 'panic' }])
  })

  test('the postmaster alone is killed: started again within 30 s, nothing written is lost', async () => {
    const pid = postmaster(dir) ?? 0
    process.kill(pid, 'SIGKILL')
    const from = performance.now()
    const again = await startPostgres(dir, DURABLE)
    expect(performance.now() - from).toBeLessThan(30_000)
    expect(again.adopted).toBe(false)
    expect(postmaster(dir)).not.toBe(pid)
    expect(await ask(again.url, 'select id from kept')).toEqual([{ id: 42 }])
  }, 45_000)

  test('all of it is killed at once: the same', async () => {
    kill(postmaster(dir) ?? 0)
    const again = await startPostgres(dir, DURABLE)
    expect(await ask(again.url, 'select id from kept')).toEqual([{ id: 42 }])
  }, 45_000)

  test('a stale file names a stranger: the stranger lives on, the server starts', async () => {
    const { stop } = await startPostgres(dir, DURABLE)
    await stop()
    const stranger = spawn('sleep', ['120'], { stdio: 'ignore' })
    started.push(stranger)
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${stranger.pid}\n${join(dir, 'data')}\n0\n0\n\n\n\nready\n`)
    const again = await startPostgres(dir, DURABLE)
    expect(again.adopted).toBe(false)
    expect(await ask(again.url, 'select id from kept')).toEqual([{ id: 42 }])
    expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null])
    expect(() => process.kill(stranger.pid ?? 0, 0)).not.toThrow()
    stranger.kill('SIGKILL')
  }, 45_000)

  test('a file left empty by a power cut does not stop the start', async () => {
    const { stop } = await startPostgres(dir, DURABLE)
    await stop()
    const file = join(dir, 'data', 'postmaster.pid')
    writeFileSync(file, '')
    const before = new Date(Date.now() - 60_000)
    utimesSync(file, before, before)
    const again = await startPostgres(dir, DURABLE)
    expect(await ask(again.url, 'select id from kept')).toEqual([{ id: 42 }])
    await again.stop()
    expect(postmaster(dir)).toBeUndefined()
  }, 45_000)
})

describe.skipIf(process.platform !== 'linux')('starts that go wrong', () => {
  test('killed in the middle of making the cluster: nothing half-made is taken for one, the next start succeeds and tidies up', async () => {
    const dir = folder()
    const first = launch(dir)
    await until(
      'initdb at work',
      async () => existsSync(dir) && readdirSync(dir).some((name) => /^data\.\d+\.new$/.test(name)),
    )
    kill(first.child.pid ?? 0)
    await expect(first.result).rejects.toThrow()
    expect(existsSync(join(dir, 'data'))).toBe(false)
    const second = await startPostgres(dir, DURABLE)
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([])
    await second.stop()
  }, 60_000)

  test('a folder too deep for a Unix socket is said plainly, with its length', async () => {
    const dir = join(folder(), '..', 'x'.repeat(80))
    await expect(startPostgres(dir, DURABLE)).rejects.toThrow(/too long for a Unix socket \(\d+ > 90 characters\)/)
  })

  test.skipIf(process.getuid?.() !== 0 || !existsSync('/usr/bin/setpriv'))(
    'an ordinary user starts it too',
    async () => {
      const dir = folder()
      chownSync(join(dir, '..'), 65_534, 65_534)
      const { url, adopted } = await launch(dir, ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']).result
      expect(adopted).toBe(false)
      expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
      kill(postmaster(dir) ?? 0)
    },
    60_000,
  )

  test.skipIf(process.getuid?.() !== 0)(
    'started by root under a closed folder it finds a place that its own account can reach',
    async () => {
      const { url, stop } = await startPostgres(join(folder(), 'closed', 'pg'), DURABLE)
      const place = /host=([^&]+)/.exec(decodeURIComponent(url))?.[1] ?? ''
      expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
      await stop()
      expect(place).toMatch(/^\/var\/lib\/yunchuang\/[0-9a-f]{12}\/run$/)
      rmSync(join(place, '..'), { recursive: true })
    },
    60_000,
  )
})
