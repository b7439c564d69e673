/** A phone's clock may be wrong by hours; what counts down here counts by the house's. Milliseconds to add to the own clock. */
let skew = 0

/** The house's time as well as this page knows it. */
export const houseNow = (): number => Date.now() + skew

/** Asks the house once; half a round trip of error does not matter to a countdown in seconds. */
export async function learnClock(): Promise<void> {
  const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => undefined)
  const date = Date.parse(answer?.headers.get('date') ?? '')
  if (!Number.isNaN(date)) skew = Math.abs(date - Date.now()) > 2_000 ? date - Date.now() : 0
}

/** Something that the house has already done at this instant: its clock stands there or later. */
export function happened(instant: string | null | undefined): void {
  const at = Date.parse(instant ?? '')
  if (!Number.isNaN(at) && at > houseNow()) skew += at - houseNow()
}
