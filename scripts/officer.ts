import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setOfficerState } from '#server/accounts/officer-rows.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { startPostgres } from '#server/kit/postgres.ts'

/** `npm run officer -- disable|enable <number> <why>`: takes an officer out of service, or back; sessions end at once. */
const [what = '', id = '', ...words] = process.argv.slice(2)
const why = words.join(' ').trim()
if (!['disable', 'enable'].includes(what) || id === '' || why.length < 2) {
  console.error('npm run officer -- disable|enable <number> <why>')
  process.exit(2)
}
const config = readConfig(process.env)
// Without the house's key nothing could be written that the house believes, and a new one must not be made here.
if (!existsSync(process.env['MASTER_KEY_FILE'] ?? join(config.dataDir, 'keys', 'master.key'))) {
  console.error(`the master key is not in ${config.dataDir}: run this where the house runs, or set MASTER_KEY_FILE`)
  process.exit(1)
}
const postgres = config.databaseUrl ? undefined : await startPostgres(join(config.dataDir, 'pg'))
const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
const house = furnish({ config, databaseUrl, log: createLog('silent') })
const failed = await house.db
  .tx((tx) => setOfficerState(tx, house, id, what === 'disable', why))
  .then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
console.log(failed ?? `${id} is ${what === 'disable' ? 'out of service' : 'in service'}`)
await house.close()
if (postgres && !postgres.adopted) await postgres.stop()
process.exit(failed === undefined ? 0 : 1)
