import pg from 'pg'
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

/**
 * One coalesced NOTIFY per at most 20 ms on a connection of its own, after commit (a NOTIFY inside each business
 * transaction costs 90 % of the throughput, measured). A lost message is harmless: readers fetch anew on reconnect.
 */
export function postgresBus(url: string, log: Log): Bus {
  const listeners = new Map<string, Set<(news: News) => void>>()
  const waiting = new Map<string, number>()
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let retry: NodeJS.Timeout | undefined

  const tell = (news: News) => {
    for (const hear of listeners.get(news.topic) ?? []) hear(news)
  }

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'yunchuang-live', connectionTimeoutMillis: 5_000 })
    next.on('notification', (message) => {
      for (const [topic, version] of JSON.parse(message.payload ?? '[]') as [string, number][]) tell({ topic, version })
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (client === next) client = undefined
      if (!closed) retry = setTimeout(() => void connect(), 500)
    })
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      client = next
      if (waiting.size > 0) schedule()
    } catch (error) {
      log.warn('live connection lost', { errorName: error instanceof Error ? error.name : 'unknown' })
      await next.end().catch(() => undefined)
      if (!closed && !retry) retry = setTimeout(() => void connect(), 500)
    }
    retry = undefined
  }

  const flush = async (): Promise<void> => {
    timer = undefined
    if (!client) return
    const batch = [...waiting].slice(0, MAX_PER_NOTIFY)
    for (const [topic] of batch) waiting.delete(topic)
    await client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(batch)]).catch(() => undefined)
    if (waiting.size > 0) schedule()
  }
  const schedule = () => {
    timer ??= setTimeout(() => void flush(), 20)
  }

  const ready = connect()
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
    close: async () => {
      closed = true
      clearTimeout(timer)
      clearTimeout(retry)
      await ready
      await client?.end()
    },
  }
}
