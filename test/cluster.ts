import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#server/kit/migrate.ts'
import { startPostgres } from '#server/kit/postgres.ts'
import { createDatabase, MIGRATED } from './database.ts'

/** What a run of tests shares. */
export interface Cluster {
  /** URL of its PostgreSQL. */
  postgres: string
  /** A data folder for the keys with which the furnished template is sealed; see furnished.ts. */
  keys: string
}

/** One PostgreSQL for a run, with a migrated template. */
export async function startCluster(): Promise<Cluster & { stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-test-'))
  const postgres = await startPostgres(dir, { durable: false, settings: { max_connections: '300' } })
  await migrate(await createDatabase(postgres.url, MIGRATED))
  return {
    postgres: postgres.url,
    keys: mkdtempSync(join(dir, 'keys-')),
    stop: async () => {
      await postgres.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
