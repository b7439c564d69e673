import { Type } from 'typebox'
import { loadCase } from '#server/cases/cases.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue, type Job } from '#server/kit/jobs.ts'
import { recipientOf } from './envelopes.ts'
import { readParcel, setWaybill, silentParcels, unposted } from './parcels.sql.ts'
import { postJob, takeScans } from './parcels.ts'
import { benchNews } from './queue.ts'

const OfParcel = Type.Object({ parcel: Type.String() })
const SILENT_HOURS = 2

export const productionJobs: readonly Job[] = [
  defineJob({ name: 'post-parcel', payload: OfParcel, run: (house, { parcel }) => postParcel(house, parcel) }),
  defineJob({ name: 'track-parcel', payload: OfParcel, run: (house, { parcel }) => trackParcel(house, parcel) }),
  defineJob({
    name: 'track-silent-parcels',
    payload: Type.Object({}),
    cron: '*/15 * * * *',
    run: (house) => trackSilent(house),
  }),
]

/** Gives the parcel to EMS's books and gets its waybill; the message id is the parcel's number, so it is taken once. */
async function postParcel(house: House, parcelId: string): Promise<void> {
  const parcel = await house.db.read.one(readParcel, [parcelId])
  if (!parcel || parcel.waybill !== null) return
  const c = await loadCase(house.db.read, house, parcel.case_id)
  const asked = await house.connectors.post.accept(parcel.number, {
    parcelNo: parcel.number,
    recipient: recipientOf(c.data),
  })
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, parcel.case_id, [asked.evidence])
    if (!asked.ok) return
    await tx.run(setWaybill, [parcel.office, parcel.id, asked.answer.waybill])
    benchNews(tx, house, parcel.office)
  })
  if (!asked.ok) throw new Error(`post/accept: ${asked.why}`)
}

/** Fallback for scans that were pushed and lost, and for waybills: the queue's own pauses grow to hours, and the officer waits. */
async function trackSilent(house: House): Promise<void> {
  const silent = await house.db.read.many(silentParcels, [
    new Date(house.time.now().getTime() - SILENT_HOURS * 3_600_000),
  ])
  const waiting = await house.db.read.many(unposted)
  await house.db.tx((tx) =>
    enqueue(tx, house, [
      ...waiting.map(({ id }) => ({ ...postJob(id), attempts: 1 })),
      ...silent.map(({ id }) => ({ job: 'track-parcel', payload: { parcel: id }, key: `track:${id}`, attempts: 3 })),
    ]),
  )
}

async function trackParcel(house: House, parcelId: string): Promise<void> {
  const parcel = await house.db.read.one(readParcel, [parcelId])
  if (!parcel?.waybill) return
  const { number, waybill } = parcel
  const asked = await house.connectors.post.track({ waybill })
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, parcel.case_id, [asked.evidence])
    if (asked.ok) await takeScans(tx, house, { parcelNo: number, waybill, events: asked.answer.events })
  })
  // A waybill that EMS does not know is a matter for a person at the bench; asking again at once changes nothing.
  if (!asked.ok && asked.why !== 'refused') throw new Error(`post/track: ${asked.why}`)
}
