import { inject } from 'vitest'
import { furnishedDatabase } from './furnished.ts'
import { startHouse, type StartOptions, type TestHouse } from './start-house.ts'

export type { TestHouse } from './start-house.ts'
export { until } from './until.ts'

export interface HouseOptions extends Omit<StartOptions, 'database' | 'keys'> {
  /** Another house on the same database as this one (two processes' worth). */
  database?: string
}

/** A whole house for a test of Vitest, on a database of its own unless it is given one. */
export const house = async ({ database, ...options }: HouseOptions = {}): Promise<TestHouse> => {
  const cluster = { postgres: inject('postgres'), keys: inject('keys') }
  return startHouse({
    ...options,
    keys: cluster.keys,
    database: database ?? (await furnishedDatabase(cluster)),
  })
}
