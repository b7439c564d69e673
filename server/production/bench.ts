import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import type { Product } from '#domain/products.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, type Officer } from '#server/kit/serve.ts'
import { tell } from '#server/messages/messages.ts'
import {
  handOutApart,
  insertSpoil,
  lockProduction,
  markChecked,
  markPrinted,
  markQueued,
  type ProductionRow,
  spoilBlank,
  useBlank,
  useNextBlank,
} from './bench.sql.ts'
import { benchNews } from './queue.ts'

/** What is printed on the paper and scanned from it. */
export const codeOf = (product: Product, serial: string): string => `YC-${product}-${serial}`

export interface Printed {
  id: string
  state: ProductionRow['state']
  serial: string
  code: string
}

/** Uses up exactly one blank. Refuses 409 ALREADY_PRINTED, SERIAL_NOT_IN_STOCK (names it), NO_BLANKS. */
export async function print(tx: Tx, house: House, officer: Officer, id: string, serial?: string): Promise<Printed> {
  const job = await takeJob(tx, officer, id)
  if (job.state !== 'queued')
    throw wrongState(job, 'ALREADY_PRINTED', '这一件已经打印过', '打坏了请先登记作废,再重新打印。')
  const used =
    serial === undefined
      ? (await tx.one(useNextBlank, [job.office, job.product]))?.serial
      : (await tx.run(useBlank, [job.office, job.product, serial])) === 1
        ? serial
        : undefined
  if (used === undefined) throw serial === undefined ? noBlanks(job.product) : notInStock(serial)
  await tx.run(markPrinted, [job.office, job.id, used, officer.id, house.time.now()])
  benchNews(tx, house, job.office)
  return { id: job.id, state: 'printed', serial: used, code: codeOf(job.product, used) }
}

/** Writes the blank off and queues the job again. A paper that is already in its envelope can no longer be spoiled. */
export async function spoil(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  reason: string,
): Promise<{ id: string; state: 'queued'; spoiled: string }> {
  const job = await takeJob(tx, officer, id)
  if (!job.serial || (job.state !== 'printed' && job.state !== 'checked'))
    throw wrongState(job, 'NOT_PRINTED', '这一件还没有打印,没有可作废的空白证件', '请刷新页面查看最新状态。')
  await tx.run(markQueued, [job.office, job.id])
  await tx.run(spoilBlank, [job.office, job.product, job.serial])
  await tx.run(insertSpoil, [job.office, job.id, job.serial, reason, officer.id])
  benchNews(tx, house, job.office)
  return { id: job.id, state: 'queued', spoiled: job.serial }
}

/** Off unless the city wants it: at a small office one producer works alone, and the scan itself finds a swapped paper. */
const mustBeAnother = (house: House): boolean =>
  settingOn(house.rules, 'checkByAnother', shanghaiDate(house.time.now())) === 1

/** Compares the scanned code with the one printed for this case. Refuses 409 SCAN_MISMATCH, PRINTED_BY_YOU, NOT_PRINTED. */
export async function check(tx: Tx, house: House, officer: Officer, id: string, scan: string): Promise<Printed> {
  const job = await takeJob(tx, officer, id)
  if (!job.serial || job.state !== 'printed')
    throw wrongState(job, 'NOT_PRINTED', '这一件现在不能校验', '请刷新页面查看最新状态。')
  if (job.printed_by === officer.id && mustBeAnother(house)) throw refusedBy(409, { code: 'PRINTED_BY_YOU' })
  const code = codeOf(job.product, job.serial)
  if (scan !== code)
    throw new Refused(409, 'SCAN_MISMATCH', `扫到的是 ${scan},应为 ${code}`, {
      next: '请核对手中的证件是不是这一笔业务的;拿错了请放回原处。',
    })
  await tx.run(markChecked, [job.office, job.id, officer.id, house.time.now()])
  if (job.apart) await tell(tx, house, await loadCase(tx, house, job.case_id), 'temporary-ready')
  benchNews(tx, house, job.office)
  return { id: job.id, state: 'checked', serial: job.serial, code }
}

/**
 * Hands a temporary plate to its applicant, whose identity card the officer has seen, before the plates are made (order 164 art. 51).
 * Refuses 409 NOT_APART for every other paper, NOT_READY while it is not checked.
 */
export async function handOut(tx: Tx, house: House, officer: Officer, id: string): Promise<{ caseId: string }> {
  const job = await takeJob(tx, officer, id)
  if (!job.apart) throw refusedBy(409, { code: 'NOT_APART' })
  if ((await tx.run(handOutApart, [job.office, job.id])) !== 1)
    throw wrongState(job, 'NOT_READY', '这一件还没有校验,不能交付', '请刷新页面查看最新状态。')
  benchNews(tx, house, job.office)
  return { caseId: job.case_id }
}

async function takeJob(tx: Tx, officer: Officer, id: string): Promise<ProductionRow> {
  const job = await tx.one(lockProduction, [id])
  if (!job) throw notFound()
  allow('production.work', officer, { office: job.office })
  return job
}

const wrongState = (job: ProductionRow, code: string, message: string, next: string): Refused =>
  job.state === 'stopped'
    ? new Refused(409, 'STOPPED', '这笔业务已终止,不再制证', { next: '请刷新页面查看最新状态。' })
    : new Refused(409, code, message, { next })
const notInStock = (serial: string): Refused =>
  new Refused(409, 'SERIAL_NOT_IN_STOCK', `空白证件 ${serial} 不在库存里,或者已经用过`, {
    next: '请核对编号;不填编号则自动取下一张。',
  })
const noBlanks = (product: Product): Refused =>
  new Refused(409, 'NO_BLANKS', `空白证件(${product})已用完`, { next: '请先入库再打印。' })
