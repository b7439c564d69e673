import { setTimeout as wait } from 'node:timers/promises'

/** What was asked, if it comes within `ms`; else undefined, while the question goes on by itself. A failed question counts as no answer. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  const end = new AbortController()
  const late = wait(ms, undefined, { signal: end.signal }).catch(() => undefined)
  const answer = asked.catch(() => undefined)
  const first = await Promise.race([answer, late])
  end.abort()
  return first
}
