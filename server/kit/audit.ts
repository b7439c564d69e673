import type { Actor } from '#domain/policy.ts'
import { statement, type Tx } from './db.ts'

export interface AuditEvent {
  act: string
  object: { kind: string; id: string }
  /** Whose data was read or changed; shown to that person. */
  person?: string | undefined
  purpose: string
  result: 'done' | 'denied' | 'failed'
}

const insert = statement(
  'audit_insert',
  `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)

/** Writes down who did or read what, in the transaction that did it; the table can only grow. */
export async function audit(tx: Pick<Tx, 'run'>, actor: Actor, event: AuditEvent): Promise<void> {
  const id = actor.kind === 'anyone' ? 'anyone' : actor.id
  const office = actor.kind === 'officer' ? actor.office : null
  await tx.run(insert, [
    actor.kind,
    id,
    office,
    event.act,
    event.object.kind,
    event.object.id,
    event.person ?? null,
    event.purpose,
    event.result,
  ])
}
