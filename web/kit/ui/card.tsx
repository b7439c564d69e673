import type { ComponentChildren, JSX } from 'preact'

/** A bordered group. With `title` it is a section with its heading (h2). */
export function Card(props: { title?: string; tone?: 'turn'; id?: string; children: ComponentChildren }): JSX.Element {
  const { title, tone, id, children } = props
  return (
    <section class={tone ? `card ${tone}` : 'card'} id={id}>
      <div class="stack mid">
        {title && <h2>{title}</h2>}
        {children}
      </div>
    </section>
  )
}
