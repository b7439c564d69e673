import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { restoreBackup } from '#server/backup/restore.ts'
import { readConfig } from '#server/kit/config.ts'
import { parseKept } from '#server/sealed-log/outside.ts'
import { verifyDatabase } from '#server/verify.ts'
import { placeOf } from './backup-place.ts'

/**
 * `npm run restore -- <folder> [kept.json]`: fills the empty house of the environment from a backup, asks every invariant, and compares
 * the log with a head that somebody outside has kept (the file of `npm run verify-log`). Exit 1 when something is not as it was.
 */
const [folder, keptFile] = process.argv.slice(2)
if (folder === undefined) {
  console.error('npm run restore -- <folder of the backup> [kept.json of npm run verify-log]')
  process.exit(2)
}
try {
  const started = performance.now()
  const config = readConfig(process.env)
  const kept = keptFile === undefined ? undefined : parseKept(JSON.parse(readFileSync(keptFile, 'utf8')))
  const place = await placeOf(config)
  try {
    const { manifest, problems, lost } = await restoreBackup(place, resolve(folder), kept)
    const found = await verifyDatabase(place.ownerUrl, config.cryptoSuite, place.crypto)
    for (const { name, count, examples } of found.broken)
      console.log(`BROKEN  ${name}: ${count} (${examples.join(', ')})`)
    for (const problem of problems) console.log(`BROKEN  ${problem}`)
    if (lost > 0)
      console.log(
        `LOST    ${lost} entries of the log were published after this backup was taken; whoever kept that head will see it. Tell them why.`,
      )
    console.log(
      `As of ${manifest.at}: ${found.checked - found.broken.length} of ${found.checked} invariants hold, ${found.events} events recomputed, log of ${manifest.database.checkpoint?.size ?? 0} entries, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    )
    if (found.broken.length + problems.length > 0) process.exitCode = 1
  } finally {
    await place.close()
  }
} catch (error) {
  console.error(`Nothing was restored: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
