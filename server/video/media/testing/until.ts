import { setTimeout as wait } from 'node:timers/promises'

/** Waits until something holds, by asking again every 10 ms; throws with its name when the time is over. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`)
    await wait(10)
  }
}
