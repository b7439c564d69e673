import type { JSX } from 'preact'

/** A passing word that asks nothing: always in the page as a live region, shown while it has text. */
export function Toast({ text }: { text: string }): JSX.Element {
  return <output>{text && <span class="toast">{text}</span>}</output>
}
