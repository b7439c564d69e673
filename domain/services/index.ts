import type { Service } from '../service.ts'
import { deferLicenceRenewal } from './driver/defer-licence-renewal.ts'
import { deferLicenceReview } from './driver/defer-licence-review.ts'
import { deferMedicalCertificate } from './driver/defer-medical-certificate.ts'
import { driverContactChange } from './driver/driver-contact-change.ts'
import { licenceDowngrade } from './driver/licence-downgrade.ts'
import { licenceInfoChange } from './driver/licence-info-change.ts'
import { licenceRenewExpiry } from './driver/licence-renew-expiry.ts'
import { licenceRenewOverage } from './driver/licence-renew-overage.ts'
import { licenceReplaceDamaged } from './driver/licence-replace-damaged.ts'
import { licenceReplaceLost } from './driver/licence-replace-lost.ts'
import { licenceTransferIn } from './driver/licence-transfer-in.ts'
import { medicalCertificateSubmit } from './driver/medical-certificate-submit.ts'
import { inspectionExemptMark } from './vehicle/inspection-exempt-mark.ts'
import { inspectionMarkReplace } from './vehicle/inspection-mark-replace.ts'
import { mortgageRelease } from './vehicle/mortgage-release.ts'
import { newCarTempPlate } from './vehicle/new-car-temp-plate.ts'
import { newVehicleRegistration } from './vehicle/new-vehicle-registration.ts'
import { ownerNameAddressChange } from './vehicle/owner-name-address-change.ts'
import { plateReplace } from './vehicle/plate-replace.ts'
import { registrationCertReplace } from './vehicle/registration-cert-replace.ts'
import { registrationCorrection } from './vehicle/registration-correction.ts'
import { vehicleContactChange } from './vehicle/vehicle-contact-change.ts'
import { vehicleLicenceReplace } from './vehicle/vehicle-licence-replace.ts'

/** The catalogue, in the order in which lists show it. Old versions stay beside the new one while cases run on them. */
const ALL: readonly Service[] = [
  newVehicleRegistration,
  newCarTempPlate,
  licenceReplaceLost,
  licenceReplaceDamaged,
  licenceRenewExpiry,
  licenceRenewOverage,
  licenceInfoChange,
  licenceTransferIn,
  licenceDowngrade,
  driverContactChange,
  medicalCertificateSubmit,
  deferLicenceRenewal,
  deferLicenceReview,
  deferMedicalCertificate,
  vehicleLicenceReplace,
  plateReplace,
  registrationCertReplace,
  inspectionMarkReplace,
  inspectionExemptMark,
  vehicleContactChange,
  ownerNameAddressChange,
  registrationCorrection,
  mortgageRelease,
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
