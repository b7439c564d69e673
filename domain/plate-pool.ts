import type { CaseData } from './case.ts'
import { isNewEnergy } from './records.ts'

/** 50 选 1: five presses of ten numbers each; one of the fifty is taken (order 164 art. 17 leaves the way to the ministry). */
export const PRESSES = 5
export const NUMBERS_PER_PRESS = 10

/** 号牌种类 (GA 24.7) a case chooses from: 52 small new-energy car, 02 small car; undefined when the case is about no car. */
export function plateTypeOf(data: Pick<CaseData, 'subject'>): '02' | '52' | undefined {
  const { subject } = data
  if (subject.kind === 'new-vehicle') return subject.certificate && isNewEnergy(subject.certificate.fuel) ? '52' : '02'
  if (subject.kind === 'vehicle') return subject.vehicle.plateType === '52' ? '52' : '02'
  return undefined
}

/** The car a plate is put on; undefined when the case is about no car. */
export function vinOf(data: Pick<CaseData, 'subject'>): string | undefined {
  if (data.subject.kind === 'new-vehicle') return data.subject.vin
  return data.subject.kind === 'vehicle' ? data.subject.vehicle.vin : undefined
}
