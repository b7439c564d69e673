import { isBusyForm, one, onPage } from '#web/citizen/enhance/dom.ts'
import { word } from '#web/citizen/enhance/words.ts'

const QUIET_MS = 1500
const AGAIN_MS = 15_000

/** Keeps a draft while one types: one quiet save after 1.5 s without a key, again when the network is back. */
export function watchAutosave(): void {
  let timer = 0
  const later = (form: HTMLFormElement, ms: number): void => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void save(form, () => later(form, AGAIN_MS)), ms)
  }
  onPage('input', (event) => {
    const target = event.target
    const form = target instanceof Element ? target.closest<HTMLFormElement>('form[data-autosave]') : null
    if (form) later(form, QUIET_MS)
  })
  // What could not be saved is, as soon as there is a line again.
  addEventListener('online', () => {
    const form = one<HTMLFormElement>('form[data-autosave]')
    if (form && one('[data-failed]', form)) later(form, 0)
  })
}

async function save(form: HTMLFormElement, again: () => void): Promise<void> {
  if (isBusyForm(form) || !form.isConnected) return
  const body = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    // The page's own key belongs to the submit; each autosave is an act of its own.
    if (typeof value === 'string' && name !== '_key') body.append(name, value)
  })
  const status = await fetch(form.dataset['autosave'] || '', {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': freshKey() },
  }).then(
    (reply) => reply.status,
    () => 0,
  )
  const ok = status >= 200 && status < 300
  // Only the press leads through signing in; it takes along what was typed.
  const expired = status === 401
  const note = one('[data-autosave-note]', form)
  if (note) {
    note.textContent = ok ? `${word('saved')} ${clock()}` : word(expired ? 'expired' : 'unsaved')
    note.toggleAttribute('data-failed', !ok)
  }
  if (!ok && !expired) again()
}

function clock(): string {
  const now = new Date()
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
}

/** randomUUID needs Chrome 92; these are the same 128 random bits. */
const freshKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')
