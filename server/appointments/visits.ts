import { Type } from 'typebox'
import { shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { definitionOf, services } from '#domain/services/index.ts'
import { barredUntil, visitOf } from '#domain/visit.ts'
import { actIfFits, loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { missedSince, visitsBefore } from './appointments.sql.ts'

/** Longer ago than this nothing can close the book today: thirty days for three misses, and fifteen that it stays closed. */
const LOOK_BACK_MS = 45 * 86_400_000

/**
 * Refuses a booking to who let three go by: 409 APPT_NOSHOW with the first free day. Only where coming without a booking is
 * possible: an application is never held up by this.
 */
export async function refuseTheAbsent(tx: Pick<Tx, 'many'>, house: House, c: Case): Promise<void> {
  if (visitOf(definitionOf(c)) === undefined) return
  const now = house.time.now()
  const visits = services.filter((service) => visitOf(service)).map((service) => service.code)
  const missed = await tx.many(missedSince, [c.applicant, visits, new Date(now.getTime() - LOOK_BACK_MS)])
  const until = barredUntil(missed.map((row) => row.at))
  if (until && until > now) throw refusedBy(409, { code: 'APPT_NOSHOW', params: { date: shanghaiDate(until) } })
}

/**
 * Closes the visits of days that are over. An officer has recorded who came to an office; who came to a station is known from
 * the test it uploaded, at whichever station. Who did not come has missed it. A station platform that is silent is asked the next night.
 */
export async function closeVisits(house: House): Promise<void> {
  const today = shanghaiMoment(shanghaiDate(house.time.now()))
  for (const visit of await house.db.read.many(visitsBefore, [today])) {
    const c = await loadCase(house.db.read, house, visit.id)
    const kind = visitOf(definitionOf(c))
    if (kind === 'office') await house.db.tx((tx) => actIfFits(tx, house, c.id, { type: 'lapse' }))
    if (kind === 'station') await closeTest(house, c)
  }
}

/** Half past midnight in China: yesterday is over, and officers have had all of it to record who came. Cron times are UTC. */
const everyNight = defineJob({
  name: 'close-visits',
  payload: Type.Object({}),
  cron: '30 16 * * *',
  run: (house) => closeVisits(house),
})

export const visitJobs: readonly Job[] = [everyNight]

/** A test since the booking was asked for counts, earlier than booked or elsewhere too: whoever had it need not come. */
async function closeTest(house: House, c: Case): Promise<void> {
  const { subject } = c.data
  if (subject.kind !== 'vehicle') throw new Error(`${c.service}: a test is booked for a registered car`)
  const asked = await house.connectors.stations.safetyTest({ vin: subject.vehicle.vin })
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, c.id, [asked.evidence])
    if (!asked.ok) return
    const came = asked.answer !== null && asked.answer.on >= shanghaiDate(new Date(c.submittedAt))
    await actIfFits(tx, house, c.id, came ? { type: 'meet', note: '检验机构已上传检验结果' } : { type: 'lapse' })
  })
}
