import { Type } from 'typebox'
import { wordsPattern } from '#domain/typed.ts'

export const Id = Type.String({ format: 'uuid' })
export const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
/** No leap second, which JavaScript has none of. */
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d',
})
/** Of this millennium or the last: days are counted from one, and years beyond have no next day. */
export const Day = Type.String({ format: 'date', pattern: '^[12]\\d{3}-' })
export const strict = { additionalProperties: false } as const
export const ById = Type.Object({ id: Id }, strict)
export const Ok = Type.Object({ ok: Type.Literal(true) })
/** A case after somebody moved it. */
export const Moved = Type.Object({ id: Id, version: Version, state: Type.String(), step: Type.String() })
/** A person's words: at least so many characters that can be seen, none that breaks papers and logs. A reason of two blanks is none. */
export const Words = (max: number, min = 1) =>
  Type.String({ minLength: min, maxLength: max, pattern: wordsPattern(min) })
export const TextPair = Type.Object({ zh: Type.String(), en: Type.String() })
