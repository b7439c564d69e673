import { type Checked, checkDraws, type Hashes } from '#domain/plates/check-draw.ts'
import { bytesOf, type DrawFiles } from '#domain/plates/published.ts'
import { hmac, sha256, sm3 } from '#web/kit/hashes.ts'

/** Checks a closed draw in the reader's own browser: the same code as the auditor's command, with nothing asked of a server but files. */
export function watchDraws(forms: readonly HTMLFormElement[]): void {
  forms.forEach((form) => {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (form.getAttribute('aria-busy') !== 'true') void check(form)
    })
  })
}

const FILES = ['epoch.json', 'snapshot.txt', 'opening.txt', 'log.txt'] as const

async function check(form: HTMLFormElement): Promise<void> {
  const told = form.querySelector('output')
  const tag = (form.querySelector('input')?.value || '').trim().toLowerCase()
  if (!told) return
  form.setAttribute('aria-busy', 'true')
  show(told, [line(said(form, 'runs'))])
  try {
    const [epoch = '', snapshot = '', opening = '', log = ''] = await Promise.all(
      FILES.map((name) => textAt(`${form.dataset['draw'] || ''}/${name}`)),
    )
    // The word is drawn before a large list keeps the browser busy.
    await new Promise((go) => setTimeout(go, 30))
    show(told, linesOf(form, { epoch, snapshot, opening, log }, tag))
  } catch {
    show(told, [line(said(form, 'failed'))])
  }
  form.removeAttribute('aria-busy')
}

function show(told: HTMLElement, lines: readonly HTMLElement[]): void {
  told.textContent = ''
  lines.forEach((one) => told.appendChild(one))
}

async function textAt(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(address)
  return answer.text()
}

function linesOf(form: HTMLFormElement, files: DrawFiles, tag: string): HTMLElement[] {
  const [found] = checkDraws([files], hashesOf, tag)
  if (!found) return []
  const zh = document.documentElement.lang.slice(0, 2) === 'zh'
  const faults = found.faults.map((fault) => line(zh ? fault.zh : fault.en, 'bad'))
  return [
    ...(faults.length > 0
      ? [line(said(form, 'faults'), 'bad'), ...faults]
      : [line(filled(said(form, 'sound'), { presses: found.presses, takes: found.takes }), 'ok')]),
    ...(found.told ? [line(filled(said(form, 'told'), found.told), 's code')] : []),
    ...own(form, found, tag),
  ]
}

const own = (form: HTMLFormElement, found: Checked, tag: string): HTMLElement[] =>
  tag === ''
    ? []
    : found.own.length === 0
      ? [line(said(form, 'none'))]
      : found.own.map((group) => line(`${filled(said(form, 'own'), group)}: ${group.numbers.join(' ')}`, 'num'))

function hashesOf(suite: string): Hashes | undefined {
  const hash = suite === 'sm' ? sm3 : suite === 'intl' ? sha256 : undefined
  return hash && { hash: (data) => hex(hash(data)), mac: (key, text) => hmac(hash, key, bytesOf(text)) }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => (b < 16 ? '0' : '') + b.toString(16)).join('')

const said = (form: HTMLFormElement, name: string): string => form.dataset[name] || ''
const filled = (text: string, slots: object): string =>
  Object.entries(slots).reduce((t, [name, value]) => t.replace(`[${name}]`, String(value)), text)

function line(text: string, look = ''): HTMLElement {
  const p = document.createElement('p')
  p.className = look
  p.textContent = text
  return p
}
