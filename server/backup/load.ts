import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { knownMigrations, migrate } from '#server/kit/migrate.ts'
import { copyIn } from './copy.ts'
import { fileOf } from './dump.ts'
import type { Dump } from './manifest.ts'

/**
 * Fills an empty database with what dumpDatabase() wrote, in one transaction: all of it or nothing. The schema is made as it was then;
 * afterwards it is brought to the newest. Ask refuseUnlessFits() before.
 */
export async function loadDatabase(ownerUrl: string, folder: string, dump: Dump): Promise<void> {
  await migrate(ownerUrl, dump.migrations)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0')
    await client.query('begin')
    await loadOn(client, folder, dump)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await migrate(ownerUrl)
}

/** Throws with a sentence when the backup is of a newer house, or the database is not empty. Changes nothing. */
export async function refuseUnlessFits(ownerUrl: string, dump: Dump): Promise<void> {
  const known = new Set(knownMigrations())
  const unknown = dump.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new Error(
      `the backup is of a newer version than this one, which does not know ${unknown.join(', ')}. Install that version, then restore.`,
    )
  await refuseUnlessEmpty(ownerUrl)
}

async function loadOn(client: pg.Client, folder: string, { tables, sequences }: Dump): Promise<void> {
  // Tables point at each other in circles: the pointers are taken off, and put on again over what was read, which checks them all.
  const { rows: pointers } = await client.query<{ place: string; name: string; definition: string }>(FOREIGN_KEYS)
  for (const { place, name } of pointers)
    await client.query(`alter table ${place} drop constraint ${pg.escapeIdentifier(name)}`)
  await client.query(`truncate ${tables.map((table) => tableName(table.name)).join(', ')}`)
  for (const { name, columns, rows } of tables) {
    const sql = `copy ${tableName(name)} (${columns.map((c) => pg.escapeIdentifier(c)).join(', ')}) from stdin`
    const read = await copyIn(client, sql, createReadStream(join(folder, fileOf(name))).pipe(createGunzip()))
    if (read !== rows) throw new Error(`${name}: ${read} of ${rows} rows were read`)
  }
  for (const { place, name, definition } of pointers)
    await client.query(`alter table ${place} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
  for (const { name, last } of sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [
      name,
      String(BigInt(last) + (name === 'public.case_numbers' ? NUMBERS_LEFT_OUT : 0n)),
    ])
}

/** Numbers of cases that were given after the backup are in people's hands: they are not given a second time. */
const NUMBERS_LEFT_OUT = 10_000n

const FOREIGN_KEYS = `
  select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
   where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`

const tableName = (name: string): string =>
  name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')

/** A schema without anything in it is empty too: so a restore that was broken off can be begun again. */
async function refuseUnlessEmpty(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`,
    )
    const full: string[] = []
    for (const { name } of rows) {
      if (FILLED_BY_MIGRATIONS.has(name)) continue
      if ((await client.query(`select from ${name} limit 1`)).rowCount) full.push(name)
    }
    if (full.length > 0)
      throw new Error(
        `the database to restore into is not empty (${full.slice(0, 4).join(', ')}${full.length > 4 ? ' …' : ''}). Nothing was changed. Name an empty one.`,
      )
  } finally {
    await client.end()
  }
}
const FILLED_BY_MIGRATIONS = new Set(['migrations', 'plate_transitions'])
