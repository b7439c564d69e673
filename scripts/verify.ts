import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#server/kit/config.ts'
import { createCrypto } from '#server/kit/crypto.ts'
import { loadMasterKey } from '#server/kit/master-key.ts'
import { startPostgres } from '#server/kit/postgres.ts'
import { verifyDatabase } from '#server/verify.ts'
import { whyNotVerified } from '#server/verify-trouble.ts'

/** `npm run verify`: every invariant over the live database; exit 1 and a list when one is broken, exit 1 and one sentence when nothing could be asked. */
const config = readConfig(process.env)
const folder = join(config.dataDir, 'pg')
// Looking at a house must not make one.
if (!config.databaseUrl && !existsSync(folder))
  giveUp(`there is no database in ${config.dataDir}. Start the house once (npm start), or set DATABASE_URL.`)
const postgres = config.databaseUrl ? undefined : await startPostgres(folder)
const databaseUrl = config.databaseUrl ?? postgres?.url ?? ''
// An auditor's machine has no key: then all is checked that needs none.
const hasKey = existsSync(process.env['MASTER_KEY_FILE'] ?? join(config.dataDir, 'keys', 'master.key'))
const crypto = hasKey
  ? createCrypto({ suite: config.cryptoSuite, masterKey: loadMasterKey(config.dataDir) })
  : undefined
const found = await verifyDatabase(databaseUrl, config.cryptoSuite, crypto).catch(async (error: unknown) => {
  if (postgres && !postgres.adopted) await postgres.stop()
  const why = whyNotVerified(error, databaseUrl)
  if (why === undefined) throw error
  return giveUp(why)
})
for (const { name, count, examples } of found.broken) console.log(`BROKEN  ${name}: ${count} (${examples.join(', ')})`)
console.log(
  `${found.checked - found.broken.length} of ${found.checked} invariants hold, ${found.events} events recomputed`,
)
if (!crypto) console.log('not asked, as the master key is not here: whether officers’ rows are as the house wrote them')
if (postgres && !postgres.adopted) await postgres.stop()
process.exit(found.broken.length > 0 ? 1 : 0)

function giveUp(why: string): never {
  console.error(`Nothing was verified: ${why}`)
  process.exit(1)
}
