import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import { isOwnMachine } from '#server/kit/address.ts'
import type { House } from '#server/kit/house.ts'
import { hit } from './accounts.sql.ts'

/** Counts one use of `key`; more than `limit` in a window refuses with the seconds to wait. Kept in the database, so all processes count together. */
export async function limitRate(tx: Pick<Tx, 'one'>, key: string, limit: number, windowSeconds: number): Promise<void> {
  const row = await tx.one(hit, [key, windowSeconds])
  if (row && row.hits > limit)
    throw new Refused(429, 'TOO_MANY', '操作太频繁', { next: '请稍等几分钟再试。', retryAfter: windowSeconds })
}

/**
 * The same for the address a request comes from. The own machine is not counted: there it is a test, or a proxy that
 * TRUST_PROXY does not name yet, behind which a whole city would share one limit.
 */
export async function limitAddress(
  tx: Tx,
  house: Pick<House, 'crypto'>,
  what: string,
  address: string,
  limit: number,
  windowSeconds: number,
): Promise<void> {
  if (isOwnMachine(address)) return
  await limitRate(tx, `${what}-from:${house.crypto.keyedId(address)}`, limit, windowSeconds)
}
