import { all, mainPart, one } from '#web/citizen/enhance/dom.ts'
import { word } from '#web/citizen/enhance/words.ts'

/** Reads the page's main part with the device's own voice; pressing again stops. No voice: the button stays hidden. */
export function readAloud(): void {
  const button = one<HTMLButtonElement>('[data-read]')
  if (!button || !('speechSynthesis' in window)) return
  const label = button.lastChild
  const start = label?.textContent || ''
  button.hidden = false
  const stopped = (): void => {
    if (label) label.textContent = start
    button.setAttribute('aria-pressed', 'false')
  }
  button.addEventListener('click', () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      stopped()
      return
    }
    if (label) label.textContent = word('stop')
    button.setAttribute('aria-pressed', 'true')
    sayInPieces(stopped)
  })
  addEventListener('pagehide', () => speechSynthesis.cancel())
}

/** Buttons that say one thing: a plate number, sign by sign. */
export function sayNumbers(): void {
  if (!('speechSynthesis' in window)) return
  all<HTMLButtonElement>('[data-say]').forEach((button) => {
    button.hidden = false
    button.onclick = () => {
      speechSynthesis.cancel()
      const utterance = new SpeechSynthesisUtterance(button.dataset['say'])
      utterance.lang = document.documentElement.lang
      utterance.rate = 0.8
      speechSynthesis.speak(utterance)
    }
  })
}

/** Sentence by sentence: Chrome stops after about 15 s of one long utterance. */
function sayInPieces(done: () => void): void {
  const main = mainPart()
  const pieces = (main?.innerText || '')
    .split(/[\n。;;]+/)
    .map((s) => s.trim())
    .filter(Boolean)
  pieces.forEach((text, i) => {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = document.documentElement.lang
    utterance.rate = 'elder' in document.documentElement.dataset ? 0.85 : 1
    if (i === pieces.length - 1) utterance.onend = done
    speechSynthesis.speak(utterance)
  })
}
