import type { ComponentChildren, JSX } from 'preact'
import { whole } from '#web/kit/ui/whole.tsx'

export type Fact = { label: string; value: ComponentChildren; note?: string; total?: boolean }

/** Facts as a list of names and values; values that do not fit beside their name fall under it. */
export function KeyValue({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="kv">
      {facts.map((f) => (
        <div key={f.label} class={f.total ? 'sum-row' : undefined}>
          <dt>{f.label}</dt>
          <dd class="num">
            {typeof f.value === 'string' ? whole(f.value) : f.value}
            {f.note && <small>{f.note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
