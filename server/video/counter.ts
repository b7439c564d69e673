import { freeSlots } from '#server/appointments/appointments.ts'
import type { Site } from '#server/kit/city.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'

/** Halls with counters of an office. */
export const counterSites = (house: Pick<House, 'city'>, office: number): readonly Site[] =>
  house.city.sites.filter((site) => site.office === office)

/** Free times at each counter, the next ones first. */
export async function counterTimes(tx: Pick<Tx, 'many'>, house: House, office: number) {
  const free = await freeSlots(tx, house, office)
  return counterSites(house, office).map(({ code, name }) => ({
    code,
    name: { ...name },
    slots: free
      .filter((s) => s.site === code)
      .slice(0, SHOWN)
      .map((s) => ({ from: s.at.toISOString(), left: s.left })),
  }))
}
/** Two working days: whoever needs a later one books on the page of the case. */
const SHOWN = 28
