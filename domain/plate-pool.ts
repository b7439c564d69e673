import type { CaseData } from './case.ts'
import { maskVin } from './mask.ts'
import { isNewEnergy } from './records.ts'
import { asCode } from './typed.ts'

/**
 * 号牌种类 (GA 24.7) a case chooses from: 52 small new-energy car, 02 small car; undefined when the case is about no car.
 * An answer `plateType` of the form goes before the plate the car bears now: an electric car changes blue for green.
 */
export function plateTypeOf(data: Pick<CaseData, 'subject' | 'form'>): '02' | '52' | undefined {
  const { subject, form } = data
  if (subject.kind === 'new-vehicle') return subject.certificate && isNewEnergy(subject.certificate.fuel) ? '52' : '02'
  if (subject.kind !== 'vehicle') return undefined
  return (form['plateType'] ?? subject.vehicle.plateType) === '52' ? '52' : '02'
}

/** The car a plate is put on; undefined when the case is about no car. */
export function vinOf(data: Pick<CaseData, 'subject'>): string | undefined {
  if (data.subject.kind === 'new-vehicle') return data.subject.vin
  return data.subject.kind === 'vehicle' ? data.subject.vehicle.vin : undefined
}

/** The car as whoever chooses knows it again: make and model of a new one, and the VIN, masked. */
export function vehicleWords(data: Pick<CaseData, 'subject'>): string {
  const { subject } = data
  const vin = vinOf(data)
  const car = subject.kind === 'new-vehicle' ? subject.certificate : undefined
  return `${car ? `${car.brand} ${car.model} · ` : ''}${vin ? maskVin(vin) : ''}`
}

/** A number as the register writes it, from what a person typed. */
export const asPlate = (typed: string): string => asCode(typed)
