/*
 * The service worker of the citizen site. It keeps one public page ("no connection") with its style and script, and nothing
 * else: no page of a person ever enters the cache. It steps in only when a page cannot be fetched. A press that did not get
 * through comes back inside that page, as the same form with the same key, and is sent again when the line is back.
 * Only syntax of Chrome 71 / Safari 12.1.
 */

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
  /** Chrome from 123 on. */
  addRoutes?(routes: readonly object[]): Promise<void>
}
interface Asked extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
declare const self: { skipWaiting(): Promise<void>; location: Location } & EventTarget

/** How the reader dresses the site: the page that installs this worker says it in the worker's address. */
const dress = new URL(self.location.href).searchParams
const PAGE = `/offline?lang=${dress.get('lang') === 'en' ? 'en' : 'zh'}`
const READING = {
  condition: { requestMethod: 'get', requestMode: 'navigate' },
  source: 'race-network-and-fetch-handler',
}
/** Another build or another dress is another cache. */
const CACHE = `offline ${self.location.search}`

self.addEventListener('install', (event) => {
  if (!isWaiting(event)) return
  // A page for reading comes straight from the network where the browser can do that: it waits neither for this worker to start nor
  // for its answer, and is given over to it when the network fails.
  if (event.addRoutes) event.waitUntil(event.addRoutes([READING]).catch(() => undefined))
  event.waitUntil(install().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  if (isWaiting(event)) event.waitUntil(forgetOthers())
})
self.addEventListener('fetch', (event) => {
  if (!isAsked(event)) return
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)))
  else if (request.mode === 'navigate' && !/^\/(desk|api)(\/|$)/.test(pathname)) event.respondWith(pageOr(request))
})

/** Without cookies: what is kept is the page that everybody would get. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  const page = await fetch(PAGE, { credentials: 'omit', cache: 'no-store' })
  if (!page.ok) throw new Error(String(page.status))
  const html = await page.clone().text()
  await cache.addAll(html.match(/\/assets\/[\w.-]+/g) || [])
  await cache.put(PAGE, page)
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))
}

async function pageOr(request: Request): Promise<Response> {
  const sent = request.method === 'POST' ? request.clone() : undefined
  try {
    return await inTime(fetch(request), sent ? PRESS_MS : READ_MS)
  } catch (error) {
    const page = await caches.match(PAGE)
    if (!page) throw error
    const html = dressed(await page.text())
    const form = sent && (await formOf(sent))
    // A photo cannot be put into a form again: the reader goes back and chooses it once more.
    const body = form
      ? html.replace('data-form="kept" hidden', `action="${form.action}"`).replace('<i></i>', form.inputs)
      : html
    const headers = new Headers(page.headers)
    headers.delete('content-encoding')
    headers.delete('content-length')
    headers.set('cache-control', 'no-store')
    return new Response(sent && !form ? body.replace('data-again', 'data-back') : body, { status: 503, headers })
  }
}

/** A line on which nothing comes is no line, though nobody has closed it. A press may carry photos over a slow one. */
const READ_MS = 15_000
const PRESS_MS = 120_000

const inTime = (answer: Promise<Response>, ms: number): Promise<Response> =>
  Promise.race([answer, new Promise<never>((_, fail) => setTimeout(() => fail(new Error(`nothing in ${ms} ms`)), ms))])

function dressed(html: string): string {
  const names = (dress.get('dress') || '').match(/^(elder|contrast|light|dark|,)*$/) ? dress.get('dress') || '' : ''
  const attributes = names
    .split(',')
    .map((name) => (name === 'elder' || name === 'contrast' ? ` data-${name}=""` : name ? ` data-theme="${name}"` : ''))
  return html.replace('<html', `<html${attributes.join('')}`)
}

/** The press as hidden fields; undefined when it carried a file or cannot be read. */
async function formOf(sent: Request): Promise<{ action: string; inputs: string } | undefined> {
  if (!(sent.headers.get('content-type') || '').startsWith('application/x-www-form-urlencoded')) return undefined
  const fields = new URLSearchParams(await sent.text())
  const inputs: string[] = []
  fields.forEach((value, name) => inputs.push(`<input type="hidden" name="${quoted(name)}" value="${quoted(value)}">`))
  const { pathname, search } = new URL(sent.url)
  return { action: quoted(pathname + search), inputs: inputs.join('') }
}

const QUOTED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', $: '&#36;' }
/** Also `$`, which `replace` would read as a command. */
const quoted = (text: string): string => text.replace(/[&<>"$]/g, (sign) => QUOTED[sign] || '')

const isWaiting = (event: Event): event is Waiting => 'waitUntil' in event
const isAsked = (event: Event): event is Asked => 'respondWith' in event
