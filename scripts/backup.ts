import { resolve } from 'node:path'
import { takeBackup } from '#server/backup/backup.ts'
import { readConfig } from '#server/kit/config.ts'
import { placeOf } from './backup-place.ts'

/**
 * `npm run backup -- <folder> [<earlier backup>]`: database and files of the house, while it works, into a new folder. With an earlier
 * backup what is the same is linked to it. The keys are not in it.
 */
const [folder, former] = process.argv.slice(2)
if (folder === undefined) {
  console.error('npm run backup -- <folder> [<folder of an earlier backup on the same disk>]')
  process.exit(2)
}
try {
  const started = performance.now()
  const place = await placeOf(readConfig(process.env))
  try {
    const { at, database, files } = await takeBackup(
      place,
      resolve(folder),
      former === undefined ? undefined : resolve(former),
    )
    const rows = database.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `${folder}: ${rows} rows, ${files.count} files (${(files.bytes / 1e6).toFixed(1)} MB), log of ${database.checkpoint?.size ?? 0} entries, as of ${at}, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    )
    console.log(
      `Without the keys in ${place.keysDir} and the master key nothing of it can be read: keep those in another place.`,
    )
  } finally {
    await place.close()
  }
} catch (error) {
  console.error(`No backup was taken: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
