import { Type } from 'typebox'
import { smsMessages } from '#server/connectors/sms.ts'
import { no, operation, type AgencyPlay, type Desk } from '../agency.ts'
import { DEAD_MOBILE } from '../magic.ts'
import type { Store } from '../store.ts'

export const Sms = Type.Object({ no: Type.Integer(), to: Type.String(), text: Type.String(), at: Type.String() })

export function smsPlay({ store, now }: Desk): AgencyPlay {
  return {
    agency: 'sms',
    operations: [
      operation(smsMessages.send, ({ to, text }) => {
        if (DEAD_MOBILE.test(to)) return no(403, 'NUMBER_DEAD', '号码为空号')
        const number = store.next('sms')
        store.run('insert into sms values (?, ?, ?, ?)', number, to, text, now().toISOString())
        return { messageNo: String(number) }
      }),
    ],
  }
}

/** Newest first; of one number when it is given. */
export const smsInbox = (store: Store, to?: string) =>
  to
    ? store.all(Sms, 'select no, "to", text, at from sms where "to" = ? order by no desc limit 200', to)
    : store.all(Sms, 'select no, "to", text, at from sms order by no desc limit 200')
