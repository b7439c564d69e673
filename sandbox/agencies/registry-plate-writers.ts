import type { RegisterAnswer } from '#server/connectors/registry.ts'
import { carsOwnedBy, saveCars } from '../city.ts'
import { change, formerPlate, renumber, TITLE_BARS } from './registry-title-writers.ts'
import { refused, serial, type Writers, type Writing } from './registry-writing.ts'

/** What the register does with acts about numbers alone. */
export const plateWriters: Writers = [
  [/^plate-swap$/, swap],
  [/^nev-plate-exchange-appointment$/, exchangeForGreen],
]

const SWAP_BARS = [...TITLE_BARS, '违法未处理', '事故未处理']

/** Both cars or neither; each gets a new licence. */
function swap(of: Writing): RegisterAnswer {
  const { store, car, today } = of
  const mine = car?.registration
  const number = of.text('otherPlate').trim().toUpperCase()
  const other = carsOwnedBy(store, of.text('idNumber')).find(
    ({ vin, registration }) => vin !== car?.vin && registration?.plate === number,
  )
  const theirs = other?.registration
  if (!mine || !other || !theirs || mine.owner.idNumber !== theirs.owner.idNumber)
    return refused('NO_VEHICLE', '未查到同一所有人的两辆机动车')
  if (mine.plateType !== theirs.plateType) return refused('PLATE_TYPE', '两辆机动车不属于同一号牌种类')
  if (theirs.states.some((state) => SWAP_BARS.includes(state)))
    return refused('VEHICLE_STATE', `另一辆机动车状态为${theirs.states.join('、')}`)
  const otherPlate = mine.plate
  return change(
    of,
    SWAP_BARS,
    (before) => {
      const after = { ...before, registration: { ...mine, plate: theirs.plate, swappedOn: today } }
      saveCars(store, [after, { ...other, registration: { ...theirs, plate: otherPlate, swappedOn: today } }])
      return after
    },
    () => ({
      vehicleLicenceNo: serial(store),
      otherVin: other.vin,
      otherPlate,
      otherLicenceNo: serial(store),
      otherEngineNo: theirs.engineNo,
      otherBrand: theirs.brand,
      otherModel: theirs.model,
      otherVehicleType: theirs.vehicleType,
      otherColour: theirs.colour,
      otherUseType: theirs.useType,
      otherRegisteredOn: theirs.registeredOn,
    }),
  )
}

/** The car keeps everything but its number and the kind of its plates. */
function exchangeForGreen(of: Writing): RegisterAnswer {
  return change(
    of,
    ['被盗抢', '注销', '达到报废标准'],
    (car) => renumber(of, car),
    (_after, before) => ({ vehicleLicenceNo: serial(of.store), ...formerPlate(of, before) }),
  )
}
