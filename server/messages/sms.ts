import { Type } from 'typebox'
import { findPerson } from '#server/accounts/people.ts'
import { loadCase } from '#server/cases/cases.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { SMS_TRIES } from './messages.ts'
import { queuedNotice, queuedSms, setSmsState } from './messages.sql.ts'
import { openTold } from './sealed.ts'
import { renderSms, templateOf } from './words.ts'

/** Sent under the message's id, which the gateway sends once however often it is asked. */
const sendSms = defineJob({
  name: 'send-sms',
  payload: Type.Object({ message: Type.String({ format: 'uuid' }) }),
  run: async (house, { message }, attempt) => {
    const row = await house.db.read.one(queuedSms, [message])
    if (!row) return
    const c = await loadCase(house.db.read, house, row.case_id)
    const text = renderSms(templateOf(row.template), openTold(house.crypto, row.id, row.params))
    if (text === undefined) return
    // The applicant gave a number for this case; whoever else is told has the one of the own account.
    const mine = row.person === c.applicant
    const to = mine ? c.data.applicant.mobile : (await findPerson(house.db.read, house, row.person)).mobile
    const sent = await house.connectors.sms.send(row.id, { to, text })
    // A signed "no" stays a no; anything else may pass.
    const state = sent.ok ? 'sent' : sent.why === 'refused' || attempt >= SMS_TRIES ? 'failed' : undefined
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, c.id, [sent.evidence])
      if (state) await tx.run(setSmsState, [row.id, state])
    })
    if (!state) throw new Error('the text message gateway did not answer')
  },
})

/** To the phone that is sealed with the message: that of the account until now. */
const sendNotice = defineJob({
  name: 'send-notice',
  payload: Type.Object({ message: Type.String({ format: 'uuid' }) }),
  run: async (house, { message }, attempt) => {
    const row = await house.db.read.one(queuedNotice, [message])
    if (!row) return
    const told = openTold(house.crypto, row.id, row.params)
    const text = renderSms(templateOf(row.template), told)
    if (text === undefined || told['phone'] === undefined) return
    const sent = await house.connectors.sms.send(row.id, { to: told['phone'].zh, text })
    const state = sent.ok ? 'sent' : sent.why === 'refused' || attempt >= SMS_TRIES ? 'failed' : undefined
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, undefined, [sent.evidence])
      if (state) await tx.run(setSmsState, [row.id, state])
    })
    if (!state) throw new Error('the text message gateway did not answer')
  },
})

export const messageJobs: readonly Job[] = [sendSms, sendNotice]
