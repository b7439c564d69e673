import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { createHouseApp, furnish, houseJobs } from './house.ts'
import { ensureOffices } from './demo/furnish.ts'
import { readConfig } from './kit/config.ts'
import { symmetricSelfTest } from './kit/crypto.ts'
import { selfTest } from './kit/crypto-signatures.ts'
import { startJobs } from './kit/jobs.ts'
import { createLog } from './kit/log.ts'
import { migrate } from './kit/migrate.ts'
import { type RunningPostgres, startPostgres } from './kit/postgres.ts'

/** config → database → migrate → house → listen. Stops in the opposite order; only who started PostgreSQL stops it. */
const config = readConfig(process.env, process.argv.slice(2))
const log = createLog(config.logLevel)
selfTest(config.cryptoSuite)
symmetricSelfTest(config.cryptoSuite)

let postgres: RunningPostgres | undefined
if (!config.databaseUrl) {
  postgres = await startPostgres(join(config.dataDir, 'pg'))
  log.info('database ready', { adopted: postgres.adopted })
}
const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
await migrate(databaseUrl)

const house = furnish({ config, databaseUrl, log })
await house.db.tx((tx) => ensureOffices(tx, house))
const app = config.roles.has('web') ? await createHouseApp(house) : undefined
const runner = config.roles.has('jobs') ? await startJobs(house, databaseUrl, houseJobs) : undefined
if (app) await app.listen({ host: config.host, port: config.port })
log.info('open', { port: config.port, roles: [...config.roles].join(',') })

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  // A request that hangs must not keep the house from closing.
  await Promise.race([app?.close(), wait(8_000)])
  await Promise.race([runner?.stop(), wait(8_000)])
  await Promise.race([house.close(), wait(3_000)])
  if (postgres && !postgres.adopted) await postgres.stop().catch(() => undefined)
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close())
