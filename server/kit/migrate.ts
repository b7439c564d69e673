import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

const FOLDER = new URL('../../migrations/', import.meta.url)
/** Any fixed number; two starting processes meet at this lock (`create table if not exists` alone races, measured). */
const LOCK = 370_200_001

/**
 * Brings the database to the newest schema, forward only, each file in its own transaction.
 * Safe when several processes start at once: the second waits and finds nothing to do. `only` stops at an older schema, for a backup of then.
 */
export async function migrate(ownerUrl: string, only: readonly string[] = knownMigrations()): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const done = new Set((await client.query<{ name: string }>('select name from migrations')).rows.map((r) => r.name))
    for (const name of knownMigrations()) {
      if (!done.has(name) && only.includes(name)) await apply(client, name)
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    await client.end()
  }
}

/** The files of `migrations/`, in their order. */
export const knownMigrations = (): string[] =>
  readdirSync(FOLDER)
    .filter((f) => f.endsWith('.sql'))
    .sort()

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(readFileSync(new URL(name, FOLDER), 'utf8'))
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}
