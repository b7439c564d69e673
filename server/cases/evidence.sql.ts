import { statement } from '#server/kit/db.ts'

export interface ExchangeRow {
  agency: string
  message_id: string
  operation: string
  outcome: string
  started_at: Date
  ms: number
  request: Buffer
  request_signature: string
  answer: Buffer | null
  answer_signature: string | null
}
export const evidenceOf = statement<ExchangeRow>(
  'exchange_of_case',
  `select agency, message_id, operation, outcome, started_at, ms, request, request_signature, answer, answer_signature from exchanges where case_id = $1 and message_id = $2 order by attempt desc limit 1`,
)
