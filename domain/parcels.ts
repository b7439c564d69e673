/** What a courier's scan can say, in the order of a parcel's stages: of two scans of one instant the later one counts. */
export const PARCEL_SCANS = [
  'accepted',
  'in-transit',
  'out',
  'failed',
  'held',
  'returned',
  'lost',
  'delivered',
] as const
export type ParcelScan = (typeof PARCEL_SCANS)[number]

/** Where a parcel stands: in the house's own hands first, then wherever it was last scanned. */
export const PARCEL_STATES = ['ready', 'bagged', ...PARCEL_SCANS] as const
export type ParcelState = (typeof PARCEL_STATES)[number]

/** What is made, in the order of the work; `stopped`: no longer wanted. */
export const PRODUCTION_STATES = ['queued', 'printed', 'checked', 'bagged', 'handed-over', 'stopped'] as const
export type ProductionState = (typeof PRODUCTION_STATES)[number]
/** What lies on the bench; what has left it is asked for by its state. */
export const ON_BENCH: readonly ProductionState[] = PRODUCTION_STATES.slice(0, 4)
