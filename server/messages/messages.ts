import { randomUUID } from 'node:crypto'
import type { Case } from '#domain/case.ts'
import { codeSms, type CodeUse } from '#domain/messages.ts'
import { type Lang, same, type Text } from '#domain/text.ts'
import { personToTell } from '#server/authorities/principals.ts'
import { smsMessages } from '#server/connectors/sms.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import {
  countOf,
  countUnread,
  insertMessage,
  markAllRead,
  markRead,
  type MessageRow,
  messagesOf,
} from './messages.sql.ts'
import { openTold, sealTold } from './sealed.ts'
import { type Params, render, templateOf, type Told, toldAbout } from './words.ts'

export type { Params } from './words.ts'

/** Messages on one page. */
export const PAGE_SIZE = 20
/** Tries before a text message is given up; the message itself stays in the account. */
export const SMS_TRIES = 10
/** A person waits in front of the sign-in page: longer than this is no answer. */
const CODE_TIMEOUT_MS = 2_500

/**
 * Tells the applicant something about the case: stored for the account, and sent as a text message after commit.
 * `params` add to what the case itself knows. Throws Error for a template that does not exist.
 */
export async function tell(tx: Tx, house: House, c: Case, template: string, params: Params = {}): Promise<void> {
  const person = await personToTell(tx, c)
  if (person !== undefined) await tellPerson(tx, house, c, person, template, params)
}

/** The same to another person whom the case concerns: who must agree to it. */
export async function tellPerson(
  tx: Tx,
  house: House,
  c: Case,
  person: string,
  template: string,
  params: Params = {},
): Promise<void> {
  await keep(tx, house, { person, office: c.office, caseId: c.id }, template, toldAbout(c, house.city, params))
}

/** What a message says is about no case, or not of it alone; `service` names what it is about instead. */
export type About = Readonly<Record<string, Text | string>> & { readonly service: Text }

/** Tells somebody something that a case alone does not know: kept in the account, and sent as a text message after commit. */
export async function tellAbout(
  tx: Tx,
  house: Pick<House, 'crypto' | 'bus'>,
  to: Addressee,
  template: string,
  about: About,
): Promise<void> {
  const words = Object.entries(about).map(([name, value]) => [name, typeof value === 'string' ? same(value) : value])
  await keep(tx, house, to, template, Object.fromEntries(words) as Told)
}

/** Tells an account that another phone signs in to it, there and on the phone that did so until now. */
export async function tellFormerPhone(tx: Tx, house: House, person: string, phone: string): Promise<void> {
  await keep(tx, house, { person, office: house.city.homeOffice }, 'phone-changed', { phone: same(phone) })
}

export interface Addressee {
  person: string
  office: number
  caseId?: string | undefined
}

async function keep(
  tx: Tx,
  house: Pick<House, 'crypto' | 'bus'>,
  { person, office, caseId }: Addressee,
  template: string,
  told: Told,
): Promise<void> {
  const { sms } = templateOf(template)
  // Ids keep their order within one millisecond: two messages of one decision are read as they were said.
  const id = uuidv7()
  const sealed = sealTold(house.crypto, id, told)
  await tx.run(insertMessage, [
    id,
    person,
    office,
    caseId ?? null,
    template,
    sealed,
    sms === undefined ? 'none' : 'queued',
  ])
  if (sms !== undefined)
    await enqueue(tx, house, [{ job: 'send-sms', payload: { message: id }, key: `sms:${id}`, attempts: SMS_TRIES }])
}

export interface Message {
  id: string
  caseId: string | undefined
  template: string
  title: string
  text: string
  at: string
  unread: boolean
}

/** One page of a person's messages, newest first, in the reader's language. Pages count from 1. */
export async function listMessages(
  tx: Pick<Tx, 'many' | 'one'>,
  house: Pick<House, 'crypto'>,
  person: string,
  lang: Lang,
  page = 1,
): Promise<{ items: Message[]; page: number; pages: number; total: number; unread: number }> {
  const rows = await tx.many(messagesOf, [person, PAGE_SIZE, (page - 1) * PAGE_SIZE])
  const count = (await tx.one(countOf, [person])) ?? { total: 0, unread: 0 }
  return {
    items: rows.map((row) => shown(house, row, lang)),
    page,
    pages: Math.max(1, Math.ceil(count.total / PAGE_SIZE)),
    ...count,
  }
}

export async function unreadCount(tx: Pick<Tx, 'one'>, person: string): Promise<number> {
  return (await tx.one(countUnread, [person]))?.unread ?? 0
}

/** Throws Refused 404 for a message that is not this person's. */
export async function readMessage(tx: Tx, person: string, id: string): Promise<void> {
  if (!(await tx.one(markRead, [id, person]))) throw notFound()
}

/** Gives how many were unread. */
export const readAllMessages = (tx: Tx, person: string): Promise<number> => tx.run(markAllRead, [person])

/**
 * Sends a code by text message, at once and outside any transaction. The exchange is not kept as evidence: it
 * would keep the code. Throws Refused 503 CODE_NOT_SENT when the gateway did not take it.
 */
export async function sendCode(
  house: Pick<House, 'connectors'>,
  mobile: string,
  code: string,
  use: CodeUse,
): Promise<void> {
  const { send } = smsMessages
  const sent = await house.connectors.exchange.exchange({
    agency: 'sms',
    operation: send.name,
    schema: send.answer,
    key: randomUUID(),
    timeoutMs: CODE_TIMEOUT_MS,
    body: { to: mobile, text: codeSms(code, use) },
  })
  if (!sent.ok) throw refusedBy(503, { code: 'CODE_NOT_SENT' })
}

function shown(house: Pick<House, 'crypto'>, row: MessageRow, lang: Lang): Message {
  const words = render(templateOf(row.template), openTold(house.crypto, row.id, row.params), lang)
  return {
    id: row.id,
    caseId: row.case_id ?? undefined,
    template: row.template,
    ...words,
    at: row.created_at.toISOString(),
    unread: row.read_at === null,
  }
}
