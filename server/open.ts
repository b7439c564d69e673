import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { ensureOffices } from './accounts/offices.ts'
import { ensureSlots } from './appointments/appointments.ts'
import { createHouseApp, furnish, houseJobs } from './house.ts'
import type { Config } from './kit/config.ts'
import { symmetricSelfTest } from './kit/crypto.ts'
import { selfTest } from './kit/crypto-signatures.ts'
import { startJobs } from './kit/job-runner.ts'
import { createLog } from './kit/log.ts'
import { migrate } from './kit/migrate.ts'
import { startPostgres } from './kit/postgres.ts'
import { watchPostgres } from './kit/postgres-watch.ts'
import { ensureGrid } from './video/bookings.ts'
import { startMediaNode } from './video/media-node.ts'

/** config → database → migrate → house → listen. Any number of processes may open on one database. */
export async function openHouse(config: Config) {
  const log = createLog(config.logLevel)
  selfTest(config.cryptoSuite)
  symmetricSelfTest(config.cryptoSuite)
  const postgres = config.databaseUrl ? undefined : await startPostgres(join(config.dataDir, 'pg'))
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
  const watch = postgres && watchPostgres(postgres, log)
  await migrate(databaseUrl)
  const house = furnish({ config, databaseUrl, log })
  await house.db.tx(async (tx) => {
    await ensureOffices(tx, house)
    // A house that opens for the first time has free hours today, not from tomorrow's round on.
    await ensureSlots(tx, house)
    await ensureGrid(tx, house)
  })
  const app = config.roles.has('web') ? await createHouseApp(house) : undefined
  const runner = config.roles.has('jobs') ? await startJobs(house, databaseUrl, houseJobs) : undefined
  const node = config.roles.has('media') ? await startMediaNode(house) : undefined
  if (app) await app.listen({ host: config.host, port: config.port })
  log.info('open', { port: config.port, roles: [...config.roles].join(','), adopted: postgres?.adopted ?? false })

  /** In the opposite order; only who started PostgreSQL stops it. A request that hangs does not keep the house from closing. */
  const close = async (): Promise<void> => {
    watch?.end()
    await Promise.race([app?.close(), wait(8_000)])
    await Promise.race([runner?.stop(), wait(8_000)])
    await Promise.race([node?.close(), wait(5_000)])
    await Promise.race([house.close(), wait(3_000)])
    if (watch?.startedHere()) await postgres?.stop().catch(() => undefined)
  }
  return { house, databaseUrl, close }
}

/** Closes once on SIGTERM or SIGINT, then ends the process. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return
      closing = true
      void close().finally(() => process.exit(0))
    })
  }
}
