import { join } from 'node:path'
import { readConfig } from '#server/kit/config.ts'
import { startPostgres } from '#server/kit/postgres.ts'
import { verifyDatabase } from '#server/verify.ts'

/** `npm run verify`: every invariant over the live database; exit 1 and a list when one is broken. */
const config = readConfig(process.env)
const postgres = config.databaseUrl ? undefined : await startPostgres(join(config.dataDir, 'pg'))
const found = await verifyDatabase(config.databaseUrl ?? postgres?.url ?? '', config.cryptoSuite)
for (const { name, count, examples } of found.broken) console.log(`BROKEN  ${name}: ${count} (${examples.join(', ')})`)
console.log(
  `${found.checked - found.broken.length} of ${found.checked} invariants hold, ${found.events} events recomputed`,
)
if (postgres && !postgres.adopted) await postgres.stop()
process.exit(found.broken.length > 0 ? 1 : 0)
