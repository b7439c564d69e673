import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '#server/kit/migrate.ts'
import { startPostgres } from '#server/kit/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
  }
}

/** One PostgreSQL for the whole run, with a migrated template from which every test file clones its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-test-'))
  const postgres = await startPostgres(dir, { durable: false, settings: { max_connections: '300' } })
  const { createDatabase } = await import('./database.ts')
  const template = await createDatabase(postgres.url, 'template_house')
  await migrate(template)
  project.provide('postgres', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
