import { word } from '#web/citizen/enhance/words.ts'

/** Focus on the error summary, buttons to copy and print, and one answer to an open menu: Escape. */
export function showSmallThings(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
  document.querySelectorAll<HTMLButtonElement>('[data-print]').forEach((button) => {
    button.hidden = false
    button.onclick = () => print()
  })
  document.querySelectorAll<HTMLButtonElement>('[data-copy]').forEach((button) => {
    if (!navigator.clipboard) return
    button.hidden = false
    button.onclick = () => {
      navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(
        () => (button.textContent = word('copied')),
        () => (button.hidden = true),
      )
    }
  })
  document.onkeydown = (event) => {
    const menu = event.key === 'Escape' ? document.querySelector<HTMLDetailsElement>('.utils details[open]') : null
    if (!menu) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
}
