import type { Actor } from '#domain/policy.ts'
import type { House } from '#server/kit/house.ts'
import { partiesOf } from './sessions.sql.ts'

/** Who hears that a conversation changed: its citizen and guests, its officer and colleagues, a supervisor of the office. */
export async function mayHearVideo(house: House, actor: Actor, id: string): Promise<boolean> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return false
  const row = await house.db.read.one(partiesOf, [id])
  if (!row) return false
  if (actor.kind === 'citizen') return row.person === actor.id || row.guests.includes(actor.id)
  if (row.officer === actor.id || row.colleagues.includes(actor.id)) return true
  return row.office === actor.office && actor.roles.includes('supervisor')
}
