import type { House } from '#server/kit/house.ts'

/** Stands for a vehicle in everything about plates that is public: says nothing of the VIN, and is the same for life. */
export const vehicleTag = (house: Pick<House, 'crypto'>, vin: string): Buffer =>
  house.crypto.blindIndex('plate_sittings.vehicle', vin)
