import pg from 'pg'
import { isSilence, KEPT_ALIVE } from './db.ts'
import type { Log } from './log.ts'

/** News, not data: which thing changed, and its version. Whoever shows the thing fetches it again, with the rights of that moment. */
export interface News {
  topic: string
  version: number
}

export interface Bus {
  publish(news: News): void
  subscribe(topics: readonly string[], hear: (news: News) => void): () => void
  close(): Promise<void>
}

const CHANNEL = 'yunchuang_live'
/** NOTIFY payloads end at 8,000 bytes. */
const MAX_PER_NOTIFY = 60
const BEAT_MS = 20_000

/**
 * One coalesced NOTIFY per at most 20 ms on a connection of its own, after commit (a NOTIFY inside each business
 * transaction costs 90 % of the throughput, measured). A lost message is harmless: readers fetch anew on reconnect.
 */
export function postgresBus(url: string, log: Log, beatMs = BEAT_MS): Bus {
  const listeners = new Map<string, Set<(news: News) => void>>()
  const waiting = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  const tell = (topic: string, version: number) => {
    for (const hear of listeners.get(topic) ?? []) hear({ topic, version })
  }
  const line = keepLine(url, log, tell, () => schedule(), beatMs / 2)
  // A line that died without a word is found out by what is said on it, and replaced.
  const beat = setInterval(() => void line.say([]), beatMs)
  beat.unref()
  const flush = async (): Promise<void> => {
    timer = undefined
    const batch = [...waiting].slice(0, MAX_PER_NOTIFY)
    if (batch.length === 0 || !(await line.say(batch))) return
    for (const [topic, version] of batch) if (waiting.get(topic) === version) waiting.delete(topic)
    if (waiting.size > 0) schedule()
  }
  const schedule = () => {
    timer ??= setTimeout(() => void flush(), 20)
  }
  return {
    publish: ({ topic, version }) => {
      waiting.set(topic, Math.max(version, waiting.get(topic) ?? 0))
      schedule()
    },
    subscribe: (topics, hear) => {
      for (const topic of topics) listeners.set(topic, (listeners.get(topic) ?? new Set()).add(hear))
      return () => {
        for (const topic of topics) {
          const set = listeners.get(topic)
          set?.delete(hear)
          if (set?.size === 0) listeners.delete(topic)
        }
      }
    },
    close: () => {
      clearTimeout(timer)
      clearInterval(beat)
      return line.close()
    },
  }
}

/** A listening connection that comes back by itself; `say` is false while there is none. */
function keepLine(
  url: string,
  log: Log,
  tell: (topic: string, version: number) => void,
  back: () => void,
  patienceMs: number,
) {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  const again = () => {
    clearTimeout(retry)
    if (!closed) retry = setTimeout(() => void connect(), 500)
  }
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'yunchuang-live',
      connectionTimeoutMillis: 5_000,
      query_timeout: patienceMs,
      ...KEPT_ALIVE,
    })
    next.on('notification', (message) => {
      for (const [topic, version] of JSON.parse(message.payload ?? '[]') as [string, number][]) tell(topic, version)
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (client === next) client = undefined
      again()
    })
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      client = next
      back()
    } catch (error) {
      log.warn('live connection lost', { errorName: error instanceof Error ? error.name : 'unknown' })
      await next.end().catch(() => undefined)
      again()
    }
  }
  const ready = connect()
  return {
    say: async (batch: readonly (readonly [string, number])[]): Promise<boolean> =>
      client !== undefined && sayOn(client, batch),
    close: async () => {
      closed = true
      clearTimeout(retry)
      await ready
      await client?.end()
    },
  }
}

const sayOn = (client: pg.Client, batch: readonly (readonly [string, number])[]): Promise<boolean> =>
  client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(batch)]).then(
    () => true,
    (error: unknown) => {
      // With a question open `end` does not say goodbye, it closes: the next line is made at once.
      if (isSilence(error)) void client.end().catch(() => undefined)
      return false
    },
  )
