/** Counters and timings in the Prometheus text form; label values come from routes and codes, never from people. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>): void
  time(name: string, ms: number, labels?: Readonly<Record<string, string>>): void
  text(): string
}

export function createMetrics(): Metrics {
  const values = new Map<string, number>()
  const add = (key: string, by: number) => values.set(key, (values.get(key) ?? 0) + by)
  return {
    count: (name, labels) => add(`yunchuang_${name}_total${render(labels)}`, 1),
    time: (name, ms, labels) => {
      add(`yunchuang_${name}_seconds_sum${render(labels)}`, ms / 1000)
      add(`yunchuang_${name}_seconds_count${render(labels)}`, 1)
    },
    text: () =>
      `${[...values]
        .map(([key, value]) => `${key} ${value}`)
        .sort()
        .join('\n')}\nprocess_resident_memory_bytes ${process.memoryUsage.rss()}\n`,
  }
}

function render(labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/["\\\n]/g, '_')}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}
