import { one } from '#web/citizen/enhance/dom.ts'
import { refresh } from '#web/citizen/enhance/live.ts'

let timer = 0

/** A page that waits (`data-again`, milliseconds chosen by the server) looks again by itself, and goes along when it is sent elsewhere. */
export function watchAgain(changed: () => void): void {
  clearTimeout(timer)
  const waits = one('[data-again]')
  tell(waits)
  if (!waits) return
  timer = window.setTimeout(() => refresh(changed, () => watchAgain(changed)), Number(waits.dataset['again']) || 8_000)
}

let told: HTMLElement | undefined

/**
 * How far it is, for who listens: the line stands outside what is exchanged, as only a change inside a lasting one is read out. At
 * the end the page's new title is read.
 */
function tell(waits: HTMLElement | null): void {
  const text = waits ? waits.dataset['told'] : told && document.title
  if (!text) return
  if (!told) {
    told = document.createElement('p')
    told.className = 'vh'
    told.setAttribute('role', 'status')
    document.body.appendChild(told)
  }
  if (told.textContent !== text) told.textContent = text
  if (!waits) told = undefined
}
