import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import { furnishDemo } from '#server/demo/furnish.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { migrate } from '#server/kit/migrate.ts'
import { type RunningPostgres, startPostgres } from '#server/kit/postgres.ts'
import { verifyDatabase } from '#server/verify.ts'
import type { Visitor } from './people.ts'
import { startHouse, type TestHouse } from './start-house.ts'
import { until } from './until.ts'

/** The disk of the database is full: what is there can be read, what is new is refused whole, and all goes on when there is space. */

const dir = mkdtempSync(join(tmpdir(), 'yc-disk-'))
const disk = join(dir, 'disk')
const filler = join(disk, 'filler')
// PostgreSQL runs as somebody else, who must come through: else it is given another folder, on another disk.
chmodSync(dir, 0o711)

/** A disk of its own is a mount, which only root of a machine with tmpfs may make; elsewhere this is not tried. */
function mounted(): boolean {
  try {
    execFileSync('mkdir', ['-p', disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=420m,mode=0711', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    rmSync(dir, { recursive: true, force: true })
    return false
  }
}
const hasDisk = mounted()

/** Writes zeros until nothing more fits. */
function fill(): void {
  const file = openSync(filler, 'a')
  for (const size of [1 << 20, 4_096]) {
    const zeros = Buffer.alloc(size)
    try {
      for (;;) writeSync(file, zeros)
    } catch {
      continue
    }
  }
  closeSync(file)
}

describe.skipIf(!hasDisk)('a full disk', () => {
  let postgres: RunningPostgres
  let h: TestHouse
  let who: Visitor
  beforeAll(async () => {
    postgres = await startPostgres(join(disk, 'pg'), { settings: { max_wal_size: '64MB', min_wal_size: '32MB' } })
    await migrate(postgres.url)
    const keys = mkdtempSync(join(dir, 'keys-'))
    const house = furnish({
      config: readConfig({ DATA_DIR: keys }),
      databaseUrl: postgres.url,
      log: createLog('silent'),
    })
    await furnishDemo(house)
    await house.close()
    h = await startHouse({ database: postgres.url, keys, jobs: false })
    who = await h.citizen('zhang-wei')
  }, 120_000)
  afterAll(async () => {
    await h.close()
    await postgres.stop().catch(() => undefined)
    execFileSync('umount', ['-l', disk])
    rmSync(dir, { recursive: true, force: true })
  })

  const start = () => who.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })

  test('reads answer, writes are told to come back, nothing half is there, and it recovers by itself within ten seconds', async () => {
    const begun = await start()
    expect(begun.status).toBe(200)
    const before = await h.sql<{ n: number }>('select count(*)::int as n from drafts')
    await h.sql('checkpoint')
    // Small changes still find room in pages that are there, and PostgreSQL gives old files back; soon one finds none.
    let refused: Awaited<ReturnType<typeof start>> | undefined
    await until('a write finds no space', async () => {
      fill()
      const answers = await Promise.all(Array.from({ length: 12 }, start))
      refused = answers.find((answer) => answer.status !== 200)
      return refused !== undefined
    })
    expect([refused?.status, refused?.problem.code]).toEqual([503, 'BUSY'])
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const path of ['/', '/services', '/my', '/my/cases']) {
      const page = await who.raw(path, { headers: { accept: 'text/html' } })
      expect([path, page.status]).toEqual([path, 200])
    }
    rmSync(filler)
    const from = performance.now()
    await until('writes go again', async () => (await start()).status === 200)
    expect(performance.now() - from).toBeLessThan(10_000)
    const [after] = await h.sql<{ n: number }>('select count(*)::int as n from drafts')
    // A service has one draft for a person: beginning it again is going on with it.
    expect(after?.n).toBe(before[0]?.n)
    expect((await verifyDatabase(postgres.url, 'sm', h.house.crypto)).broken).toEqual([])
  }, 90_000)
})
