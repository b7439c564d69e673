import { join } from 'node:path'
import { selfTest } from '#server/kit/crypto-signatures.ts'
import { startSandbox } from './sandbox.ts'

/**
 * The outside world as a process of its own. Environment: SANDBOX_PORT (4100), SANDBOX_HOST (127.0.0.1), DATA_DIR (./data),
 * KEYS_DIR (DATA_DIR/keys), HOUSE_URL (http://127.0.0.1:PORT), PORT (3000), CRYPTO_SUITE (sm | intl), SANDBOX_SEED (1),
 * SANDBOX_PEOPLE (300), SANDBOX_POST_PACE_S (0 = by hand), NOW_OFFSET (seconds added to the clock).
 */
const { env } = process
const dataDir = env['DATA_DIR'] ?? 'data'
const suite = env['CRYPTO_SUITE'] === 'intl' ? 'intl' : 'sm'
const offsetMs = Number(env['NOW_OFFSET'] ?? 0) * 1000
selfTest(suite)
const sandbox = await startSandbox({
  port: Number(env['SANDBOX_PORT'] ?? 4100),
  host: env['SANDBOX_HOST'] ?? '127.0.0.1',
  dataDir: join(dataDir, 'sandbox'),
  keysDir: env['KEYS_DIR'] ?? join(dataDir, 'keys'),
  houseUrl: env['HOUSE_URL'] ?? `http://127.0.0.1:${env['PORT'] ?? '3000'}`,
  suite,
  seed: Number(env['SANDBOX_SEED'] ?? 1),
  people: Number(env['SANDBOX_PEOPLE'] ?? 300),
  postPaceS: Number(env['SANDBOX_POST_PACE_S'] ?? 0),
  ...(offsetMs === 0 ? {} : { now: () => new Date(Date.now() + offsetMs) }),
})
console.log(`sandbox: ${sandbox.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
