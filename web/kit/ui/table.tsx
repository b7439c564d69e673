import type { ComponentChildren, JSX } from 'preact'

export type Column = { head: string; right?: boolean }

/** A small table with a caption; wide ones scroll inside their own focusable region, never the page. */
export function Table(props: {
  caption: string
  hideCaption?: boolean
  columns: readonly Column[]
  rows: readonly (readonly ComponentChildren[])[]
  /** What each row is of, where rows have buttons and come and go: else the focus stays in its place, on the button of another. */
  keys?: readonly string[]
  /** The first cell names its row. */
  named?: boolean
}): JSX.Element {
  const { caption, hideCaption, columns, rows, keys, named } = props
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption class={hideCaption ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th scope="col" key={c.head} class={c.right ? 'right' : undefined}>
                {c.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, r) => (
            <tr key={keys?.[r] ?? r}>
              {cells.map((cell, i) =>
                named && i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i} class={columns[i]?.right ? 'right' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
