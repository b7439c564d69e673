import type { House } from '#server/kit/house.ts'

/** When the queue, which goes by the database's clock, must wake: the house's clock may be ahead in a drill (`NOW_OFFSET`). */
export const wakeAt = (house: Pick<House, 'time'>, at: string | Date): string =>
  new Date(new Date(at).getTime() - (house.time.now().getTime() - Date.now())).toISOString()
