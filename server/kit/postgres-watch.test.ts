import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '#test/free-port.ts'
import { until } from '#test/until.ts'

/** A house with its own embedded database, as `npm start` opens it. */
const dir = mkdtempSync(join(tmpdir(), 'yc-watch-'))
const port = await freePort()
const { DATABASE_URL: _, ...env } = process.env
const child = spawn(process.execPath, ['server/main.ts', '--roles=web'], {
  stdio: 'ignore',
  env: { ...env, PORT: String(port), DATA_DIR: dir, LOG_LEVEL: 'silent', SANDBOX_URL: 'http://127.0.0.1:9' },
})
const gone = once(child, 'exit')

afterAll(async () => {
  child.kill('SIGKILL')
  await gone
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const isReady = () =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (r) => r.ok,
    () => false,
  )
const postmaster = (): number => Number(readFileSync(join(dir, 'pg', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])

test('the embedded database is killed and comes back by itself; closing the house stops it', async () => {
  await until('the house', isReady, 60_000)
  const killed = postmaster()
  process.kill(killed, 'SIGKILL')
  await until('another database', async () => (await isReady()) && postmaster() !== killed, 40_000)
  child.kill('SIGTERM')
  await gone
  expect(() => postmaster()).toThrow(/ENOENT/)
}, 120_000)
