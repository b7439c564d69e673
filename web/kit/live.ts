export type News = { topic: string; version: number }

export interface Listening {
  /** Something changed; after a lost line every topic is told once with version 0, since news may have been missed. */
  news: (news: News) => void
  /** Is the line up? Told on every change. */
  line?: (up: boolean) => void
  /** The house runs another build than when this page was loaded. */
  build?: (build: string) => void
}

/**
 * Listens to the house's news about topics (`office`, `case:<id>`) until the returned function is called. News, not data: whoever
 * hears it reads again. EventSource reconnects by itself but gives up on an HTTP error (a restart, an ended session): then we do.
 */
export function listen(topics: readonly string[], hear: Listening, base = ''): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let missed = false
  let build: string | undefined
  let ended = false

  const open = (): void => {
    const next = new EventSource(`${base}/api/live?topics=${encodeURIComponent(topics.join(','))}`)
    source = next
    next.addEventListener('open', () => {
      tries = 0
      hear.line?.(true)
      if (missed) for (const topic of topics) hear.news({ topic, version: 0 })
      missed = false
    })
    next.addEventListener('news', (event) => {
      const news = parse(event.data)
      if (typeof news.topic === 'string' && typeof news.version === 'number')
        hear.news({ topic: news.topic, version: news.version })
    })
    next.addEventListener('hello', (event) => {
      const said = parse(event.data).build
      if (typeof said !== 'string') return
      if (build !== undefined && said !== build) hear.build?.(said)
      build = said
    })
    next.addEventListener('error', () => {
      missed = true
      hear.line?.(false)
      if (next.readyState !== EventSource.CLOSED || ended) return
      tries += 1
      timer = setTimeout(open, Math.min(30_000, 1_000 * 2 ** Math.min(tries, 5)) * (0.5 + Math.random() / 2))
    })
  }
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    source?.close()
  }
}

function parse(data: unknown): Record<string, unknown> {
  const parsed: unknown = typeof data === 'string' ? JSON.parse(data) : undefined
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}
