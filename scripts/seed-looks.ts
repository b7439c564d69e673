import type { Case } from '#domain/case.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { statement } from '#server/kit/db.ts'
import type { Walk } from './seed-walk.ts'

/** As `server/kit/audit.ts` writes it, but at the moment of the made past. */
const insertLook = statement(
  'seed_look_insert',
  `insert into audit_events (at, actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
   values ($1, 'officer', $2, $3, 'read-case', 'case', $4, $5, $6, 'done')`,
)

/** Nobody decides on a case without opening it: the owner finds the look under 谁看过我的信息. */
export async function look({ tx, house }: Walk, officer: string, c: Case): Promise<void> {
  const person = await personConcerned(tx, c)
  await tx.run(insertLook, [house.time.now(), officer, c.office, c.id, person, `办理业务 ${c.number}`])
}
