import { PARCEL_STATES, type ParcelState } from '#domain/parcels.ts'
import { actIfFits } from '#server/cases/cases.ts'
import type { ParcelPush } from '#domain/pushes.ts'
import type { ParcelEvent } from '#server/connectors/post.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import {
  holdParcelNumbered,
  insertScans,
  parcelOfCase,
  type ParcelRow,
  readScans,
  type ScanRow,
  setParcelState,
} from './parcels.sql.ts'
import { benchNews } from './queue.ts'

export const postJob = (parcel: string) => ({ job: 'post-parcel', payload: { parcel }, key: `post:${parcel}` })

export interface Tracking {
  number: string
  /** Undefined until EMS has taken the parcel into its books. */
  waybill: string | undefined
  state: ParcelState
  handedOverAt: string | undefined
  deliveredAt: string | undefined
  /** Oldest first. */
  scans: { at: string; state: ParcelState; place: string; what: string }[]
}

/** Where the papers of a case are; undefined when they are not posted. */
export async function trackingOf(
  tx: Pick<Tx, 'one' | 'many'>,
  office: number,
  caseId: string,
): Promise<Tracking | undefined> {
  const parcel = await tx.one(parcelOfCase, [office, caseId])
  if (!parcel) return undefined
  const scans = await tx.many(readScans, [office, parcel.id])
  return {
    number: parcel.number,
    waybill: parcel.waybill ?? undefined,
    state: parcel.state,
    handedOverAt: parcel.handed_over_at?.toISOString(),
    deliveredAt: parcel.delivered_at?.toISOString(),
    scans: scans.map(({ at, state, place, what }) => ({ at: at.toISOString(), state, place, what })),
  }
}

/** Takes over the scans of a push or of an answer; twice or in a wrong order makes no difference. The case's id, or undefined for a parcel that is not ours. */
export async function takeScans(
  tx: Tx,
  house: House,
  { parcelNo, waybill, events }: ParcelPush,
): Promise<string | undefined> {
  const parcel = await tx.one(holdParcelNumbered, [parcelNo])
  if (!parcel || (parcel.waybill !== null && parcel.waybill !== waybill)) return undefined
  const fresh = await keepScans(tx, parcel, events, house.time.now())
  await followScans(tx, house, parcel)
  if (fresh > 0) trackingNews(tx, house, parcel.case_id)
  return parcel.case_id
}

/** Tells who looks at the case where its papers are; 0, since the case itself has not moved. */
const trackingNews = (tx: Tx, house: House, caseId: string): void =>
  tx.afterCommit(() => house.bus.publish({ topic: `case:${caseId}`, version: 0 }))

/** A courier's clock may be ahead, but not by more than this: what is scanned next year would be the newest scan until then. */
const SKEW_MS = 3_600_000
const scannedAt = (at: string, now: Date): string => (Date.parse(at) > now.getTime() + SKEW_MS ? now.toISOString() : at)

const keepScans = (tx: Tx, parcel: ParcelRow, events: readonly ParcelEvent[], now: Date): Promise<number> =>
  tx.run(insertScans, [
    parcel.office,
    parcel.id,
    events.map((e) => scannedAt(e.at, now)),
    events.map((e) => e.state),
    events.map((e) => e.place),
    events.map((e) => e.what),
  ])

/**
 * Brings the parcel to the state of its newest scan, and the case to its end when that is the delivery. EMS may scan
 * a parcel before the officer has pressed "handed over": then the scans wait, and the press follows them.
 */
export async function followScans(tx: Tx, house: House, parcel: ParcelRow): Promise<void> {
  if (!parcel.handed_over_at || parcel.state === 'delivered') return
  const newest = newestOf(await tx.many(readScans, [parcel.office, parcel.id]))
  if (!newest || newest.state === parcel.state) return
  await tx.run(setParcelState, [
    parcel.office,
    parcel.id,
    newest.state,
    newest.state === 'delivered' ? newest.at : null,
  ])
  if (newest.state === 'delivered') await actIfFits(tx, house, parcel.case_id, { type: 'delivered' }, 'post')
  if (newest.state === 'lost' || newest.state === 'returned') await note(tx, house, parcel, newest.state)
  benchNews(tx, house, parcel.office)
}

/** What came back undelivered is handed over in person: a scan of our own ends the parcel and the case. */
export async function takenAtCounter(tx: Tx, house: House, parcel: ParcelRow): Promise<void> {
  const now = house.time.now()
  const what = '退回后由本人凭身份证在窗口领取'
  await keepScans(tx, parcel, [{ at: now.toISOString(), state: 'delivered', place: '窗口', what }], now)
  await followScans(tx, house, parcel)
}

/** The delivery stands whatever is scanned after it; among scans of one instant the later stage counts. */
export function newestOf(scans: readonly ScanRow[]): ScanRow | undefined {
  const delivered = scans.find((scan) => scan.state === 'delivered')
  return (
    delivered ??
    scans
      .toSorted(
        (a, b) => a.at.getTime() - b.at.getTime() || PARCEL_STATES.indexOf(a.state) - PARCEL_STATES.indexOf(b.state),
      )
      .at(-1)
  )
}

/** A lost or returned parcel is for a person: it stands in the bench's list of what went astray, and in the log of acts. */
async function note(tx: Tx, house: House, parcel: ParcelRow, state: 'lost' | 'returned'): Promise<void> {
  await audit(
    tx,
    { kind: 'agency', id: 'post' },
    {
      act: `parcel.${state}`,
      object: { kind: 'parcel', id: parcel.id },
      purpose: '寄递异常,待人工处理',
      result: 'done',
    },
  )
  tx.afterCommit(() => {
    house.metrics.count('parcels_astray', { state })
    house.log.warn('parcel astray', { parcel: parcel.id, state })
  })
}
