import { timingSafeEqual } from 'node:crypto'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'

/** Whose sitting a pass is for. */
export interface Pass {
  pool: string
  sitting: string
  person: string
}

/**
 * Shows that its bearer sits before this choice and proved to be that person a short while ago: given to the sitting's owner
 * with the page, good for `ms`, as long as the proof. A new one comes with every look at the page. A claim with it costs no
 * look at sessions and cases, which in a stampede is most of the work (docs/bench.md).
 */
export function makePass(house: Pick<House, 'crypto' | 'time'>, { pool, sitting, person }: Pass, ms: number): string {
  const text = `${pool}|${sitting}|${person}|${Math.floor(house.time.now().getTime() + ms)}`
  return `${text}|${house.crypto.hmac('plate-pass', text).toString('base64url')}`
}

/** Throws Refused 401 SIGN_IN for one that is not ours, was changed or is too old: the page gives a new one. */
export function readPass(house: Pick<House, 'crypto' | 'time'>, given: string): Pass {
  const end = given.lastIndexOf('|')
  const text = given.slice(0, end)
  const [pool, sitting, person, until] = text.split('|')
  const mac = Buffer.from(given.slice(end + 1), 'base64url')
  const right = house.crypto.hmac('plate-pass', text)
  if (
    !pool ||
    !sitting ||
    !person ||
    mac.length !== right.length ||
    !timingSafeEqual(mac, right) ||
    Number(until) < house.time.now().getTime()
  )
    throw new Refused(401, 'SIGN_IN', '请先登录', { next: '登录后会回到这里,选号的次数和时间都在。' })
  return { pool, sitting, person }
}
