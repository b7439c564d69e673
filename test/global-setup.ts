import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext extends Cluster {}
}

/** One PostgreSQL for the whole run, from whose templates every test file clones its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startCluster()
  project.provide('postgres', cluster.postgres)
  project.provide('keys', cluster.keys)
  return stop
}
