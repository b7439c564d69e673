import { all } from '#web/citizen/enhance/dom.ts'

let ticking = 0

/** Counts `data-until` elements down in seconds; with `data-expire` the page is fetched again at zero, when the server knows what is next. */
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
      if (left === 0 && 'expire' in clock.dataset) {
        clearInterval(ticking)
        location.reload()
      }
    })
  }, 500)
}
