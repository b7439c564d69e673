import pg from 'pg'
import { furnishDemo } from '#server/demo/furnish.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import type { Cluster } from './cluster.ts'
import { createDatabase, freshDatabase, MIGRATED } from './database.ts'

const TEMPLATE = 'template_furnished'
const HALF_MADE = 'template_furnished_new'
/** Any fixed number: workers that come at once meet at this lock. */
const LOCK = 370_200_002

/**
 * A database of one's own with what an office has before the first citizen comes. To furnish costs 1.8 s of CPU (90,000 plate
 * numbers with their logs), a copy 0.1 s: the first house of a run makes the template, the others copy it.
 */
export async function furnishedDatabase(cluster: Cluster): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.postgres })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE])
    if (rowCount === 0) await makeTemplate(client, cluster)
  } finally {
    await client.end()
  }
  return freshDatabase(cluster.postgres, TEMPLATE)
}

/** Takes its name when it is whole: a worker that dies here leaves nothing that others would copy. */
async function makeTemplate(client: pg.Client, { postgres, keys }: Cluster): Promise<void> {
  await client.query(`drop database if exists ${HALF_MADE} with (force)`)
  const databaseUrl = await createDatabase(postgres, HALF_MADE, MIGRATED)
  const house = furnish({ config: readConfig({ DATA_DIR: keys }), databaseUrl, log: createLog('silent') })
  await furnishDemo(house)
  await house.close()
  await client.query(`alter database ${HALF_MADE} rename to ${TEMPLATE}`)
}
