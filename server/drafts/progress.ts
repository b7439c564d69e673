import { setTimeout as wait } from 'node:timers/promises'
import type { CheckName } from '#domain/checks/check.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { endProgress, type ProgressRow, readProgress, tellProgress } from './progress.sql.ts'
import { askForDraft, preparePrecheck, type SubjectChoice } from './subject.ts'

export type { ProgressRow }

/** Whoever waits longer than this is shown who was asked and who has answered. */
const MOMENT_MS = 1_000
/** The longest a look-up takes, with room: the agencies of a page are given 2.4 s, some are asked after others. */
const LONGEST_MS = 15_000

/**
 * Runs the checks of a draft for somebody who looks at a page. Comes back when they are done, or after a moment while they go on:
 * the page then tells how far they are (`progressOf`). Throws, before anything is shown, what is wrong with the choice itself.
 */
export async function beginPrecheck(
  house: House,
  citizen: Citizen,
  draft: string,
  choice: SubjectChoice,
): Promise<void> {
  const prepared = await preparePrecheck(house, citizen, draft, choice)
  const started = house.time.now()
  const answered = new Set<CheckName>()
  let shown = false
  let written: Promise<unknown> = Promise.resolve()
  const tell = (): void => {
    const row = [draft, started, prepared.checks, [...answered]]
    written = written.then(() => house.db.write.run(tellProgress, row))
  }
  const done = askForDraft(prepared, (check) => {
    answered.add(check)
    if (shown) tell()
  })
  if (await inAMoment(done)) return
  shown = true
  tell()
  // Goes on by itself; the answers are the draft's. What fails shows as "not checked yet", with the way to ask again.
  void done
    .catch((error: unknown) => house.log.error('a precheck failed', error))
    .then(() => written)
    .then(() => house.db.write.run(endProgress, [draft, started]))
    .catch((error: unknown) => house.log.error('a progress was not closed', error))
  await written
}

/** Which checks are under way for a draft; undefined when none are. */
export const progressOf = (house: House, draft: string): Promise<ProgressRow | undefined> =>
  house.db.read.one(readProgress, [draft, new Date(house.time.now().getTime() - LONGEST_MS)])

/** Whether the work is done within a moment; what it throws meanwhile is thrown. */
async function inAMoment(work: Promise<unknown>): Promise<boolean> {
  const end = new AbortController()
  const late = wait(MOMENT_MS, false, { signal: end.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    end.abort()
  }
}
