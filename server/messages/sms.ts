import { Type } from 'typebox'
import { findPerson } from '#server/accounts/people.ts'
import { loadCase } from '#server/cases/cases.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { SMS_TRIES } from './messages.ts'
import { queuedSms, setSmsState, type SmsRow } from './messages.sql.ts'
import { openTold } from './sealed.ts'
import { renderSms, templateOf, type Told } from './words.ts'

/** Sent under the message's id, which the gateway sends once however often it is asked. */
const sendSms = defineJob({
  name: 'send-sms',
  payload: Type.Object({ message: Type.String({ format: 'uuid' }) }),
  run: async (house, { message }, attempt) => {
    const row = await house.db.read.one(queuedSms, [message])
    if (!row) return
    const told = openTold(house.crypto, row.id, row.params)
    const text = renderSms(templateOf(row.template), told)
    if (text === undefined) return
    const sent = await house.connectors.sms.send(row.id, { to: await phoneFor(house, row, told), text })
    // A signed "no" stays a no; anything else may pass.
    const state = sent.ok ? 'sent' : sent.why === 'refused' || attempt >= SMS_TRIES ? 'failed' : undefined
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, row.case_id ?? undefined, [sent.evidence])
      if (state) await tx.run(setSmsState, [row.id, state])
    })
    if (!state) throw new Error('the text message gateway did not answer')
  },
})

/**
 * The phone that is sealed with the message: that of the account until now. Else the number that the applicant gave for the
 * case; whoever else is told, or of no case, has the one of the own account.
 */
async function phoneFor(house: House, row: SmsRow, { phone }: Told): Promise<string> {
  if (phone) return phone.zh
  if (row.case_id !== null) {
    const c = await loadCase(house.db.read, house, row.case_id)
    if (row.person === c.applicant) return c.data.applicant.mobile
  }
  return (await findPerson(house.db.read, house, row.person)).mobile
}

export const messageJobs: readonly Job[] = [sendSms]
