import type { RegisterAnswer, RegisterResult } from '#server/connectors/registry.ts'
import type { Store } from '../store.ts'
import type { Car, Person } from '../world/shapes.ts'

/** What one act is about: who asks, which car, and the answers the house handed over. */
export interface Writing {
  readonly store: Store
  readonly today: string
  /** An answer as text; '' when there is none. */
  readonly text: (name: string) => string
  readonly ticked: (name: string) => boolean
  readonly registrationNo: string
  readonly person: Person | undefined
  readonly car: Car | undefined
}

export type Writer = (of: Writing) => RegisterAnswer
export type Writers = readonly (readonly [items: RegExp, write: Writer])[]

export const accepted = ({ registrationNo }: Writing, result: Partial<RegisterResult> = {}): RegisterAnswer => ({
  state: 'accepted',
  result: { registrationNo, ...result },
})
export const refused = (code: string, reasonZh: string): RegisterAnswer => ({ state: 'refused', code, reasonZh })
export const serial = (store: Store): string => `3770${String(store.next('certificate')).padStart(8, '0')}`
