import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createDatabase, freshDatabase } from '#test/database.ts'
// The whole house is imported so that every statement of every feature has registered itself.
import '#server/house.ts'
import { registered } from './db.ts'
import { migrate } from './migrate.ts'

const run = promisify(execFile)
const emptyDatabase = () => createDatabase(inject('postgres'), `m_${randomBytes(6).toString('hex')}`)

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('migrating', () => {
  test('two processes on one empty database at once: both come up, everything is there once', async () => {
    const url = await emptyDatabase()
    const code = `import { migrate } from '#server/kit/migrate.ts'; await migrate(process.env.URL)`
    const start = () =>
      run(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, URL: url } })
    await Promise.all([start(), start()])
    const names = await connected(url, async (c) =>
      (await c.query<{ name: string }>('select name from migrations order by name')).rows.map((r) => r.name),
    )
    expect(names[0]).toBe('0001_base.sql')
    expect(new Set(names).size).toBe(names.length)
    await migrate(url)
    const again = await connected(url, async (c) => (await c.query('select name from migrations')).rowCount)
    expect(again).toBe(names.length)
  }, 60_000)

  test('every migration is written down under its file name, in order', async () => {
    const files = readdirSync(new URL('../../migrations/', import.meta.url)).filter((f) => f.endsWith('.sql'))
    const url = await freshDatabase(inject('postgres'))
    const applied = await connected(url, async (c) =>
      (await c.query<{ name: string }>('select name from migrations order by applied_at')).rows.map((r) => r.name),
    )
    expect(applied).toEqual(files.toSorted())
  })
})

describe('the application role', () => {
  let app: pg.Client
  beforeAll(async () => {
    app = new pg.Client({ connectionString: await freshDatabase(inject('postgres')), options: '-c role=yunchuang_app' })
    await app.connect()
  })
  afterAll(() => app.end())

  const APPEND_ONLY = [
    'case_events',
    'audit_events',
    'exchanges',
    'receipts',
    'parcel_scans',
    'spoils',
    'plate_snapshots',
    'plate_downtimes',
    'plate_incidents',
    'plate_numbers',
    'plate_log',
    'plate_sittings',
    'blank_loads',
    'parcel_reissues',
  ]
  test.each(APPEND_ONLY)('may read %s and at most add to it, never change, remove or empty it', async (table) => {
    await expect(app.query(`select * from ${table} limit 0`)).resolves.toBeDefined()
    const { rows } = await app.query<{ attname: string }>(
      `select attname from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attidentity = ''`,
    )
    for (const { attname } of rows)
      await expect(app.query(`update ${table} set ${attname} = ${attname}`), attname).rejects.toMatchObject({
        code: '42501',
      })
    await expect(app.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
    await expect(app.query(`truncate ${table}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('may not remove a case or empty any table, nor change what tables there are', async () => {
    await expect(app.query('delete from cases')).rejects.toMatchObject({ code: '42501' })
    const { rows } = await app.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    )
    expect(rows.length).toBeGreaterThan(20)
    for (const { tablename } of rows) {
      await expect(app.query(`truncate ${tablename} cascade`), tablename).rejects.toMatchObject({ code: '42501' })
      await expect(app.query(`drop table ${tablename}`), tablename).rejects.toMatchObject({ code: '42501' })
      await expect(app.query(`alter table ${tablename} disable trigger all`), tablename).rejects.toMatchObject({
        code: '42501',
      })
    }
    await expect(app.query('create table public.mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await expect(app.query(`insert into migrations (name) values ('9999_mine.sql')`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(app.query(`set session_replication_role = replica`)).rejects.toMatchObject({ code: '42501' })
  })

  test('sees nothing of the jobs, and can add some only by the one function', async () => {
    for (const table of ['jobs', 'job_rounds'])
      await expect(app.query(`select from ${table}`), table).rejects.toMatchObject({ code: '42501' })
    await expect(
      app.query(`insert into jobs (job, payload, run_at, max_attempts) values ('tidy', '{}', now(), 1)`),
    ).rejects.toMatchObject({ code: '42501' })
    await app.query(`select enqueue_jobs('[{"job":"tidy","payload":{}}]')`)
  })

  test('reads no file and runs no program of the machine', async () => {
    await expect(app.query(`copy (select 1) to program 'true'`)).rejects.toMatchObject({ code: '42501' })
    await expect(app.query(`select pg_read_file('postgresql.conf')`)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the statements of the house', () => {
  test('have names of their own', () => {
    const names = registered.map((s) => s.name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(names.length).toBeGreaterThan(100)
  })

  test('all fit the schema, with the rights of the application role', async () => {
    const url = await freshDatabase(inject('postgres'))
    const client = new pg.Client({ connectionString: url, options: '-c role=yunchuang_app' })
    await client.connect()
    const broken: string[] = []
    for (const { name, text } of registered) {
      await client
        .query(`prepare "${name}" as ${text}`)
        .catch((error: Error) => broken.push(`${name}: ${error.message}`))
      // Planning asks for the rights, preparing alone does not.
      const { rows } = await client.query<{ n: number }>(
        `select cardinality(parameter_types) as n from pg_prepared_statements where name = $1`,
        [name],
      )
      const values = Array.from({ length: rows[0]?.n ?? 0 }, () => 'null').join(', ')
      await client
        .query(`explain execute "${name}"${values ? `(${values})` : ''}`)
        .catch((error: Error) => broken.push(`${name}: ${error.message}`))
    }
    await client.end()
    expect(broken).toEqual([])
  })

  test('never glue values into their text', () => {
    const suspicious = registered.filter(({ text }) => /undefined|\[object|NaN/.test(text)).map((s) => s.name)
    expect(suspicious).toEqual([])
  })
})
