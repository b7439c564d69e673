import { furnishedDatabase } from '#test/furnished.ts'
import { startHouse, type TestHouse } from '#test/start-house.ts'

/** A whole house on a database of its own, with a real sandbox and jobs running, officers enrolled. */
export async function newHouse(): Promise<TestHouse> {
  const { E2E_POSTGRES: postgres, E2E_KEYS: keys } = process.env
  if (!postgres || !keys) throw new Error('e2e/global-setup.ts has not run: start this with `playwright test`')
  return startHouse({ keys, database: await furnishedDatabase({ postgres, keys }) })
}
