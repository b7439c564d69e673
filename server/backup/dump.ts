import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import type { Dump } from './manifest.ts'
import { copyOut } from './copy.ts'

/**
 * Writes every table of the house as one snapshot shows it: `<folder>/<schema>.<table>.copy.gz`, the text of COPY. Reads only and
 * waits for nobody; the house goes on working. `ownerUrl` is the account that owns the tables.
 */
export async function dumpDatabase(ownerUrl: string, folder: string): Promise<Dump> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    // Whatever the settings of the server: times and numbers are written in one way that loses nothing.
    await client.query(
      `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 1`,
    )
    await client.query(`set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
    await client.query('begin isolation level repeatable read read only')
    return await dumpOn(client, folder)
  } finally {
    await client.end()
  }
}

async function dumpOn(client: pg.Client, folder: string): Promise<Dump> {
  const rows = async <R extends pg.QueryResultRow>(sql: string): Promise<R[]> => (await client.query<R>(sql)).rows
  const migrated = await rows<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`)
  if (!migrated[0]?.there) throw new Error('this database is not one of a house: nothing was ever opened on it')
  const migrations = await rows<{ name: string }>('select name from migrations order by name')
  const heads = await rows<Dump['checkpoint'] & { horizon: string }>(
    `select size::int, encode(root, 'hex') as root, at, encode(signature, 'base64') as signature, horizon::text from checkpoints order by size desc limit 1`,
  )
  const horizon = heads[0]?.horizon ?? '3'
  const tables = []
  for (const table of await rows<TableRow>(TABLES)) {
    const sql = `copy (${selectOf(table, horizon)}) to stdout`
    tables.push({
      name: table.name,
      columns: table.columns,
      rows: await dumpTable(client, sql, join(folder, fileOf(table.name))),
    })
  }
  // After the tables, and outside every snapshot as sequences are: never behind them.
  const sequences = await rows<{ name: string; last: string | null }>(SEQUENCES)
  const [head] = heads
  return {
    migrations: migrations.map(({ name }) => name),
    tables,
    sequences: sequences.flatMap(({ name, last }) => (last === null ? [] : [{ name, last }])),
    ...(head
      ? {
          checkpoint: {
            size: head.size,
            root: head.root,
            at: new Date(head.at).toISOString(),
            signature: head.signature,
          },
        }
      : {}),
  }
}

/** Where a table lies in the folder of the database. */
export const fileOf = (table: string): string => `${table}.copy.gz`

async function dumpTable(client: pg.Client, sql: string, file: string): Promise<number> {
  // Level 1: most of it is sealed and does not shrink by more than its hexadecimal form.
  const gzip = createGzip({ level: 1 })
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600, flush: true }))
  try {
    // A disk that is full ends what is written while COPY still waits for room.
    const rows = await Promise.race([copyOut(client, sql, gzip), written.then(() => 0)])
    gzip.end()
    await written
    return rows
  } catch (error) {
    gzip.destroy()
    await written.catch(() => undefined)
    throw error
  }
}

interface TableRow {
  name: string
  columns: string[]
  xid: string | null
}

/** All ordinary tables of the house and of its queue; columns that are computed are left out. The list of migrations is kept beside. */
const TABLES = `
  select n.nspname || '.' || c.relname as name,
         array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
         max(a.attname::text) filter (where a.atttypid = 'xid8'::regtype) as xid
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relkind in ('r', 'p') and n.nspname = 'public' and c.relname <> 'migrations'
   group by 1 order by 1`
const SEQUENCES = `select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`

/**
 * Transaction ids mean something only in the cluster that gave them. In another one the sealed log's horizon would lie in the future:
 * nothing would be sealed any more, and nobody would notice. So what is sealed is written as older than all (3), the horizon as 4, and
 * what is not sealed yet as 4 and after, in its order and so few with one number that one sealing takes them.
 */
function selectOf({ name, columns, xid }: TableRow, horizon: string): string {
  const list = (of: (column: string) => string) => columns.map(of).join(', ')
  // Whoever worked on it is gone: it may be taken again at once.
  if (name === 'public.jobs') return `select ${list((c) => (c === 'runner' ? `null as ${c}` : quoted(c)))} from ${name}`
  if (xid === null) return `select ${list(quoted)} from ${name}`
  if (name === 'public.checkpoints')
    return `select ${list((c) => (c === xid ? `'4' as ${c}` : quoted(c)))} from ${name}`
  return `select ${list((c) => (c === xid ? `'3' as ${c}` : quoted(c)))} from ${name} where ${xid} < '${horizon}'
    union all select ${list((c) => (c === xid ? `(4 + (row_number() over (order by ${xid}) - 1) / ${WITH_ONE_ID})::text` : quoted(c)))} from ${name} where ${xid} >= '${horizon}'`
}

/** Three tables have such ids and one sealing takes 10,000 records. */
const WITH_ONE_ID = 3_000
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
