import type { ComponentChildren, JSX } from 'preact'
import { whole } from '#web/kit/ui/whole.tsx'

export type Fact = { label: string; value: ComponentChildren; note?: string; total?: boolean }

/** Facts as a list of names and values; long values fall under their name. */
export function KeyValue({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="kv">
      {facts.map((f) => (
        <div key={f.label} class={lookOf(f)}>
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

/** Sentences read from the left, under their name; short values stand at the right edge, as in a ledger. */
function lookOf(fact: Fact): string | undefined {
  if (fact.total) return 'sum-row'
  return typeof fact.value === 'string' && fact.value.length > 22 && /[\p{Script=Han}]|\s\S+\s/u.test(fact.value)
    ? 'long'
    : undefined
}
