import type { Case } from '#domain/case.ts'
import { visitOf } from '#domain/visit.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { Site } from '#server/kit/city.ts'
import type { House } from '#server/kit/house.ts'

/** Where this case can be booked: the sites of its office, or the inspection stations, none of them before the others (LRTSI art. 15 leaves the choice to the owner). */
export const placesFor = (house: Pick<House, 'city'>, c: Case): readonly Site[] =>
  visitOf(definitionOf(c)) === 'station'
    ? house.city.stations
    : house.city.sites.filter((site) => site.office === c.office)
