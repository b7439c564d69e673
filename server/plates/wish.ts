import type { Refusal } from '#domain/commands.ts'
import type { SittingRow } from './engine.sql.ts'

/** What somebody who sits before a choice may ask for. `person`: only the own sitting. */
export type Wish = { sitting: string; person: string } & (
  | { kind: 'press'; press?: number | undefined; noFour?: boolean | undefined; hall?: boolean | undefined }
  | { kind: 'reserve'; number: string }
  | { kind: 'take'; number: string }
  | { kind: 'compose'; numbers: readonly string[]; hall?: boolean | undefined }
  /** Keeps what is on offer a little longer, once for each press, while the person proves to be that person. */
  | { kind: 'hold' }
  | { kind: 'pause' }
  | { kind: 'resume' }
)

export type ComposeOutcome = 'won' | 'taken' | 'not-open' | 'not-tried' | 'malformed'
export type Answer = { sitting: SittingRow; press?: number; outcomes?: readonly ComposeOutcome[] }
export type Outcome = ({ ok: true } & Answer) | { ok: false; refusal: Refusal }
