import { setTimeout as wait } from 'node:timers/promises'

/** Waits until something holds, by asking again, and gives what was answered; fails with its name when the time is over. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 30_000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`)
    await wait(15)
  }
}
