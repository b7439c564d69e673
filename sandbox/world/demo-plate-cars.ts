import { addMonths } from '#domain/calendar.ts'
import { registeredCar } from './cars.ts'
import { demoPerson, type DemoKey } from './demo-people.ts'
import { MODELS, type CarModel } from './models.ts'
import { seeded } from './random.ts'
import type { Car } from './shapes.ts'

export const NUMBER_PLATES = ['鲁B6R571', '鲁B3S902', '鲁B8T146'] as const

/** The cars of the persons of demo-plates.ts; VINs never change. */
export function numberCars(today: string): Car[] {
  const random = seeded(370_205)
  const own = (key: DemoKey, model: CarModel, plate: string, months: number, serial: number): Car =>
    registeredCar(model, demoPerson(key), plate, addMonths(today, -months), serial, today, random)
  const [first, second, blue] = NUMBER_PLATES
  const electric = own('qin-yue', modelOf('纯电动'), blue, 34, 100_063)
  return [
    own('jiang-bo', modelOf('汽油'), first, 45, 100_061),
    own('jiang-bo', modelOf('汽油'), second, 20, 100_062),
    // Blue plates stay until the owner asks for green ones.
    { ...electric, registration: electric.registration && { ...electric.registration, plateType: '02' } },
  ]
}

function modelOf(fuel: string): CarModel {
  const found = MODELS.find((model) => model.fuel === fuel)
  if (!found) throw new RangeError(`no model for ${fuel}`)
  return found
}
