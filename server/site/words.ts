import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { Lang, Text } from '#domain/text.ts'
import { fieldWords, Refused, refusalWords } from '#server/kit/errors.ts'

/** Picks the reader's language out of two sentences, or out of a pair. */
export interface Say {
  (zh: string, en: string): string
  (text: Text): string
}

export const sayIn =
  (lang: Lang): Say =>
  (first: string | Text, en?: string) =>
    typeof first === 'string' ? (lang === 'en' ? (en ?? first) : first) : first[lang]

/** A refusal whose fields say in the reader's language what is wrong with them. */
export const readIn = (refused: Refused, lang: Lang): Refused => {
  const fields = fieldWords(refused, lang)
  const { status, code, message, next, retryAfter, params } = refused
  return fields ? new Refused(status, code, message, { next, fields, retryAfter, params }) : refused
}

/** Both sentences of a refusal as one line. */
export function problemLine(refused: Refused | undefined, lang: Lang): string | undefined {
  if (!refused) return undefined
  const { message, next } = refusalWords(refused, lang)
  if (next === '') return message
  const stop = /[。.!?!?]$/u.test(message) ? '' : lang === 'en' ? '.' : '。'
  return `${message}${stop}${lang === 'en' ? ' ' : ''}${next}`
}

/** A form whose work asks other systems: its button says so while one waits. */
export const asking = (form: FormPost, say: Say): FormPost => ({
  ...form,
  busy: say('正在向各部门核对,请等几秒…', 'Asking the agencies, a few seconds…'),
})

/** 3702 0026 1122 0000 012: nineteen digits are read out in groups. */
export const grouped = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')
