import { statement } from '#server/kit/db.ts'

export const insertMessage = statement(
  'message_insert',
  `insert into messages (id, person, office, case_id, template, params, sms_state) values ($1, $2, $3, $4, $5, $6, $7)`,
)

export interface MessageRow {
  id: string
  case_id: string | null
  template: string
  params: Buffer
  created_at: Date
  read_at: Date | null
}
export const messagesOf = statement<MessageRow>(
  'messages_of',
  `select id, case_id, template, params, created_at, read_at from messages where person = $1 order by created_at desc, id desc limit $2 offset $3`,
)
export const countOf = statement<{ total: number; unread: number }>(
  'messages_count_of',
  `select count(*) as total, count(*) filter (where read_at is null) as unread from messages where person = $1`,
)
export const countUnread = statement<{ unread: number }>(
  'messages_count_unread',
  `select count(*) as unread from messages where person = $1 and read_at is null`,
)
export const markRead = statement<{ id: string }>(
  'message_mark_read',
  `update messages set read_at = coalesce(read_at, now()) where id = $1 and person = $2 returning id`,
)
export const markAllRead = statement(
  'messages_mark_all_read',
  `update messages set read_at = now() where person = $1 and read_at is null`,
)

export interface SmsRow {
  id: string
  person: string
  case_id: string | null
  template: string
  params: Buffer
}
export const queuedSms = statement<SmsRow>(
  'message_queued_sms',
  `select id, person, case_id, template, params from messages where id = $1 and sms_state = 'queued'`,
)
export const setSmsState = statement(
  'message_set_sms_state',
  `update messages set sms_state = $2 where id = $1 and sms_state = 'queued'`,
)
