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

/** What shows personal data to whoever does it. */
const SHOWING = `act like 'read-%' or act like 'unmask %' or act in ('production.label', 'export-list')`
const repeat = statement(
  'audit_repeat_looks',
  `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
   select actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result
     from audit_events where xid = $1::xid8 and (${SHOWING}) order by id`,
)

/** A request that is answered a second time by its key shows the same once more: so is written down what that transaction showed. */
export const auditAgain = (tx: Pick<Tx, 'run'>, xid: string): Promise<number> => tx.run(repeat, [xid])

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
