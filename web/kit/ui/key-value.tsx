import type { ComponentChildren, JSX } from 'preact'

export type Fact = { label: string; value: ComponentChildren; note?: string; total?: boolean }

/** Facts as a list of names and values; long values fall under their name. */
export function KeyValue({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="kv">
      {facts.map((f) => (
        <div key={f.label} class={f.total ? 'sum-row' : undefined}>
          <dt>{f.label}</dt>
          <dd class="num">
            {f.value}
            {f.note && <small>{f.note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
