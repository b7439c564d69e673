import type pg from 'pg'
import { knownMigrations } from '#server/kit/migrate.ts'

/** Why nothing could be verified, with the next step; the message is for whoever runs the command. */
export class NothingVerified extends Error {}

/** Throws NothingVerified when the database is not one this checkout can judge: never migrated, behind, or ahead. */
export async function mustBeOurs(client: pg.ClientBase): Promise<void> {
  const [wanted, done] = [knownMigrations(), await doneIn(client)]
  const missing = wanted.filter((name) => !done.includes(name))
  const unknown = done.filter((name) => !wanted.includes(name))
  if (done.length === 0)
    throw new NothingVerified(
      'this database has never been migrated, so there is no house in it. Is DATABASE_URL the right one? A new house is made by its first start (npm start, or server/main.ts).',
    )
  if (unknown.length > 0)
    throw new NothingVerified(
      `this database is newer than this checkout (${unknown.join(', ')}). Verify it with the version that runs on it.`,
    )
  if (missing.length > 0)
    throw new NothingVerified(
      `this database is behind this checkout (${missing.join(', ')} not applied). Start the house of this version once, it migrates; then verify again.`,
    )
}

/** The migrations a database has had; none where no house was ever made. */
async function doneIn(client: pg.ClientBase): Promise<string[]> {
  const there = await client.query<{ yes: boolean }>(`select to_regclass('public.migrations') is not null as yes`)
  if (!there.rows[0]?.yes) return []
  return (await client.query<{ name: string }>('select name from migrations order by name')).rows.map((row) => row.name)
}

/** One sentence for what kept the question from being asked, without passwords; undefined for an error of the program's own. */
export function whyNotVerified(error: unknown, databaseUrl: string): string | undefined {
  if (error instanceof NothingVerified) return error.message
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const at = placeIn(databaseUrl)
  if (code === '3D000') return `there is no such database (${at}). Look at the name at the end of DATABASE_URL.`
  if (code.startsWith('28')) return `the database lets nobody in with this account (${at}). Look at user and password.`
  if (code === '42501')
    return `this account may not read everything (${at}). Use the account that owns the database: verify only reads.`
  if (code === '57P03') return `the database is starting or stopping (${at}). Try again in a minute.`
  if (UNREACHABLE.test(code) || (error instanceof Error && /timeout|Connection terminated/.test(error.message)))
    return `the database cannot be reached (${at}). Is it running, and is DATABASE_URL right?`
  return undefined
}

const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|08)/

/** Where it is, without the password. */
function placeIn(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  return url ? `${url.searchParams.get('host') ?? url.host}${url.pathname}` : 'DATABASE_URL is no address'
}
