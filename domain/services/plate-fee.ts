import type { CaseData } from '../case.ts'

/** Plate types (GA 24.7) of motorcycles, of trailers and of low-speed vehicles; all others pay a car's fee. */
const MOTORCYCLE = ['07', '08', '09', '10', '11', '12', '17', '19', '21', '24']
const TRAILER = ['15']
const LOW_SPEED = ['13']

/** The fee for one set of plates of the case's vehicle. */
export function plateFee({ subject }: Pick<CaseData, 'subject'>): readonly string[] {
  const type = subject.kind === 'vehicle' ? subject.vehicle.plateType : '02'
  if (MOTORCYCLE.includes(type)) return ['plateMoto']
  if (LOW_SPEED.includes(type)) return ['plateLow']
  return TRAILER.includes(type) ? ['plateTrailer'] : ['plateCar']
}
