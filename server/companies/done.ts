import { maskName } from '#domain/mask.ts'
import { findService } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { House } from '#server/kit/house.ts'

/** A case that was opened for somebody else, and by whom. */
export interface DoneRow {
  id: string
  number: string
  service: string
  state: string
  submitted_at: Date
  acted_by: string
}

/** Cases as those for whom they were opened see them: what, where it stands, who did it (masked). */
export async function doneViews(house: House, rows: readonly DoneRow[]) {
  const people = new Map<string, string>()
  for (const person of new Set(rows.map((r) => r.acted_by)))
    people.set(person, maskName((await findPerson(house.db.read, house, person)).name))
  return rows.map((r) => ({
    id: r.id,
    number: r.number,
    service: { ...(findService(r.service)?.name ?? { zh: r.service, en: r.service }) },
    state: r.state,
    at: r.submitted_at.toISOString(),
    by: people.get(r.acted_by) ?? '',
  }))
}
