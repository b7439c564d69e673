import { startCluster } from '#test/cluster.ts'

/** One PostgreSQL for all journeys; each house clones its database from the furnished template. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  // The workers inherit these: Playwright has no other way from here to them.
  process.env['E2E_POSTGRES'] = cluster.postgres
  process.env['E2E_KEYS'] = cluster.keys
  return cluster.stop
}
