import { statement } from '#server/kit/db.ts'

/** Attempt 0: what an agency told us; our own questions count from 1, so the two can never meet on one key. */
export const keepTold = statement(
  'inbox_keep',
  `insert into exchanges (agency, message_id, attempt, direction, operation, case_id, outcome, status, started_at, ms, request, request_signature, answer, answer_signature)
   values ($1, $2, 0, 'told', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
)

export interface ToldRow {
  operation: string
  status: number
  request: Buffer
  answer: Buffer
}
export const findTold = statement<ToldRow>(
  'inbox_find',
  `select operation, status, request, answer from exchanges where agency = $1 and message_id = $2 and attempt = 0`,
)

/** Whose register act a message id of ours was, so that an answer cannot be led to another case. */
export const caseNumbered = statement<{ id: string }>(
  'inbox_case_numbered',
  `select id from cases where office in (select office from offices) and number = $1`,
)
