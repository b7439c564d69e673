import type { Visitor } from './people.ts'

/** Whether the line of news opens for these topics. */
export async function hears(who: Visitor, topics: string): Promise<boolean> {
  const stop = new AbortController()
  const response = await who.raw(`/api/live?topics=${topics}`, { signal: stop.signal })
  const open = response.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/event-stream')
  stop.abort()
  return open
}
