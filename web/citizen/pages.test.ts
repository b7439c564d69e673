import { expect, test } from 'vitest'
import { fixtures, shellFor } from '#web/citizen/fixtures.ts'
import { plateTexts } from '#web/citizen/pages/plate-texts.ts'
import { citizenTexts } from '#web/citizen/texts.ts'
import type { PageName } from '#web/citizen/views.ts'
import { kitTexts } from '#web/kit/i18n.ts'

const LANGS = ['zh', 'en'] as const

/** Every page a server can ask for: a new page without a fixture fails here. */
const PAGES: Readonly<Record<PageName, true>> = {
  home: true,
  services: true,
  guide: true,
  signIn: true,
  formStep: true,
  materials: true,
  precheck: true,
  check: true,
  plateChoice: true,
  plateRoom: true,
  plates: true,
  plateDraws: true,
  myPlates: true,
  booking: true,
  bills: true,
  case: true,
  correction: true,
  correctionSign: true,
  coSign: true,
  cases: true,
  documents: true,
  receipt: true,
  messages: true,
  me: true,
  access: true,
  ledger: true,
  error: true,
  text: true,
  offline: true,
  videoEntrance: true,
  videoBooking: true,
  videoTicket: true,
  videoCall: true,
  videoDoor: true,
  videoJoin: true,
  videoResult: true,
}

test('every page has a fixture, and ids of fixtures are unique', () => {
  const all = fixtures('zh')
  expect(new Set(all.map((f) => f.page))).toEqual(new Set(Object.keys(PAGES)))
  expect(new Set(all.map((f) => f.id)).size).toBe(all.length)
})

test('both languages say everything, with the same slots', () => {
  for (const [key, [zh, en]] of Object.entries({ ...kitTexts, ...citizenTexts, ...plateTexts })) {
    expect(zh.trim(), key).not.toBe('')
    expect(en.trim(), key).not.toBe('')
    expect(slots(en), key).toEqual(slots(zh))
    expect(/\p{Script=Han}/u.test(en), `${key} is English`).toBe(false)
    expect(/[!!]/.test(zh + en), `${key} does not shout`).toBe(false)
  }
})

for (const lang of LANGS) {
  for (const elder of [false, true]) {
    for (const f of fixtures(lang)) {
      test(`${f.id} in ${lang}${elder ? ', large' : ''} is sound HTML`, () => {
        const html = f.draw(shellFor(lang, { prefs: { theme: 'dark', elder, contrast: true } }))
        soundDocument(html, lang)
        allNamed(html)
        idsResolve(html)
        strictPolicy(html)
        postsAreKeyed(html)
      })
    }
  }
}

test('signed out, the head offers to sign in and shows nobody', () => {
  const { person: _, ...nobody } = shellFor('zh')
  for (const id of ['home-signed-out', 'guide-signed-out', 'services', 'sign-in-phone', 'error-404', 'offline']) {
    const html =
      fixtures('zh')
        .find((f) => f.id === id)
        ?.draw(nobody) ?? ''
    soundDocument(html, 'zh')
    allNamed(html)
    expect(html, id).toContain('href="/sign-in"')
    expect(html, id).not.toContain('王**')
  }
})

test('what a person typed cannot become markup', () => {
  const draw = fixtures('zh').find((f) => f.id === 'home')?.draw
  const html =
    draw?.(shellFor('zh', { person: { name: '<script>alert(1)</script>', unread: 0 }, demo: '"><img src=x>' })) ?? ''
  expect(html).toContain('&lt;script>')
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img')
})

test('the first screen is small enough for one round trip', () => {
  for (const f of fixtures('zh').filter((x) => x.id === 'home' || x.id === 'form-errors' || x.id === 'case-posted')) {
    expect(f.draw(shellFor('zh')).length, f.id).toBeLessThan(24_000)
  }
})

function soundDocument(html: string, lang: string): void {
  expect(html.startsWith('<!doctype html><html lang="')).toBe(true)
  expect(html).toContain(lang === 'en' ? '<html lang="en"' : '<html lang="zh-CN"')
  expect(count(html, /<h1[ >]/g)).toBe(1)
  expect(count(html, /<main[ >]/g)).toBe(1)
  expect(html).toMatch(/<title>[^<]{4,}<\/title>/)
  // A slot without a value stays as {name}: none may reach a reader.
  expect(html).not.toMatch(/\{\w+\}/)
  expect(html).not.toMatch(/undefined|NaN|\[object /)
  headingsDescend(html)
}

/** h1, then h2, then h3: readers jump by them. */
function headingsDescend(html: string): void {
  let last = 1
  for (const level of matches(html, /<h([1-6])[ >]/g).map(Number)) {
    expect(level).toBeLessThanOrEqual(last + 1)
    last = level
  }
}

/** Every control has a label of its own, or stands inside one. */
function allNamed(html: string): void {
  const labelled = new Set(matches(html, /<label[^>]* for="([^"]+)"/g))
  const insideLabels = matches(html, /<label[^>]*>(.*?)<\/label>/gs).join('')
  for (const tag of matches(html, /(<(?:input|select|textarea)\b[^>]*>)/g)) {
    if (tag.includes('type="hidden"')) continue
    const id = /\bid="([^"]+)"/.exec(tag)?.[1]
    const named = (id !== undefined && labelled.has(id)) || tag.includes('aria-label=') || insideLabels.includes(tag)
    expect(named, tag).toBe(true)
  }
  for (const image of matches(html, /(<img\b[^>]*>)/g)) expect(image).toMatch(/alt="[^"]+"/)
}

function idsResolve(html: string): void {
  const ids = matches(html, /\bid="([^"]+)"/g)
  expect(ids.length).toBe(new Set(ids).size)
  const wanted = [
    ...matches(html, /href="#([^"]+)"/g),
    ...matches(html, /\bfor="([^"]+)"/g),
    ...matches(html, /aria-(?:describedby|labelledby)="([^"]+)"/g).flatMap((v) => v.split(' ')),
  ]
  for (const id of wanted) expect(ids, `#${id}`).toContain(id)
}

/** The policy allows no inline style, script or handler. */
function strictPolicy(html: string): void {
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+="|javascript:/)
  expect(matches(html, /<script\b([^>]*)>/g)).toEqual([' type="module" src="/assets/citizen.js"'])
}

/** Every press carries an idempotency key of its own. */
function postsAreKeyed(html: string): void {
  // The kept form of the offline page is filled by the service worker, key and all.
  const forms = matches(html, /<form\b(?![^>]*data-form="kept")[^>]*method="post"[^>]*>(.*?)<\/form>/gs)
  for (const form of forms) expect(form).toMatch(/name="_key" value="[^"]+"/)
}

const matches = (text: string, pattern: RegExp): string[] => Array.from(text.matchAll(pattern), (m) => m[1] ?? '')
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
const slots = (text: string): string[] => matches(text, /\{(\w+)\}/g).toSorted((a, b) => a.localeCompare(b))
