import { REFUSALS } from '#domain/refusals.ts'
import { fill, type Lang } from '#domain/text.ts'
import { isSilence } from './db.ts'

export interface FieldProblem {
  field: string
  code: string
  message: string
  /** The same for readers of English, where whoever refused knows it. */
  en?: string
}

/** What a person may be told. Anything else that is thrown is a bug and answers 500 without its words. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly next: string | undefined
  readonly fields: readonly FieldProblem[] | undefined
  readonly retryAfter: number | undefined
  readonly params: Readonly<Record<string, string | number>> | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      next?: string | undefined
      fields?: readonly FieldProblem[]
      retryAfter?: number | undefined
      params?: Readonly<Record<string, string | number>> | undefined
    } = {},
  ) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.code = code
    this.next = more.next
    this.fields = more.fields
    this.retryAfter = more.retryAfter
    this.params = more.params
  }
}

/** A refusal of the domain, with its sentence and next step from the one table. */
export function refusedBy(
  status: number,
  refusal: { code: string; params?: Readonly<Record<string, string | number>> | undefined },
): Refused {
  const text = REFUSALS[refusal.code]
  if (!text) return new Refused(status, refusal.code, '现在不能这样操作')
  return new Refused(status, refusal.code, fill(text.message.zh, refusal.params), {
    next: fill(text.next.zh, refusal.params),
    params: refusal.params,
  })
}

/**
 * A refusal in the reader's language: the table's English when it has one whose parameters are all known, else the Chinese. The next
 * step is the table's wherever the place that refused named none: nobody is left without one.
 */
export function refusalWords(refused: Refused, lang: Lang): { message: string; next: string } {
  const known = Object.hasOwn(REFUSALS, refused.code) ? REFUSALS[refused.code] : undefined
  const text = lang === 'en' ? known : undefined
  const [message, next] = [text?.message.en, text?.next.en].map((words) => words && fill(words, refused.params))
  const whole = message !== undefined && !/\{\w+\}/.test(`${message}${next ?? ''}`)
  if (whole) return { message, next: next ?? '' }
  const usual = known ? fill(known.next.zh, refused.params) : ''
  return { message: refused.message, next: refused.next ?? (/\{\w+\}/.test(usual) ? '' : usual) }
}

/** What is wrong at the fields, in the reader's language where it is known in both. */
export const fieldWords = (refused: Refused, lang: Lang): readonly FieldProblem[] | undefined =>
  refused.fields?.map(({ field, code, message, en }) => ({ field, code, message: (lang === 'en' && en) || message }))

/** Everything that is wrong with what was handed in, at once: each at its field and in both languages. */
export const allWrong = (fields: readonly Required<FieldProblem>[]): Refused =>
  new Refused(422, 'INVALID', `还有 ${fields.length} 处需要改`, { next: '请按提示修改后再提交。', fields })

export const notFound = (): Refused => refusedBy(404, { code: 'NOT_FOUND' })

/**
 * Database troubles as answers: busy or down → 503 with Retry-After, a broken uniqueness → 409, a text it cannot keep → 400;
 * undefined for a bug.
 * Classes: 08 connection, 53 resources (disk full), 57 operator (shutdown, cancelled), 40 serialisation, 55 lock not available.
 */
export function fromDatabase(error: unknown): Refused | undefined {
  // First: EPIPE, a connection that broke while it was written to, looks like a SQLSTATE of five characters.
  if (isConnectionLoss(error)) return busy()
  const code = sqlState(error)
  if (code === undefined) return undefined
  if (code === '23505' || code === '23P01') return refusedBy(409, { code: 'CONFLICT' })
  // A NUL is text to JavaScript and none to PostgreSQL, as a value (22021) and inside JSON (22P05).
  if (code === '22021' || code === '22P05')
    return new Refused(400, 'BAD_TEXT', '内容里有无法识别的字符', { next: '请删去这些字符后再试。' })
  // 25P03: this process stood still for twenty seconds with a transaction open, and its connection was taken away.
  if (/^(08|53|57|40|55)/.test(code) || code === '25P03') return busy()
  return undefined
}

const busy = (): Refused =>
  new Refused(503, 'BUSY', '系统暂时繁忙,您填写的内容没有丢失', { next: '请稍等几秒再试一次。', retryAfter: 3 })

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message) ||
    isSilence(error)
  )
}
