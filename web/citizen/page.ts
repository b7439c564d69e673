import type { ComponentChildren, JSX } from 'preact'
import type { Shell } from '#web/citizen/shell.ts'
import type { T } from '#web/citizen/t.ts'

export type Tab = 'home' | 'services' | 'documents' | 'messages' | 'me'
export type PageProps<V> = { view: V; t: T; shell: Shell }

/** A page: its title, where it stands, and a pure function of what the server knows. */
export type PageDef<V> = {
  title: (view: V, t: T) => string
  tab?: Tab
  wide?: boolean
  /** SSE topic(s) of the page, if what it shows can change by itself. */
  live?: (view: V) => string | undefined
  /** Seconds after which a page that waits looks again where no script does it. */
  again?: (view: V) => number | undefined
  Page: (props: PageProps<V>) => JSX.Element
}

export type Children = ComponentChildren
