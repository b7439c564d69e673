import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import { hit } from './accounts.sql.ts'

/** Counts one use of `key`; more than `limit` in a window refuses with the seconds to wait. Kept in the database, so all processes count together. */
export async function limitRate(tx: Tx, key: string, limit: number, windowSeconds: number): Promise<void> {
  const row = await tx.one(hit, [key, windowSeconds])
  if (row && row.hits > limit)
    throw new Refused(429, 'TOO_MANY', '操作太频繁', { next: '请稍等几分钟再试。', retryAfter: windowSeconds })
}
