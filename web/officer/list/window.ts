/** What a scrolled list must draw: rows `first` to `last` (exclusive) and the empty heights (px) before and after them. */
export interface Window {
  first: number
  last: number
  before: number
  after: number
}

interface View {
  count: number
  rowHeight: number
  scrollTop: number
  viewHeight: number
  /** Rows drawn beyond each edge, so that a fast wheel shows no gap. */
  overscan: number
}

/** The rows in sight plus `overscan`. `first` is even, so that striping and tests are steady; a list shorter than its old scroll position still shows its end. */
export function windowOf({ count, rowHeight, scrollTop, viewHeight, overscan }: View): Window {
  const most = Math.max(0, count * rowHeight - viewHeight)
  const top = Math.min(Math.max(0, scrollTop), most)
  const seen = Math.max(0, Math.floor(top / rowHeight) - overscan)
  const first = seen - (seen % 2)
  const last = Math.min(count, Math.ceil((top + viewHeight) / rowHeight) + overscan)
  return { first, last, before: first * rowHeight, after: (count - last) * rowHeight }
}

/** The scroll position that brings a row into sight with the least movement. */
export function scrollFor(
  index: number,
  { rowHeight, scrollTop, viewHeight }: Pick<View, 'rowHeight' | 'scrollTop' | 'viewHeight'>,
): number {
  const top = index * rowHeight
  if (top < scrollTop) return top
  return Math.max(scrollTop, top + rowHeight - viewHeight)
}

/** Where a key leads in a list; undefined for keys that mean nothing here. `page` is the rows in sight. */
export function moveTo(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  const to = Object.hasOwn(steps, key) ? steps[key] : undefined
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to))
}
