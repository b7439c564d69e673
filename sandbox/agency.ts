import type { Static, TSchema } from 'typebox'
import { fits, type Message } from '#server/connectors/exchange.ts'
import type { Agency } from '#server/connectors/wire.ts'
import type { Modes } from './modes.ts'
import type { Outbox } from './outbox.ts'
import type { Store } from './store.ts'

/** What every agency is given. */
export interface Desk {
  readonly store: Store
  readonly modes: Modes
  readonly outbox: Outbox
  readonly now: () => Date
}

/** A signed "no": HTTP status, a stable code, a sentence. */
export interface Refused {
  readonly refused: 400 | 403 | 404 | 409
  readonly code: string
  readonly reasonZh: string
}

export interface Handled {
  readonly status: number
  readonly body: unknown
}

export interface Operation {
  readonly name: string
  handle(body: unknown, messageId: string): Handled
}

export interface AgencyPlay {
  readonly agency: Agency
  readonly operations: readonly Operation[]
}

export const no = (refused: Refused['refused'], code: string, reasonZh: string): Refused => ({
  refused,
  code,
  reasonZh,
})

/** Binds a message both sides know to what this agency does with it. Runs inside a transaction of the store. */
export function operation<Q extends TSchema, A extends TSchema>(
  message: Message<Q, A>,
  act: NoInfer<(question: Static<Q>, messageId: string) => Static<A> | Refused>,
): Operation {
  return {
    name: message.name,
    handle(body, messageId) {
      if (!fits(message.request, body)) return refusedAs(no(400, 'BAD_REQUEST', '报文格式不符'))
      const answer = act(body, messageId)
      return isRefused(answer) ? refusedAs(answer) : { status: 200, body: answer }
    },
  }
}

function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}

const refusedAs = ({ refused, code, reasonZh }: Refused): Handled => ({ status: refused, body: { code, reasonZh } })
