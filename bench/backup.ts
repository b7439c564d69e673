import { mkdirSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { takeBackup } from '#server/backup/backup.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { furnishDemo } from '#server/demo/furnish.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { migrate } from '#server/kit/migrate.ts'
import { sealNow } from '#server/sealed-log/seal.ts'
import { verifyDatabase } from '#server/verify.ts'
import { startDatabase } from './case-house.ts'
import type { Figure } from './figure.ts'

/** Records in the log of the house that is copied, besides 90,000 plate numbers. */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 100_000)

/** A house with a long log is copied, restored into an empty database of the same server, and asked all its invariants. */
export async function* backup(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const [dataDir, newDir, folder] = [join(database.dir, 'old'), join(database.dir, 'new'), join(database.dir, 'copy')]
  const ownerUrl = await database.create('house_old')
  await migrate(ownerUrl)
  const house = furnish({ config: readConfig({ DATA_DIR: dataDir }), databaseUrl: ownerUrl, log: createLog('silent') })
  await furnishDemo(house)
  await fill(ownerUrl)
  const begun = performance.now()
  yield { name: 'backup.records', value: await sealNow(house), unit: 'requests' }
  yield { name: 'backup.seal_s', value: (performance.now() - begun) / 1_000, unit: 's' }
  const place = { ownerUrl, dataDir, keysDir: join(dataDir, 'keys'), crypto: house.crypto }
  yield await seconds('backup.take_s', () => takeBackup(place, folder))
  await house.close()

  const restored = {
    ...place,
    dataDir: newDir,
    keysDir: join(newDir, 'keys'),
    ownerUrl: await database.create('house_new'),
  }
  mkdirSync(newDir)
  await cp(place.keysDir, restored.keysDir, { recursive: true })
  yield await seconds('backup.restore_s', () => restoreBackup(restored, folder), '<= 600')
  yield await seconds('backup.verify_s', async () => {
    const { broken } = await verifyDatabase(restored.ownerUrl, 'sm', place.crypto)
    if (broken.length > 0) throw new Error(`what was restored is broken: ${broken.map(({ name }) => name).join(', ')}`)
  })
}

/** Looks of officers at people: the kind of record there is most of. */
async function fill(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  for (let done = 0; done < RECORDS; done += AT_ONCE)
    await client.query(
      `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
       select 'officer', '3702000213', 370200, 'case.read', 'case', uuidv7()::text, uuidv7(), '办理业务', 'done' from generate_series(1, $1)`,
      [AT_ONCE],
    )
  await client.end()
}
/** What one sealing takes; more of one transaction would wait for the next. */
const AT_ONCE = 5_000

async function seconds(name: string, work: () => Promise<unknown>, goal?: string): Promise<Figure> {
  const begun = performance.now()
  await work()
  return { name, value: (performance.now() - begun) / 1_000, unit: 's', goal }
}
