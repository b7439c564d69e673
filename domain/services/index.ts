import type { Service } from '../service.ts'
import { licenceRenewExpiry } from './driver/licence-renew-expiry.ts'
import { licenceReplaceDamaged } from './driver/licence-replace-damaged.ts'
import { licenceReplaceLost } from './driver/licence-replace-lost.ts'
import { newVehicleRegistration } from './vehicle/new-vehicle-registration.ts'
import { registrationCertReplace } from './vehicle/registration-cert-replace.ts'

/** The catalogue, in the order in which lists show it. Old versions stay beside the new one while cases run on them. */
const ALL: readonly Service[] = [
  newVehicleRegistration,
  licenceReplaceLost,
  licenceReplaceDamaged,
  licenceRenewExpiry,
  registrationCertReplace,
]

/** The newest version of every item. */
export const services: readonly Service[] = newest(ALL)

/** The definition a case began under; undefined when that version has been removed. */
export const findService = (code: string, version?: number): Service | undefined =>
  version === undefined
    ? services.find((s) => s.code === code)
    : ALL.find((s) => s.code === code && s.version === version)

function newest(all: readonly Service[]): Service[] {
  return all.filter((s) => !all.some((other) => other.code === s.code && other.version > s.version))
}
