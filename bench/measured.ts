import type { Database } from './case-house.ts'
import { cpuOfTree } from './processes.ts'

/** Time and CPU of some work: of PostgreSQL as a whole, and of this process. */
export async function measured<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; pgMs: number; nodeMs: number }> {
  const [pg, cpu, from] = [cpuOfTree(database.pid), process.cpuUsage(), performance.now()]
  const result = await work()
  const seconds = (performance.now() - from) / 1_000
  const used = process.cpuUsage(cpu)
  return { result, seconds, pgMs: cpuOfTree(database.pid) - pg, nodeMs: (used.user + used.system) / 1_000 }
}

/** Repeats `one` in `wide` lines at once, each until it says that there is no more to do. */
export async function sideBySide(wide: number, one: () => Promise<boolean>): Promise<void> {
  const line = async (): Promise<void> => {
    while (await one());
  }
  await Promise.all(Array.from({ length: wide }, line))
}
