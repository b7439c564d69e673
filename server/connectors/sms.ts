import { Type } from 'typebox'
import type { Exchange } from './exchange.ts'
import { Mobile } from './fields.ts'

/** The text message gateway. */
export const smsMessages = {
  send: {
    name: 'send',
    request: Type.Object({ to: Mobile, text: Type.String({ minLength: 1, maxLength: 500 }) }),
    answer: Type.Object({ messageNo: Type.String() }),
  },
}

export type Sms = ReturnType<typeof createSms>

export function createSms({ ask }: Exchange) {
  return {
    /** Sent once per key. */
    send: (key: string, q: { to: string; text: string }) => ask('sms', smsMessages.send, q, key),
  }
}
