import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { insertRating, ratingOf, sheetForComplaint } from './ratings.sql.ts'
import { setHold } from './retention.sql.ts'
import { loadSession } from './session-store.ts'
import { VIDEO } from './settings.ts'

export interface Rating {
  stars: number
  complaint: boolean
  words?: string | undefined
}

/**
 * What the citizen thinks of a conversation. A complaint keeps its recording until it is settled and sends it to review by somebody
 * of another team. Throws Refused 404 for another person's, 409 while it lasts or the second time.
 */
export async function rate(tx: Tx, house: House, citizen: Citizen, session: string, given: Rating): Promise<void> {
  const s = await loadSession(tx, house, session)
  if (s.person !== citizen.id) throw notFound()
  if (!s.outcome) throw refusedBy(409, { code: 'VIDEO_NOT_NOW' })
  const now = house.time.now()
  const words = given.words?.trim()
  const sealed = words ? house.crypto.seal(words, `video_ratings|words|${session}`) : null
  if ((await tx.run(insertRating, [s.office, s.id, given.stars, given.complaint, sealed, now])) === 0)
    throw refusedBy(409, { code: 'VIDEO_RATED' })
  if (!given.complaint) return
  await tx.run(setHold, [s.id, 'complaint', shanghaiMoment(addDays(shanghaiDate(now), VIDEO.retention.disputeDays))])
  if (s.talkMs > 0) await tx.run(sheetForComplaint, [s.office, uuidv7(), s.id, s.officer, now])
}

export const ratingGiven = (tx: Pick<Tx, 'one'>, office: number, session: string) => tx.one(ratingOf, [office, session])
