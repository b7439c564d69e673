import type { House } from '#server/kit/house.ts'

export const leads = (house: Pick<House, 'city'>, office: number): boolean => office === house.city.homeOffice

/** Whose figures an office sees: its own; the one that leads the city, everybody's. */
export const officesUnder = (house: Pick<House, 'city'>, office: number): number[] =>
  leads(house, office) ? house.city.offices.map((o) => o.office) : [office]

export const officeName = (house: Pick<House, 'city'>, office: number): { zh: string; en: string } =>
  house.city.offices.find((o) => o.office === office)?.name ?? { zh: String(office), en: String(office) }
