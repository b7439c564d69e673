import { one } from '#web/citizen/enhance/dom.ts'
import { refresh } from '#web/citizen/enhance/live.ts'

let timer = 0

/** A page that waits (`data-again`, milliseconds chosen by the server) looks again by itself, and goes along when it is sent elsewhere. */
export function watchAgain(changed: () => void): void {
  clearTimeout(timer)
  const waits = one('[data-again]')
  if (!waits) return
  timer = window.setTimeout(() => refresh(changed, () => watchAgain(changed)), Number(waits.dataset['again']) || 8_000)
}
