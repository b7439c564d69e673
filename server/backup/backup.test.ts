import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as mine from '#api/my-cases.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { type RunningPostgres, startPostgres } from '#server/kit/postgres.ts'
import { checkLog, type Head } from '#server/sealed-log/outside.ts'
import { verifyDatabase } from '#server/verify.ts'
import { onDatabase } from '#test/database.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, goodPhoto, standsAt, upload } from '#test/journey.ts'
import { type Visitor, visitor } from '#test/people.ts'
import { sealedAll } from '#test/sealed.ts'
import { startHouse } from '#test/start-house.ts'
import { type Place, takeBackup } from './backup.ts'
import { dumpDatabase } from './dump.ts'
import { type Manifest, parseSums, readManifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'

/** The drill: a house that works is copied, and opened again on another server, by an owner that is no superuser there. */

interface Acknowledged {
  who: Visitor
  id: string
  number: string
}

const dir = mkdtempSync(join(tmpdir(), 'yc-backup-'))
const ONE = join(dir, 'one')
/** A sealed piece of a recording: bytes that nobody can read, larger than one read of the copy. */
const SEGMENT = randomBytes(2_500_000)
const WORKERS: [DemoKey, string][] = [
  ['zhou-tao', '周涛'],
  ['wu-fang', '吴芳'],
]
let h: TestHouse
let other: RunningPostgres
let place: Place
let manifest: Manifest
let published: Head
let photo: { who: Visitor; id: string; bytes: Buffer }
/** Cases whose numbers people held in their hands when the backup began. */
let before: Acknowledged[]
const given: Acknowledged[] = []

beforeAll(async () => {
  h = await house()
  const dataDir = dirname(h.house.media?.dir ?? '')
  place = { ownerUrl: h.databaseUrl, dataDir, keysDir: join(dataDir, 'keys'), crypto: h.house.crypto }
  const who = await h.citizen('zhang-wei')
  const { body } = await upload(who, 'photo', await goodPhoto())
  photo = { who, id: body.id, bytes: await bytesOf(who, body.id) }
  mkdirSync(join(dataDir, 'recordings', 'call'), { recursive: true })
  writeFileSync(join(dataDir, 'recordings', 'call', 'a.seg'), SEGMENT)
  const stop = { now: false }
  const work = WORKERS.map(([key, name]) => workOf(key, name, stop))
  const acknowledged = (n: number) => until(`${n} acknowledged cases`, async () => given.length >= n, 60_000)
  await acknowledged(2)
  await sealedAll(h)
  published = (await checkLog(h.url)).head
  await acknowledged(5)
  before = [...given]
  manifest = await takeBackup(place, ONE)
  await acknowledged(before.length + 2)
  stop.now = true
  await Promise.all(work)
  other = await startPostgres(join(dir, 'pg'), { durable: false })
}, 180_000)

afterAll(async () => {
  await h.close()
  await other.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const bytesOf = async (who: Visitor, file: string): Promise<Buffer> => {
  const answer = await who.raw(`/api/my/files/${file}`)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** One person applies and withdraws, again and again, until told to stop. */
async function workOf(key: DemoKey, signature: string, stop: { now: boolean }): Promise<void> {
  const who = await h.citizen(key)
  while (!stop.now) {
    const { id, number } = await apply(who, { service: 'licence-replace-lost', signature })
    given.push({ who, id, number })
    await until('withdrawn', async () => {
      const { body } = await who.call(mine.readMyCase, { params: { id } })
      return (await who.call(mine.withdrawCase, { params: { id }, body: { version: body.version } })).status === 200
    })
  }
}

/** A new machine: an empty data folder with the keys, which came by another way. */
function newMachine(name: string): { dataDir: string; keysDir: string } {
  const dataDir = join(dir, name)
  cpSync(place.keysDir, join(dataDir, 'keys'), { recursive: true })
  return { dataDir, keysDir: join(dataDir, 'keys') }
}

/** An empty database of an account that may make roles and nothing else, as docs/operations.md makes it. */
async function emptyDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: other.url })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_roles where rolname = 'city'`)
    if (rowCount === 0) await client.query('create role city login createrole')
    await client.query(`create database ${name} owner city`)
  } finally {
    await client.end()
  }
  return onDatabase(other.url, name).replace('user=owner', 'user=city')
}

describe('restored on another machine', () => {
  let second: TestHouse
  let ownerUrl: string

  beforeAll(async () => {
    const { dataDir, keysDir } = newMachine('second')
    ownerUrl = await emptyDatabase('second')
    const restored = await restoreBackup({ ...place, ownerUrl, dataDir, keysDir }, ONE, published)
    expect(restored.problems).toEqual([])
    expect(restored.lost).toBe(0)
    second = await startHouse({ database: ownerUrl, keys: dataDir })
  }, 120_000)
  afterAll(() => second.close())

  const at = (who: Visitor): Visitor => {
    const there = visitor(second.url)
    for (const [name, value] of who.cookies) there.cookies.set(name, value)
    return there
  }

  test('every invariant holds, and the log continues the head that was published', async () => {
    expect((await verifyDatabase(ownerUrl, 'sm', place.crypto)).broken).toEqual([])
    expect(published.size).toBeGreaterThan(0)
    expect((await checkLog(second.url, published)).problems).toEqual([])
  })

  test('nothing that was acknowledged before the backup is lost, and everybody is still signed in', async () => {
    expect(before.length).toBeGreaterThanOrEqual(5)
    for (const { who, id, number } of before) {
      const answer = await at(who).call(mine.readMyCase, { params: { id } })
      expect([answer.status, answer.body.number]).toEqual([200, number])
    }
    expect(await bytesOf(at(photo.who), photo.id)).toEqual(photo.bytes)
    expect(readFileSync(join(dir, 'second', 'recordings', 'call', 'a.seg')).equals(SEGMENT)).toBe(true)
  })

  test('it goes on: no number is given twice, the log is sealed on and grows out of the published one', async () => {
    const who = at(photo.who)
    const fresh = await apply(who, { service: 'licence-replace-damaged', signature: '张伟' })
    expect(given.map(({ number }) => number)).not.toContain(fresh.number)
    await standsAt(who, fresh.id, 'pay')
    await sealedAll(second)
    const { head, problems } = await checkLog(second.url, published)
    expect(problems).toEqual([])
    expect(head.size).toBeGreaterThan(manifest.database.checkpoint?.size ?? 0)
    expect((await verifyDatabase(ownerUrl, 'sm', place.crypto)).broken).toEqual([])
  })

  test('the application’s role may do there what it might before, and no more', async () => {
    await expect(second.house.db.pool.query('delete from case_events')).rejects.toThrow('permission denied')
    await expect(second.house.db.pool.query('select count(*) from cases')).resolves.toBeDefined()
  })
})

/** Runs one of the commands on a data folder of its own with the embedded PostgreSQL. */
function run(script: string, args: readonly string[], dataDir: string) {
  const { DATABASE_URL: _, MASTER_KEY_FILE: __, KEYS_DIR: ___, ...env } = process.env
  return spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
    encoding: 'utf8',
    env: { ...env, DATA_DIR: dataDir },
  })
}

describe.skipIf(process.platform !== 'linux')('by the commands, with the embedded PostgreSQL', () => {
  test('restored and copied again it is the same to the last byte', () => {
    const { dataDir } = newMachine('embedded')
    writeFileSync(join(dir, 'kept.json'), JSON.stringify(published))
    const restored = run('restore', [ONE, join(dir, 'kept.json')], dataDir)
    expect(restored.stderr).toBe('')
    expect(restored.stdout).toMatch(/(\d+) of \1 invariants hold, [1-9]\d* events recomputed/)
    expect(restored.status).toBe(0)
    const again = run('backup', [join(dir, 'again')], dataDir)
    expect([again.stderr, again.status]).toEqual(['', 0])
    expect(again.stdout).toContain('Without the keys')
    const sums = (folder: string) => parseSums(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'))
    expect(sums(join(dir, 'again'))).toEqual(sums(ONE))
  }, 120_000)

  test('a machine without the keys is told so before anything is done', () => {
    const dataDir = join(dir, 'no-keys')
    const refused = run('restore', [ONE], dataDir)
    expect(refused.stderr).toMatch(/^Nothing was restored: there is no master key at .*kept apart from the backups/)
    expect(refused.status).toBe(1)
    expect(existsSync(dataDir)).toBe(false)
    expect([run('restore', [], dataDir).status, run('backup', [], dataDir).status]).toEqual([2, 2])
  })
})

describe('a head that somebody outside has kept', () => {
  test('a head that was published after the backup: how much is lost; one of another history: that it is another', async () => {
    await sealedAll(h)
    const later = (await checkLog(h.url)).head
    const { dataDir, keysDir } = newMachine('later')
    const restored = await restoreBackup(
      { ...place, ownerUrl: await emptyDatabase('later'), dataDir, keysDir },
      ONE,
      later,
    )
    expect(restored).toMatchObject({ problems: [], lost: later.size - (manifest.database.checkpoint?.size ?? 0) })
    expect(restored.lost).toBeGreaterThan(0)
    const machine = newMachine('bent')
    const bent = { ...published, root: 'ab'.repeat(32) }
    const target = { ...place, ownerUrl: await emptyDatabase('bent'), ...machine }
    expect((await restoreBackup(target, ONE, bent)).problems).toEqual([
      'the head is not signed by the key of this log',
      `the log does not continue the head that was kept at ${published.at}`,
    ])
  }, 60_000)
})

describe('taking one', () => {
  test('links what an earlier one has already, and copies what is new', async () => {
    const { body } = await upload(photo.who, 'document', await goodPhoto())
    const later = await takeBackup(place, join(dir, 'two'), ONE)
    const inode = (folder: string, id: string) => statSync(join(folder, 'files', id)).ino
    expect(inode(join(dir, 'two'), photo.id)).toBe(inode(ONE, photo.id))
    expect(existsSync(join(dir, 'two', 'files', body.id))).toBe(true)
    expect(later.files.count).toBe(manifest.files.count + 1)
    expect(readManifest(ONE, place.crypto)).toEqual(manifest)
  })

  test.skipIf(process.platform !== 'linux')('says at once that the disk is full', async () => {
    const folder = join(dir, 'full')
    mkdirSync(folder)
    symlinkSync('/dev/full', join(folder, 'public.plate_numbers.copy.gz'))
    await expect(dumpDatabase(place.ownerUrl, folder)).rejects.toThrow('ENOSPC')
  })

  test('leaves nothing behind when it fails, and never writes over another', async () => {
    const nowhere = onDatabase(place.ownerUrl, 'nowhere')
    await expect(takeBackup({ ...place, ownerUrl: nowhere }, join(dir, 'failed'))).rejects.toThrow('nowhere')
    await expect(takeBackup(place, ONE)).rejects.toThrow(/is not empty. Each backup is a folder of its own/)
    expect(readdirSync(dir).filter((name) => name.includes('failed'))).toEqual([])
    await expect(takeBackup({ ...place, keysDir: join(dir, 'none') }, join(dir, 'x'))).rejects.toThrow(
      /there is no .*house\.public\.pem/,
    )
  })

  test('holds nobody’s name, number or key in the clear', async () => {
    const { name, idNumber, mobile } = demoPerson('zhou-tao')
    const keys = readdirSync(place.keysDir)
      .filter((file) => !file.includes('public'))
      .map((file) => readFileSync(join(place.keysDir, file), 'utf8').trim().split('\n').slice(0, 2).at(-1) ?? '')
    expect(keys.length).toBeGreaterThan(3)
    for (const file of readdirSync(join(ONE, 'database'))) {
      const text = gunzipSync(readFileSync(join(ONE, 'database', file))).toString()
      for (const secret of [name, idNumber, mobile, ...keys])
        expect(text.includes(secret), `${file}: ${secret}`).toBe(false)
    }
  })
})
