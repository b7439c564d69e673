import { sealNow } from '#server/sealed-log/seal.ts'
import type { TestHouse } from './start-house.ts'
import { until } from './until.ts'

/**
 * Seals until the newest event is in: a transaction that is still open elsewhere, also in another database of the same
 * server, holds the horizon back for a moment.
 */
export const sealedAll = (h: TestHouse) =>
  until('all is sealed', async () => {
    await sealNow(h.house)
    const [left] = await h.sql<{ n: number }>(
      `select count(*) as n from case_events e where not exists (select from sealed_entries s where s.kind = 'case' and s.ref = e.case_id || '/' || e.seq)`,
    )
    return left?.n === 0
  })
