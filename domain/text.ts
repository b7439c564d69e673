import { dayText } from './day-text.ts'
import { inEnglish } from './param-words.ts'

/** A sentence in both languages of the house. Chinese is the original; English says the same. */
export interface Text {
  readonly zh: string
  readonly en: string
}

/** A sentence of the house in its two languages. */
export const t = (zh: string, en: string): Text => ({ zh, en })

/** What reads the same in both languages: a number, a name, a person's own words. */
export const same = (text: string): Text => ({ zh: text, en: text })

export type Lang = 'zh' | 'en'

/** Puts `{name}` parameters into a sentence, in an English one by their English words, days as people write them; a parameter that is missing stays visible as `{name}` so that a test can find it. */
export function fill(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  const word = (value: unknown) =>
    HAN.test(text) ? dayText(String(value), 'zh') : dayText(inEnglish(String(value)), 'en')
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? word(params[name]) : whole))
}

const HAN = /\p{Script=Han}/u
