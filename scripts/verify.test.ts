import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { createDatabase, freshDatabase, onDatabase } from '#test/database.ts'
import { freePort } from '#test/free-port.ts'

/** What an operator reads who points `npm run verify` at something that cannot be verified: one sentence with the next step. */
const dir = mkdtempSync(join(tmpdir(), 'yc-verify-'))
const data = join(dir, 'data')
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function verify(databaseUrl: string) {
  const run = spawnSync(process.execPath, ['scripts/verify.ts'], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: data,
      DATABASE_URL: databaseUrl,
      NODE_COMPILE_CACHE: join(dir, 'cache'),
    },
  })
  return { code: run.status, out: run.stdout, err: run.stderr.trim() }
}

test('an empty database, one that is behind and one that is ahead are told from a broken one', async () => {
  const admin = inject('postgres')
  const empty = await createDatabase(admin, `v_${randomBytes(6).toString('hex')}`, 'template0')
  expect(verify(empty)).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^Nothing was verified: .*never been migrated.*first start/) as string,
  })
  const behind = await freshDatabase(admin)
  const client = new pg.Client({ connectionString: behind })
  await client.connect()
  await client.query(`delete from migrations where name = '0022_corrections.sql'`)
  expect(verify(behind)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/behind.*0022_corrections.sql/) as string,
  })
  await client.query(`insert into migrations (name) values ('0022_corrections.sql'), ('9999_tomorrow.sql')`)
  expect(verify(behind)).toMatchObject({ code: 1, err: expect.stringMatching(/newer.*9999_tomorrow.sql/) as string })
  await client.query(`delete from migrations where name = '9999_tomorrow.sql'`)
  await client.end()
  expect(verify(behind)).toMatchObject({ code: 0, err: '' })
}, 120_000)

test('a database that is not there: its place is named, its password is not', async () => {
  const nobody = `postgresql://owner:very-secret@127.0.0.1:${await freePort()}/house`
  const { code, err } = verify(nobody)
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^Nothing was verified: the database cannot be reached \(127\.0\.0\.1:\d+\/house\)\. Is it/),
  ])
  expect(err).not.toContain('very-secret')
  expect(verify(onDatabase(inject('postgres'), 'no_such_house')).err).toMatch(
    /there is no such database.*no_such_house/,
  )
}, 60_000)

test('a folder without a house stays without one', () => {
  expect(verify('').err).toMatch(/there is no database in .*npm start/)
  expect(existsSync(data)).toBe(false)
}, 60_000)
