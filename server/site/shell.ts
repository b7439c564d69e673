import type { FastifyReply, FastifyRequest } from 'fastify'
import { maskName } from '#domain/mask.ts'
import type { Actor } from '#domain/policy.ts'
import type { Lang } from '#domain/text.ts'
import { findPerson } from '#server/accounts/people.ts'
import { cookieName } from '#server/kit/cookies.ts'
import type { House } from '#server/kit/house.ts'
import { unreadCount } from '#server/messages/messages.ts'
import type { Shell } from '#web/citizen/shell.ts'
import type { Assets } from './assets.ts'

/** What is the same for every page of one house. */
export interface Frame {
  house: House
  assets: Assets
  /** The house runs on the sandbox and says so on top of every page. */
  demo: boolean
}

/** Everything around a page, without asking the database: for pages of strangers and for error pages. */
export function plainShell({ house, assets, demo }: Frame, request: FastifyRequest): Shell {
  const lang = langOf(request)
  const { city } = house
  const office = city.offices.find((o) => o.office === city.homeOffice)
  return {
    lang,
    path: localPath(request.url),
    city: city.name[lang],
    office: office?.name[lang] ?? city.name[lang],
    hotline: city.hotline,
    assets,
    prefs: {
      theme: oneOf(pref(request, 'theme'), ['light', 'dark'], 'system'),
      elder: pref(request, 'elder') === '1',
      contrast: pref(request, 'contrast') === '1',
    },
    ...(demo
      ? {
          demo: lang === 'en' ? 'Demonstration: people, cars and money are invented.' : '演示环境:人、车、钱都是虚构的',
        }
      : {}),
  }
}

/** The same with the reader's name and unread messages. */
export async function shellFor(frame: Frame, request: FastifyRequest, actor: Actor): Promise<Shell> {
  const shell = plainShell(frame, request)
  if (actor.kind !== 'citizen') return shell
  const [person, unread] = await Promise.all([
    findPerson(frame.house.db.read, frame.house, actor.id),
    unreadCount(frame.house.db.read, actor.id),
  ])
  return { ...shell, person: { name: maskName(person.name), unread } }
}

/** ?lang= wins, then the cookie, then Chinese: the browser's own language is not asked, as most say English by default. */
export function langOf(request: FastifyRequest): Lang {
  const { lang } = request.query as { lang?: unknown }
  if (lang === 'en' || lang === 'zh') return lang
  return pref(request, 'lang') === 'en' ? 'en' : 'zh'
}

/** As keepPrefs() named it over https, or over plain http. */
const pref = (request: FastifyRequest, name: string): string =>
  request.cookies[`__Host-${name}`] ?? request.cookies[name] ?? ''

const PREFS: Readonly<Record<string, readonly string[]>> = {
  lang: ['zh', 'en'],
  theme: ['system', 'light', 'dark'],
  elder: ['0', '1'],
  contrast: ['0', '1'],
}

/** Keeps the display preferences named in `given` for a year; other names and values are ignored. */
export function keepPrefs(
  house: Pick<House, 'publicUrl'>,
  reply: FastifyReply,
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [name, allowed] of Object.entries(PREFS)) {
    const value = given[name]
    if (typeof value === 'string' && allowed.includes(value)) {
      reply.setCookie(cookieName(house, name), value, {
        path: '/',
        sameSite: 'lax',
        maxAge: 365 * 24 * 3600,
        httpOnly: true,
        secure: house.publicUrl.startsWith('https://'),
      })
    }
  }
}

/** Only a path of this site, so that nobody can be led elsewhere in our name; otherwise the home page. */
export const localPath = (given: unknown): string =>
  typeof given === 'string' && /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(given) && given.length < 1_000 ? given : '/'

const oneOf = <T extends string>(value: string, options: readonly T[], standard: T | 'system'): T | 'system' =>
  options.find((o) => o === value) ?? standard
