import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { officerMe } from '#api/accounts.ts'
import type { ReplyOf } from '#api/route.ts'
import { type Act, may } from '#domain/policy.ts'
import type { Call } from '#web/kit/client.ts'
import type { T } from '#web/officer/texts.ts'

export type Me = ReplyOf<typeof officerMe>

/** Whether this officer may do something at all: what a screen leaves out. The server asks the same table. */
export const mayDo = (me: Me, act: Act): boolean => may(act, { kind: 'officer', session: '', ...me }) === 'yes'

/** What every screen of the console is given. */
export interface Desk {
  me: Me
  t: T
  call: Call
  /** A passing word at the bottom of the screen. */
  say: (text: string) => void
  /** Counts up with every piece of news about the topic; read it to know when to ask again. */
  news: (topic: string) => number
  /** What was typed and not yet sent, by place. In memory only: a shared computer keeps nothing. */
  typed: Map<string, unknown>
}

export const DeskContext = createContext<Desk | undefined>(undefined)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('a screen of the desk was drawn outside the desk')
  return desk
}

/** State that outlives its dialog: closing, another case or an ended session loses nothing. `forget` once it has been sent. */
export function useTyped<V>(place: string, empty: V): [V, (value: V) => void, () => void] {
  const { typed } = useDesk()
  const [, redraw] = useState(0)
  const kept = typed.get(place)
  const set = (value: V): void => {
    typed.set(place, value)
    redraw((n) => n + 1)
  }
  const forget = (): void => {
    typed.delete(place)
  }
  // Only this function writes under this place, with this type.
  return [kept === undefined ? empty : (kept as V), set, forget]
}
