import { all, one, onPage } from '#web/citizen/enhance/dom.ts'
import { word } from '#web/citizen/enhance/words.ts'

const PROBE_MS = 4_000

/** What a page does about a weak line: says so, and on the page of the service worker looks again until it can go on. */
export function watchLine(): void {
  addEventListener('load', () => void install())
  addEventListener('offline', () => say(word('offline')))
  addEventListener('online', () => say(''))
  onPage('click', (event) => {
    const target = event.target
    // Links only: a page that waits carries the same word on what surrounds everything.
    const link = target instanceof Element ? target.closest<HTMLElement>('a[data-again],a[data-back]') : null
    if (!link) return
    event.preventDefault()
    if (link.dataset['back'] === undefined) goOn()
    else history.back()
  })
  if (one('[data-line]')) {
    addEventListener('online', () => void probe())
    window.setTimeout(() => void probe(), PROBE_MS)
  }
}

/** Keeps the page for hours without a line, in the language and dress of this one. After the page is there: it costs the first view nothing. */
async function install(): Promise<void> {
  const root = document.documentElement
  const { theme, elder, contrast } = root.dataset
  const dress = [elder === undefined ? '' : 'elder', contrast === undefined ? '' : 'contrast', theme || '']
  const build = one<HTMLScriptElement>('script[src]', document.head)?.src.split('/').pop() || ''
  const query = new URLSearchParams({ lang: root.lang.slice(0, 2), dress: dress.filter(Boolean).join(), build })
  // Switched off, private windows, old web views: the site works without it.
  if ('serviceWorker' in navigator) {
    const address = trusted(`/worker.js?${query}`)
    await navigator.serviceWorker.register(address).catch(() => undefined)
  }
}

interface Policies {
  createPolicy(
    name: 'worker',
    rules: { createScriptURL: (address: string) => string },
  ): {
    createScriptURL(address: string): string
  }
}
declare global {
  interface Window {
    trustedTypes?: Policies
  }
}

/** The one address that a script here may hand over as a script's: the content policy demands Trusted Types and knows this policy alone. */
const trusted = (address: string): string =>
  window.trustedTypes
    ? window.trustedTypes
        .createPolicy('worker', {
          createScriptURL: (asked) => {
            if (asked.indexOf('/worker.js?') === 0) return asked
            throw new TypeError(asked)
          },
        })
        .createScriptURL(address)
    : address

/** One line at the top of the page, read out when it changes. */
export function say(text: string): void {
  let note = one('#line')
  if (!note) {
    note = document.createElement('p')
    note.id = 'line'
    note.className = 'line'
    note.setAttribute('role', 'status')
    document.body.prepend(note)
  }
  note.textContent = text
}

async function probe(): Promise<void> {
  const answer = fetch('/healthz', { method: 'HEAD', cache: 'no-store' }).then(
    (reply) => reply.ok,
    () => false,
  )
  // On a line that swallows everything neither comes.
  const late = new Promise<boolean>((done) => window.setTimeout(() => done(false), PROBE_MS))
  if (await Promise.race([answer, late])) goOn()
  else window.setTimeout(() => void probe(), PROBE_MS)
}

/** The press that did not get through, with its own key; else the page that was asked for. */
function goOn(): void {
  const [form] = all<HTMLFormElement>('form[data-line]')
  if (form && !form.hidden) form.submit()
  else location.reload()
}
