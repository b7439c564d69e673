import { Type } from 'typebox'
import { findService } from '#domain/services/index.ts'
import type { Text } from '#domain/text.ts'
import { findPerson } from '#server/accounts/people.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { keepMessage, noteSms, SMS_TRIES } from '#server/messages/messages.ts'
import { openTold } from '#server/messages/sealed.ts'
import { renderSms, templateOf, type Told } from '#server/messages/words.ts'
import { statement, type Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue, type Job } from '#server/kit/jobs.ts'

/** Whom and what about: a conversation need not have a case. */
export interface Addressee {
  person: string
  office: number
  caseId?: string | undefined
  service?: string | undefined
}

/** Tells somebody something about a ticket or a conversation: kept in the account, and sent as a text message after commit. */
export async function tellAbout(
  tx: Tx,
  house: House,
  to: Addressee,
  template: string,
  params: Readonly<Record<string, Text | string>> = {},
): Promise<void> {
  const service: Text = (to.service === undefined ? undefined : findService(to.service)?.name) ?? {
    zh: '视频咨询',
    en: 'your question by video',
  }
  const told: Told = {
    service,
    number: { zh: '视频', en: 'video' },
    ...Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? { zh: value, en: value } : value,
      ]),
    ),
  }
  const { id, hasSms } = await keepMessage(tx, house, to, template, told)
  if (hasSms)
    await enqueue(tx, [{ job: 'video-sms', payload: { message: id }, key: `video-sms:${id}`, attempts: SMS_TRIES }])
}

interface Waiting {
  id: string
  person: string
  template: string
  params: Buffer
}
const queuedVideoSms = statement<Waiting>(
  'video_sms_queued',
  `select id, person, template, params from messages where id = $1 and sms_state = 'queued'`,
)

/** To the mobile of the account; a conversation has no case whose contact could be another. */
const sendVideoSms = defineJob({
  name: 'video-sms',
  payload: Type.Object({ message: Type.String({ format: 'uuid' }) }),
  run: async (house, { message }, attempt) => {
    const row = await house.db.read.one(queuedVideoSms, [message])
    if (!row) return
    const text = renderSms(templateOf(row.template), openTold(house.crypto, row.id, row.params))
    if (text === undefined) return
    const person = await findPerson(house.db.read, house, row.person)
    const sent = await house.connectors.sms.send(row.id, { to: person.mobile, text })
    const state = sent.ok ? 'sent' : sent.why === 'refused' || attempt >= SMS_TRIES ? 'failed' : undefined
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, undefined, [sent.evidence])
      if (state) await noteSms(tx, row.id, state)
    })
    if (!state) throw new Error('the text message gateway did not answer')
  },
})

export const videoSmsJobs: readonly Job[] = [sendVideoSms]
