import { all, one } from '#web/citizen/enhance/dom.ts'
import { word } from '#web/citizen/enhance/words.ts'

/** Focus on the error summary, and the buttons to copy and print that only a script can serve. */
export function showSmallThings(): void {
  one('[data-focus]')?.focus()
  all<HTMLButtonElement>('[data-print]').forEach((button) => {
    button.hidden = false
    button.onclick = () => print()
  })
  all<HTMLButtonElement>('[data-copy]').forEach((button) => {
    if (!navigator.clipboard) return
    button.hidden = false
    button.onclick = () => {
      navigator.clipboard.writeText(button.dataset['copy'] || '').then(
        () => (button.textContent = word('copied')),
        () => (button.hidden = true),
      )
    }
  })
}
