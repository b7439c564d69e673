import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createCrypto } from '#server/kit/crypto.ts'
import { createDatabase } from '#test/database.ts'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { type Place, takeBackup } from './backup.ts'
import { readManifest, writeManifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'

/** What goes wrong with a restore is said in a sentence, before anything is touched. */

const dir = mkdtempSync(join(tmpdir(), 'yc-refused-'))
const ONE = join(dir, 'one')
let t: Tools
let place: Place
let empty: string

beforeAll(async () => {
  t = await tools()
  await somebody(t)
  place = { ownerUrl: t.databaseUrl, dataDir: t.dir, keysDir: join(t.dir, 'keys'), crypto: t.house.crypto }
  await takeBackup(place, ONE)
  empty = await createDatabase(inject('postgres'), `t_${randomBytes(6).toString('hex')}`)
})
afterAll(async () => {
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})

/** A new machine: an empty data folder with the keys, which came by another way. */
function newMachine(name: string): { dataDir: string; keysDir: string } {
  const dataDir = join(dir, name)
  cpSync(place.keysDir, join(dataDir, 'keys'), { recursive: true })
  return { dataDir, keysDir: join(dataDir, 'keys') }
}

/** A copy of the backup that something happened to, and its restore on a new machine. */
const afterwards = async (name: string, happen: (folder: string) => void, change: Partial<Place> = {}) => {
  const folder = join(dir, `bad-${name}`)
  cpSync(ONE, folder, { recursive: true })
  happen(folder)
  const machine = newMachine(`machine-${name}`)
  const target = { ...place, ownerUrl: empty, ...machine, ...change }
  const said = await restoreBackup(target, folder).then(
    () => 'restored',
    (error: Error) => error.message,
  )
  expect(readdirSync(target.dataDir).filter((entry) => entry !== 'keys' && entry !== 'files')).toEqual([])
  return said
}
const nothing = () => undefined
const table = (folder: string) => join(folder, 'database', 'public.people.copy.gz')

test.each<[string, (folder: string) => void, RegExp]>([
  ['gone', (folder) => rmSync(folder, { recursive: true }), /^there is no folder/],
  ['broken-off', (folder) => rmSync(join(folder, 'backup.json')), /no backup, or one that was broken off/],
  ['cut-manifest', (folder) => truncateSync(join(folder, 'backup.json'), 300), /cannot be read: it was cut/],
  ['cut', (folder) => truncateSync(table(folder), 20), /1 files .*people\.copy\.gz.*Nothing was restored/],
  ['missing', (folder) => rmSync(table(folder)), /1 files of the backup are missing/],
  ['sums', (folder) => writeFileSync(join(folder, 'SHA256SUMS'), ''), /SHA256SUMS is missing or was changed/],
  ['changed', (folder) => bend(folder, (text) => text.replace('"rows": 0', '"rows": 1')), /was changed after/],
  ['newer', (folder) => newer(folder), /of a newer version.*9999_later\.sql/],
])('%s', async (name, happen, sentence) => {
  expect(await afterwards(name, happen)).toMatch(sentence)
})

const bend = (folder: string, change: (text: string) => string) =>
  writeFileSync(join(folder, 'backup.json'), change(readFileSync(join(folder, 'backup.json'), 'utf8')))
const newer = (folder: string) => {
  const read = readManifest(folder, place.crypto)
  const migrations = [...read.database.migrations, '9999_later.sql']
  writeManifest(folder, place.crypto, { ...read, database: { ...read.database, migrations } })
}

test('another master key', async () => {
  const crypto = createCrypto({ suite: 'sm', masterKey: randomBytes(32) })
  expect(await afterwards('key', nothing, { crypto })).toMatch(/another master key/)
})

test('the log’s key is another one', async () => {
  const { keysDir } = newMachine('other-log')
  writeFileSync(join(keysDir, 'log.public.pem'), readFileSync(join(keysDir, 'house.public.pem')))
  expect(await afterwards('log', nothing, { keysDir })).toMatch(/key pair "log" .* is not the one of the backup/)
})

test('a database, or a folder, that is not empty', async () => {
  expect(await afterwards('full', nothing, { ownerUrl: place.ownerUrl })).toMatch(
    /not empty \(.*\). Nothing was changed/,
  )
  const { dataDir } = newMachine('used')
  mkdirSync(join(dataDir, 'files'))
  writeFileSync(join(dataDir, 'files', 'x'), 'x')
  expect(await afterwards('used', nothing, { dataDir })).toMatch(/files is not empty. Nothing was changed/)
})

test('the database stayed empty through all of it', async () => {
  const client = new pg.Client({ connectionString: empty })
  await client.connect()
  const { rows } = await client.query('select relname from pg_class where relnamespace = $1::regnamespace', ['public'])
  await client.end()
  expect(rows).toEqual([])
})
