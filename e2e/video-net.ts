import { expect, type Page } from '@playwright/test'
import { openDb } from '#server/kit/db.ts'
import { postgresBus } from '#server/kit/live.ts'
import { startMediaNode } from '#server/video/media-node.ts'
import type { MediaNode } from '#server/video/media-nodes.ts'
import type { TestHouse } from '#test/start-house.ts'
import type { UdpProxy } from '#test/udp-proxy.ts'

/** What happens to lines, to processes and to time in stories of calls. */

/** The media of this page go over a bad line: every address the house answers with is one of the proxy. */
export async function throughProxy(page: Page, line: UdpProxy): Promise<void> {
  await page.route('**/media', async (route) => {
    const response = await route.fetch()
    if (!response.ok()) return route.fulfill({ response })
    const answer = (await response.json()) as { sdp: string }
    await route.fulfill({ response, json: { ...answer, sdp: await line.rewrite(answer.sdp) } })
  })
}

/** Time passes in the house, and what waited for it is done now. */
export async function clockGoesOn(h: TestHouse, ms: number, jobs: string): Promise<void> {
  h.later(ms)
  await h.sql(`update jobs set run_at = now() where key like $1 || '%'`, [jobs])
}

/** Another process that carries calls, on the same database: what is left when the first dies. */
export async function secondCarrier(h: TestHouse): Promise<MediaNode> {
  const { house } = h
  const other = {
    ...house,
    db: openDb(h.databaseUrl, { poolSize: 3 }),
    bus: postgresBus(h.databaseUrl, house.log),
  }
  const node = await startMediaNode(other)
  return {
    ...node,
    close: async () => {
      await node.close()
      await other.bus.close()
      await other.db.close()
    },
  }
}

/**
 * Time passes between the reports of the browsers, until something is shown: the ladder counts seconds by the house's clock, and
 * each of its rungs needs a report before and one after. Who carries the call lives through that time: without its word the house
 * would take it for dead, and both sides would come back on another line in the middle of the story.
 */
export const timePasses = (h: TestHouse, ms: number, shown: () => Promise<boolean>): Promise<void> =>
  expect
    .poll(
      async () => {
        if (await shown()) return true
        const before = await reports(h)
        h.later(ms)
        await h.sql(`update video_nodes set seen_at = seen_at + $1 * interval '1 millisecond'`, [ms])
        await expect.poll(async () => (await reports(h)) > before, { timeout: 15_000, intervals: [100] }).toBe(true)
        return false
      },
      { timeout: 45_000, intervals: [100] },
    )
    .toBe(true)

/** When the side that reported least lately did so: later than before when both have. */
const reports = async (h: TestHouse): Promise<number> => {
  const [row] = await h.sql<{ at: Date }>(
    `select min(at) as at from video_signals where peer in ('citizen', 'officer')`,
  )
  return row ? new Date(row.at).getTime() : 0
}
