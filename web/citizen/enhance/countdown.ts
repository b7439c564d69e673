import { all } from '#web/citizen/enhance/dom.ts'

let ticking = 0

/**
 * Counts `data-until` elements down in seconds. At zero `data-expire` fetches the page again, or the one it names, since the server knows
 * what is next; a `data-gone` around it is hidden.
 */
export function watchCountdowns(): void {
  clearInterval(ticking)
  const clocks = all('[data-until]')
  if (clocks.length === 0) return
  // The server said how many seconds were left when it drew the page: a phone with a wrong clock still counts right.
  const started = Date.now()
  const at = clocks.map((clock) => Number(clock.textContent) || 0)
  ticking = window.setInterval(() => {
    clocks.forEach((clock, i) => {
      const left = Math.max(0, Math.round((at[i] || 0) - (Date.now() - started) / 1000))
      clock.textContent = String(left)
      if (left > 0) return
      const around = clock.closest<HTMLElement>('[data-gone]')
      if (around) around.hidden = true
      if (!('expire' in clock.dataset)) return
      clearInterval(ticking)
      // A page drawn as the answer to a press cannot be fetched again: it names the one to go to.
      if (clock.dataset['expire']) location.assign(clock.dataset['expire'])
      else location.reload()
    })
  }, 500)
}
