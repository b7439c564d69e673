import { all, isBusyForm, onPage } from '#web/citizen/enhance/dom.ts'
import { say } from '#web/citizen/enhance/line.ts'
import { word } from '#web/citizen/enhance/words.ts'

/** A second press of the same form does nothing; the server's idempotency key stays the real guard. */
export function watchForms(): void {
  onPage('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (isBusyForm(form)) {
      event.preventDefault()
      return
    }
    // The press would lose what was typed to the browser's own page; kept here, it only has to be pressed again.
    if (navigator.onLine === false) {
      event.preventDefault()
      say(word('unsent'))
      return
    }
    form.setAttribute('aria-busy', 'true')
    const button = document.activeElement
    // The button stays enabled: a disabled one would not send its name and value.
    if (button instanceof HTMLButtonElement && form.contains(button)) {
      button.dataset['was'] = button.textContent || ''
      button.textContent = form.dataset['busy'] || word('busy')
    }
  })
  // Coming back with the browser's back button shows the page as it was left: free it again.
  addEventListener('pageshow', () => {
    all('form[aria-busy]').forEach((form) => form.removeAttribute('aria-busy'))
    all('button[data-was]').forEach((button) => {
      button.textContent = button.dataset['was'] || ''
      button.removeAttribute('data-was')
    })
  })
}
