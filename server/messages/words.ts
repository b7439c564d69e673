import { agencyName } from '#domain/agencies.ts'
import type { Case } from '#domain/case.ts'
import { MESSAGES, type MessageTemplate } from '#domain/messages.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { findService } from '#domain/services/index.ts'
import { fill, type Lang, same, type Text } from '#domain/text.ts'
import { type City, placeOf } from '#server/kit/city.ts'

export type Params = Readonly<Record<string, string | number>>
/** Parameters as they are kept: in both languages, so that a message reads the same years later. */
export type Told = Readonly<Record<string, Text>>

/** The template, or an Error: a message nobody wrote is a bug, and it must not be found by a citizen. */
export function templateOf(name: string): MessageTemplate {
  const template = Object.hasOwn(MESSAGES, name) ? MESSAGES[name] : undefined
  if (!template) throw new Error(`there is no message "${name}"`)
  return template
}

/** Everything a template may speak of: what the case knows, then what the decision gave, in words of both languages. */
export function toldAbout(c: Case, city: City, params: Params): Told {
  const { data } = c
  const definition = findService(c.service, c.serviceVersion)
  const service = definition?.name ?? same(c.service)
  const site = data.onSite?.site ?? data.form['pickupSite']
  return {
    service,
    number: same(c.number),
    ...(typeof site === 'string' ? { site: siteName(city, site) } : { site: siteName(city, '') }),
    ...(definition?.coSign ? { role: definition.coSign.role } : {}),
    ...(data.refusal ? { reason: reasonOf(data.refusal) } : {}),
    ...(c.parked ? { agency: agencyName(c.parked.agency) } : {}),
    ...(data.waybill ? { waybill: same(data.waybill) } : {}),
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, worded(city, name, String(value))])),
  }
}

export function render(template: MessageTemplate, told: Told, lang: Lang): { title: string; text: string } {
  const params = inOne(told, lang)
  return { title: fill(template.title[lang], params), text: fill(template.body[lang], params) }
}

/** The text message, or undefined for what is only kept in the account. */
export const renderSms = (template: MessageTemplate, told: Told): string | undefined =>
  template.sms === undefined ? undefined : fill(template.sms, inOne(told, 'zh'))

const inOne = (told: Told, lang: Lang): Record<string, string> =>
  Object.fromEntries(Object.entries(told).map(([name, text]) => [name, text[lang]]))

function worded(city: City, name: string, value: string): Text {
  if (name === 'agency') return agencyName(value)
  if (name === 'site') return siteName(city, value)
  if (name === 'until' && !Number.isNaN(Date.parse(value))) return momentWords(new Date(value))
  return same(value)
}

/** A site's name; for no or an unknown code, the main office of the city. */
function siteName(city: City, code: string): Text {
  const site = placeOf(city, code) ?? city.sites[0]
  return site?.name ?? city.name
}

/** An officer's own words, else the sentence of the refusal's code. */
function reasonOf(refusal: { code: string; reason: string }): Text {
  const given = refusal.reason.trim().replace(/[。.]$/u, '')
  if (given !== '' && !Object.hasOwn(REFUSALS, given)) return same(given)
  const text = REFUSALS[given] ?? REFUSALS[refusal.code]
  return text
    ? { zh: text.message.zh.replace(/。$/u, ''), en: text.message.en.replace(/\.$/u, '') }
    : same(refusal.code)
}

/** An instant as people say it: '3月2日14:30', '2 March at 14:30'. */
export function momentWords(at: Date): Text {
  const write = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'Asia/Shanghai',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)
  return { zh: write('zh-CN').replace(' ', ''), en: write('en-GB') }
}
