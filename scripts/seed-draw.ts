import type { House } from '#server/kit/house.ts'
import { commitEpoch, enterRandomness } from '#server/plates/epochs.ts'
import { grantNothing } from '#server/plates/wishes.ts'
import { DEMO_OFFICERS } from '#server/demo/demo-officers.ts'

const POOL = '02'
const DAY = 86_400_000
const SUPERVISOR = DEMO_OFFICERS.find((o) => o.roles.includes('supervisor'))
/** Made up, and it says so: in a city an officer enters what was drawn in public after the commitment. */
const EVENT = { source: '演示数据:体育彩票排列5当晚开奖号', value: '3 8 0 5 1' }

/**
 * The running draw of the blue plates ends and the next begins, so that the page of draws has one that anybody can recompute:
 * committed to the day before yesterday, the public event entered the day after, opened now.
 */
export async function turnDraw(house: House): Promise<void> {
  const office = house.city.homeOffice
  const daysAgo = (days: number): House => ({
    ...house,
    time: { now: () => new Date(house.time.now().getTime() - days * DAY) },
  })
  if (!SUPERVISOR) throw new Error('the demo has no supervisor')
  const [early, later] = [daysAgo(2), daysAgo(1)]
  // At once: the house that is open beside us opens a draw whose minute has come, with or without its event.
  await house.db.tx(async (tx) => {
    const epoch = await commitEpoch(tx, early, office, POOL, house.time.now())
    if (!epoch) throw new Error('the demo has no numbers to draw from')
    await enterRandomness(tx, later, SUPERVISOR, { pool: POOL, epoch: epoch.epoch, ...EVENT })
    await grantNothing(tx, house, office, POOL)
  })
}
