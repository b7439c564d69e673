import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freshDatabase } from '#test/database.ts'
import { CLASSES, declaredColumns, REGISTER } from './register.ts'
import { RETENTION } from './retention.ts'

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase(inject('postgres')) })
  await client.connect()
})
afterAll(() => client.end())

/** 'table.column' of everything that could hold words about a person. */
async function columnsThatHoldWords(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and data_type in ('text', 'bytea', 'jsonb', 'json', 'ARRAY', 'character varying', 'character', 'inet', 'xml', 'USER-DEFINED') order by 1`,
  )
  return rows.map((row) => row.name)
}
const tables = async (): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    )
  ).rows.map((row) => row.name)

/** What the schema has and the register does not know, and the other way round. */
async function differences(): Promise<{ undeclared: string[]; gone: string[] }> {
  const [declared, there] = [declaredColumns(), await columnsThatHoldWords()]
  return {
    undeclared: there.filter((name) => !declared.has(name)),
    gone: [...declared.keys()].filter((name) => !there.includes(name)),
  }
}

describe('the register of personal data', () => {
  test('knows every column of text, bytes, lists and JSON, and none that is not there', async () => {
    expect((await columnsThatHoldWords()).length).toBeGreaterThan(300)
    expect(await differences()).toEqual({ undeclared: [], gone: [] })
  })

  test('a column that somebody adds without declaring it fails, as does one that is taken away', async () => {
    await client.query('begin')
    await client.query('alter table people add column nickname text, add column memo jsonb, drop column mobile')
    const found = await differences()
    await client.query('rollback')
    expect(found).toEqual({ undeclared: ['people.memo', 'people.nickname'], gone: ['people.mobile'] })
  })

  test('knows every table with words, and every table that is kept for days has a rule that removes it', async () => {
    const there = await tables()
    const withWords = new Set((await columnsThatHoldWords()).map((name) => name.split('.')[0] ?? ''))
    expect([...withWords].filter((table) => !(table in REGISTER))).toEqual([])
    expect(Object.keys(REGISTER).filter((table) => !there.includes(table))).toEqual([])
    const forDays = Object.keys(REGISTER).filter((table) => REGISTER[table]?.keep === 'days')
    expect(Object.keys(RETENTION).toSorted()).toEqual(forDays.toSorted())
  })

  test('personal data is sealed, or a keyed hash, or masked: nothing personal is declared as standing in the open', () => {
    const classes = new Set(declaredColumns().values())
    expect([...classes].toSorted()).toEqual(Object.keys(CLASSES).toSorted())
    const sealed = [...declaredColumns()].filter(([, c]) => c === 'sealed').map(([name]) => name)
    for (const name of [
      'people.name',
      'people.id_number',
      'people.mobile',
      'cases.data',
      'drafts.data',
      'exchanges.request',
    ])
      expect(sealed).toContain(name)
  })

  test('what is called a log can be added to by the application, and neither changed nor removed at will', async () => {
    const logs = Object.keys(REGISTER).filter((table) => REGISTER[table]?.keep === 'log')
    const { rows } = await client.query<{ name: string }>(
      `select t as name from unnest($1::text[]) t where has_table_privilege('yunchuang_app', 'public.' || quote_ident(t), 'delete')
          or has_table_privilege('yunchuang_app', 'public.' || quote_ident(t), 'truncate')`,
      [logs],
    )
    expect(rows.map((row) => row.name)).toEqual([])
  })
})
