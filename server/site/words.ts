import { REFUSALS } from '#domain/refusals.ts'
import type { Lang, Text } from '#domain/text.ts'
import type { Refused } from '#server/kit/errors.ts'

/** Picks the reader's language out of two sentences, or out of a pair. */
export interface Say {
  (zh: string, en: string): string
  (text: Text): string
}

export const sayIn =
  (lang: Lang): Say =>
  (first: string | Text, en?: string) =>
    typeof first === 'string' ? (lang === 'en' ? (en ?? first) : first) : first[lang]

/** What a refusal says in the reader's language. The throw filled in its Chinese; English comes from the table where it needs no parameters. */
export function refusalWords(refused: Refused, lang: Lang): { message: string; next: string } {
  const text = lang === 'en' && Object.hasOwn(REFUSALS, refused.code) ? REFUSALS[refused.code] : undefined
  const plain = (en: string | undefined, zh: string): string => (en && !en.includes('{') ? en : zh)
  return { message: plain(text?.message.en, refused.message), next: plain(text?.next.en, refused.next ?? '') }
}

/** Both sentences of a refusal as one line. */
export function problemLine(refused: Refused | undefined, lang: Lang): string | undefined {
  if (!refused) return undefined
  const { message, next } = refusalWords(refused, lang)
  if (next === '') return message
  const stop = /[。.!?!?]$/u.test(message) ? '' : lang === 'en' ? '.' : '。'
  return `${message}${stop}${lang === 'en' ? ' ' : ''}${next}`
}
