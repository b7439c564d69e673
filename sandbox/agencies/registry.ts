import { registryMessages, type DriverViolations } from '#server/connectors/registry.ts'
import type { DriverPast } from '#server/connectors/registry-drivers.ts'
import { operation, type AgencyPlay, type Desk } from '../agency.ts'
import { carOf, carsOwnedBy, carWithPlate, personOf } from '../city.ts'
import { LATE_VIN } from '../magic.ts'
import { decideAct, findAct, openAct } from './registry-acts.ts'
import { filesAsked } from './files-asked.ts'
import { vehicleLookUps } from './vehicle-papers.ts'

/** The national register: look-ups, and acts that it may decide later. */
export function registryPlay(desk: Desk): AgencyPlay {
  const { store } = desk
  return {
    agency: 'registry',
    operations: [
      operation(registryMessages.driver, ({ idNumber }) => personOf(store, idNumber)?.licence ?? null),
      operation(registryMessages.vehicles, ({ idNumber }) =>
        carsOwnedBy(store, idNumber).flatMap(({ registration }) => (registration ? [registration] : [])),
      ),
      operation(registryMessages.vehicle, (q) => {
        const car = 'vin' in q ? carOf(store, q.vin) : carWithPlate(store, q.plate, q.plateType)
        return car?.registration ?? null
      }),
      operation(registryMessages.temporaryPlates, ({ vin }) => ({ issued: carOf(store, vin)?.temporaryPlates ?? 0 })),
      ...vehicleLookUps(desk),
      ...filesAsked(desk),
      operation(registryMessages.past, ({ idNumber }) => personOf(store, idNumber)?.past ?? NO_PAST),
      operation(registryMessages.learner, ({ idNumber }) => personOf(store, idNumber)?.learner ?? null),
      operation(registryMessages.violations, ({ idNumber }) => personOf(store, idNumber)?.violations ?? NONE),
      operation(registryMessages.register, (request, messageId) => {
        openAct(desk, messageId, request, lateness(desk, request.data))
        return findAct(store, messageId)?.outcome ?? decideAct(desk, messageId)
      }),
      operation(
        registryMessages.outcome,
        ({ messageId }) => findAct(store, messageId)?.outcome ?? { state: 'unknown' as const },
      ),
    ],
  }
}

const NONE: DriverViolations = { pending: 0, items: [], accidentsPending: 0, licenceWithheld: false }
const NO_PAST: DriverPast = { entries: [], studyMinutes: 0 }
const LATE_SECONDS = 3

/** Seconds until the act is decided by itself; 0 at once; null when somebody must press the button. */
function lateness({ modes }: Desk, data: Record<string, unknown>): number | null {
  if (typeof data['vin'] === 'string' && LATE_VIN.test(data['vin'])) return LATE_SECONDS
  const { mode, seconds } = modes.of('registry')
  if (mode !== 'late') return 0
  return seconds === 0 ? null : (seconds ?? LATE_SECONDS)
}
