import { join } from 'node:path'
import { selfTest } from '#server/kit/crypto-signatures.ts'
import { startSandbox } from './sandbox.ts'

/**
 * The outside world as a process of its own. Environment: SANDBOX_PORT (PORT + 1), SANDBOX_HOST (127.0.0.1), PORT (3700),
 * HOUSE_URL (http://127.0.0.1:PORT), DATA_DIR (.data), KEYS_DIR (DATA_DIR/keys, shared with the house), CRYPTO_SUITE (sm | intl),
 * SANDBOX_SEED (1), SANDBOX_PEOPLE (300), SANDBOX_POST_PACE_S (0 = by hand), NOW_OFFSET (milliseconds added to the clock).
 */
async function main(): Promise<void> {
  const dataDir = process.env['DATA_DIR'] ?? '.data'
  const suite = process.env['CRYPTO_SUITE'] === 'intl' ? 'intl' : 'sm'
  const housePort = number('PORT', 3700)
  const offsetMs = number('NOW_OFFSET', 0)
  selfTest(suite)
  const sandbox = await startSandbox({
    port: number('SANDBOX_PORT', housePort + 1),
    host: process.env['SANDBOX_HOST'] ?? '127.0.0.1',
    dataDir: join(dataDir, 'sandbox'),
    keysDir: process.env['KEYS_DIR'] ?? join(dataDir, 'keys'),
    houseUrl: process.env['HOUSE_URL'] ?? `http://127.0.0.1:${housePort}`,
    suite,
    seed: number('SANDBOX_SEED', 1),
    people: number('SANDBOX_PEOPLE', 300),
    postPaceS: number('SANDBOX_POST_PACE_S', 0),
    now: () => new Date(Date.now() + offsetMs),
  })
  console.log(`sandbox: ${sandbox.url}`)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
}

function number(name: string, standard: number): number {
  const text = process.env[name]
  const value = text ? Number(text) : standard
  if (!Number.isFinite(value)) throw new Error(`${name}: "${text}" is not a number`)
  return value
}

// Not when it is only loaded, so that its types are stripped before the first start.
if (import.meta.main) await main()
