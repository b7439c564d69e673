import { actIfFits, loadCase } from '#server/cases/cases.ts'
import type { CaseData } from '#domain/case.ts'
import { maskMobile, surnameOnly } from '#domain/mask.ts'
import type { ProductionState } from '#domain/parcels.ts'
import type { Command } from '#domain/commands.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import type { Officer } from '#server/kit/serve.ts'
import { regionName } from '#server/kit/regions.ts'
import { lockProductionsOf, markAll, stopApart } from './bench.sql.ts'
import {
  bagParcel,
  handOverParcel,
  holdParcel,
  lockCase,
  lockParcelOfCase,
  type ParcelRow,
  readParcel,
} from './parcels.sql.ts'
import { followScans, postJob, takenAtCounter } from './parcels.ts'
import { benchNews } from './queue.ts'

export interface Address {
  name: string
  mobile: string
  region: string
  address: string
}

/**
 * Puts the checked papers of a case into its envelope. The address is given out only after every paper and the
 * envelope have been scanned, so that no label can end up on another person's papers; who got it is written down.
 * Refuses 409 SCAN_MISMATCH, NOT_ALL_CHECKED, ALREADY_BAGGED.
 */
export async function bag(
  tx: Tx,
  house: House,
  officer: Officer,
  caseId: string,
  scan: string,
): Promise<{ parcel: string; number: string; label: Address }> {
  const { number } = await caseInHand(tx, officer, caseId)
  const parcel = await tx.one(lockParcelOfCase, [officer.office, caseId])
  if (!parcel) throw refusedBy(409, { code: 'NOT_POSTED' })
  if (parcel.state !== 'ready') throw refusedBy(409, { code: 'ALREADY_BAGGED' })
  if (scan !== number)
    throw new Refused(409, 'SCAN_MISMATCH', `扫到的信封是 ${scan},应为 ${number}`, { next: '请换成这笔业务的信封。' })
  await moveAll(tx, officer, caseId, 'checked', 'bagged')
  await tx.run(bagParcel, [parcel.office, parcel.id, officer.id])
  await enqueue(tx, house, [postJob(parcel.id)])
  benchNews(tx, house, officer.office)
  const c = await loadCase(tx, house, caseId)
  await audit(tx, officer, {
    act: 'production.label',
    object: { kind: 'case', id: c.id },
    person: await personConcerned(tx, c),
    purpose: '寄递证件',
    result: 'done',
  })
  const to = recipientOf(c.data)
  return {
    parcel: parcel.id,
    number: parcel.number,
    label: { ...to, name: surnameOnly(to.name), mobile: maskMobile(to.mobile) },
  }
}

/** The courier has taken these parcels, all of them or none. Refuses 409 WAYBILL_MISSING or NOT_BAGGED, naming the parcels. */
export async function handOver(
  tx: Tx,
  house: House,
  officer: Officer,
  ids: readonly string[],
): Promise<{ parcel: string; waybill: string }[]> {
  const found: (ParcelRow | undefined)[] = []
  for (const id of ids) found.push(await tx.one(readParcel, [id]))
  const mine = found.filter((parcel): parcel is ParcelRow => parcel?.office === officer.office)
  if (mine.length !== ids.length) throw notFound()
  // In the order of the cases, as everywhere: two officers with overlapping lists wait for each other.
  const parcels = await lockInOrder(tx, officer, mine)
  refuseIfAny(parcels, (parcel) => parcel.state !== 'bagged', 'NOT_BAGGED', '还没有装封,或者已经交寄')
  refuseIfAny(parcels, (parcel) => parcel.waybill === null, 'WAYBILL_MISSING', 'EMS 还没有给出运单号')
  const done: { parcel: string; waybill: string }[] = []
  for (const parcel of parcels) {
    const waybill = parcel.waybill ?? ''
    const now = house.time.now()
    await tx.run(handOverParcel, [parcel.office, parcel.id, now])
    await moveAll(tx, officer, parcel.case_id, 'bagged', 'handed-over')
    await moveCase(tx, house, officer, parcel.case_id, { type: 'handed-over', waybill })
    await followScans(tx, house, { ...parcel, state: 'accepted', handed_over_at: now })
    done.push({ parcel: parcel.id, waybill })
  }
  benchNews(tx, house, officer.office)
  return done
}

/** Checked papers that are collected lie ready; the applicant is told. */
export async function shelve(tx: Tx, house: House, officer: Officer, caseId: string): Promise<void> {
  await caseInHand(tx, officer, caseId)
  if (await tx.one(lockParcelOfCase, [officer.office, caseId]))
    throw new Refused(409, 'POSTED', '这笔业务要寄递,不上自取架', { next: '请装封。' })
  await moveAll(tx, officer, caseId, 'checked', 'bagged')
  await moveCase(tx, house, officer, caseId, { type: 'ready-for-pickup' })
  benchNews(tx, house, officer.office)
}

/**
 * The applicant takes the papers; the officer has seen the identity card. A parcel that came back undelivered is taken at the counter
 * too: whatever the post could not do is done on site.
 */
export async function collect(tx: Tx, house: House, officer: Officer, caseId: string): Promise<void> {
  await caseInHand(tx, officer, caseId)
  const parcel = await tx.one(lockParcelOfCase, [officer.office, caseId])
  if (parcel?.state === 'returned') return takenAtCounter(tx, house, parcel)
  if (parcel) throw new Refused(409, 'POSTED', '这笔业务已寄递', { next: '请查看物流。' })
  await moveAll(tx, officer, caseId, 'bagged', 'handed-over')
  await moveCase(tx, house, officer, caseId, { type: 'delivered' })
  benchNews(tx, house, officer.office)
}

/** Whole recipient, for EMS and the label only. */
export function recipientOf(data: CaseData): Address {
  const text = (name: string): string => {
    const value = data.form[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    name: text('recipient'),
    mobile: text('recipientMobile'),
    region: regionName(text('region')),
    address: text('address'),
  }
}

async function caseInHand(tx: Tx, officer: Officer, caseId: string): Promise<{ number: string }> {
  const c = await tx.one(lockCase, [officer.office, caseId])
  if (!c) throw notFound()
  return c
}

/** Moves all papers of a case together, and refuses when even one of them is somewhere else. */
async function moveAll(
  tx: Tx,
  officer: Officer,
  caseId: string,
  from: ProductionState,
  to: ProductionState,
): Promise<void> {
  const papers = await tx.many(lockProductionsOf, [officer.office, caseId])
  const other = papers.find((paper) => paper.state !== from)
  if (papers.length === 0) throw notFound()
  if (other)
    throw new Refused(
      409,
      from === 'checked' ? 'NOT_ALL_CHECKED' : 'NOT_READY',
      `${other.product} 的状态是 ${other.state},须先完成前一步`,
      { next: '请刷新页面查看最新状态。' },
    )
  await tx.run(markAll, [officer.office, caseId, from, to])
  if (to === 'handed-over') await tx.run(stopApart, [officer.office, caseId])
}

async function moveCase(tx: Tx, house: House, officer: Officer, caseId: string, command: Command): Promise<void> {
  if (!(await actIfFits(tx, house, caseId, command, officer.id))) throw refusedBy(409, { code: 'CASE_MOVED' })
}

async function lockInOrder(tx: Tx, officer: Officer, parcels: readonly ParcelRow[]): Promise<ParcelRow[]> {
  const locked: ParcelRow[] = []
  for (const { id } of parcels.toSorted((a, b) => (a.case_id < b.case_id ? -1 : 1))) {
    const parcel = await tx.one(holdParcel, [officer.office, id])
    if (parcel) locked.push(parcel)
  }
  return locked
}

function refuseIfAny(
  parcels: readonly ParcelRow[],
  wrong: (parcel: ParcelRow) => boolean,
  code: string,
  why: string,
): void {
  const named = parcels.filter(wrong).map((parcel) => parcel.number)
  if (named.length > 0)
    throw new Refused(
      409,
      code,
      `${named.slice(0, 5).join('、')}${named.length > 5 ? `等 ${named.length} 件` : ''}:${why}`,
      { next: '请稍候刷新,或先去掉这几件再交寄。' },
    )
}
