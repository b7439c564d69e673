import { newCar } from './cars.ts'
import { demoPerson } from './demo-people.ts'
import { MODELS } from './models.ts'
import { seeded } from './random.ts'
import type { Car } from './shapes.ts'

/** How many cars of the demo's maker stand in its yard, built and not sold. */
export const IN_THE_YARD = 40

/** The demo's maker builds this model. */
const WMI = 'LFM'

/** Cars that have left the line and belong to nobody yet; their VINs never change. */
export function yardCars(today: string): Car[] {
  const model = MODELS.find((each) => each.wmi === WMI)
  if (!model) throw new RangeError(`no model for ${WMI}`)
  const random = seeded(370_206)
  return Array.from({ length: IN_THE_YARD }, (_, n) => ({
    ...newCar(model, demoPerson('xu-na'), 500_001 + n, today, random),
    invoice: null,
    purchaseTax: null,
    vesselTax: null,
    policy: null,
  }))
}
