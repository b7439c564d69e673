import type { Evidence } from '#server/connectors/exchange.ts'
import { statement, type Tx } from './db.ts'
import type { House } from './house.ts'

const insert = statement(
  'exchanges_insert',
  `insert into exchanges (agency, message_id, attempt, direction, operation, case_id, outcome, status, started_at, ms, request, request_signature, answer, answer_signature)
   select agency, message_id, (select count(*) + 1 from exchanges x where x.agency = e.agency and x.message_id = e.message_id), 'asked', operation, $9::uuid, outcome, status, started_at, ms, request, request_signature, answer, answer_signature
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[], $7::int[], $8::text[], $10::bytea[], $11::bytea[], $12::text[])
       as e(agency, message_id, operation, outcome, status, started_at, ms, request_signature, request, answer, answer_signature)
   on conflict do nothing`,
)

/** Keeps what was asked and answered, sealed, signatures in the clear: all exchanges of one occasion in one statement. */
export async function keepEvidence(
  tx: Tx,
  house: Pick<House, 'crypto'>,
  caseId: string | undefined,
  evidence: readonly Evidence[],
): Promise<void> {
  if (evidence.length === 0) return
  const seal = (e: Evidence, part: string, text: string) => house.crypto.seal(text, `exchanges|${part}|${e.key}`)
  await tx.run(insert, [
    evidence.map((e) => e.agency),
    evidence.map((e) => e.key),
    evidence.map((e) => e.operation),
    evidence.map((e) => e.outcome),
    evidence.map((e) => e.status ?? null),
    evidence.map((e) => e.startedAt),
    evidence.map((e) => e.ms),
    evidence.map((e) => e.requestSignature),
    caseId ?? null,
    evidence.map((e) => `\\x${seal(e, 'request', e.request).toString('hex')}`),
    evidence.map((e) => (e.answer === undefined ? null : `\\x${seal(e, 'answer', e.answer).toString('hex')}`)),
    evidence.map((e) => e.answerSignature ?? null),
  ])
}
