import { addWorkingDays, shanghaiDate } from '#domain/calendar.ts'
import type { Problem } from '#domain/checks/check.ts'
import { settingOn } from '#domain/city-rules.ts'
import { ENDED_STATES, type FileRequest, type LeavingCommand, type LeavingState, moveLeaving } from '#domain/leaving.ts'
import { maskName, maskPlate } from '#domain/mask.ts'
import type { VehicleRecord } from '#domain/records.ts'
import { sentenceOf } from '#domain/refusals.ts'
import { parseJson } from '#server/connectors/exchange.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { freeOldNumber } from '#server/plates/rights.ts'
import * as sql from './leaving.sql.ts'
import { tellOwner } from './tell-owner.ts'

/** A request with what is sealed in it opened. */
export interface Leaving {
  row: sql.RequestRow
  asked: FileRequest
  /** As the register told it when the request was last judged. */
  record: VehicleRecord | undefined
}

/** An office that repairs a file has two working days. */
const REPAIR_DAYS = 2

/**
 * Takes in what another office asks, once: the same number again is the same request. A car that another place has asked for is
 * refused at once, the first counts. Throws Refused 409 when the number stands for another car.
 */
export async function takeRequest(
  tx: Tx,
  house: House,
  asked: FileRequest,
  askedAt: Date,
): Promise<{ state: LeavingState }> {
  await tx.run(sql.lockCar, [asked.vin])
  const known = await tx.one(sql.requestNumbered, [asked.requestNo])
  if (known) {
    if (known.vin !== asked.vin || known.to_office !== asked.to) throw refusedBy(409, { code: 'FILE_STATE' })
    return { state: known.state }
  }
  const office = house.city.homeOffice
  const first = await tx.one(sql.liveForCar, [office, asked.vin])
  const state: LeavingState = first ? 'refusing' : 'asked'
  const id = uuidv7()
  const now = house.time.now()
  const today = shanghaiDate(now)
  const due = addWorkingDays(today, settingOn(house.rules, 'fileDays', today), house.calendar)
  await tx.run(sql.insertRequest, [
    office,
    id,
    asked.requestNo,
    asked.vin,
    asked.why,
    asked.to,
    asked.toName,
    state,
    due,
    maskName(asked.owner.name),
    maskPlate(asked.plate),
    seal(house, id, { asked }),
    first ? sentence({ code: 'FILE_TWO_PLACES', params: { place: first.to_name }, effect: 'block' }) : null,
    askedAt < now ? askedAt : now,
  ])
  await tx.run(sql.addEvent, [office, id, 1, now, 'asked', 'registry', null])
  await nextJob(tx, house, id, state, 1)
  tell(tx, house, office, 1)
  return { state }
}

/** Throws Refused 404. */
export async function findLeaving(tx: Pick<Tx, 'one'>, house: House, id: string): Promise<Leaving> {
  const row = await tx.one(sql.readRequest, [id])
  if (!row) throw notFound()
  return opened(house, row)
}

/** The request with this number of the national register; undefined for one that never came. */
export async function leavingNumbered(tx: Pick<Tx, 'one'>, requestNo: string): Promise<string | undefined> {
  return (await tx.one(sql.requestNumbered, [requestNo]))?.id
}

export interface Why {
  /** 'registry', 'house' or an officer's number. */
  actor: string
  /** In the words of an officer or of the other office. */
  note?: string | undefined
  record?: VehicleRecord | undefined
}

/**
 * The only way a request moves: row and event in the caller's transaction, then what follows from it. News that comes twice or
 * late changes nothing. Throws Refused 404, 409.
 */
export async function advance(tx: Tx, house: House, id: string, command: LeavingCommand, why: Why): Promise<Leaving> {
  const row = await tx.one(sql.lockRequest, [id])
  if (!row) throw notFound()
  const before = opened(house, row)
  const moved = moveLeaving(row.state, command, row.findings)
  if ('late' in moved) return before
  if ('refused' in moved) throw refusedBy(409, { code: moved.refused })
  const after = await stored(tx, house, before, moved.next, command, why)
  await nextJob(tx, house, id, moved.next, after.row.version)
  const kept = moved.next === 'left' ? await letGo(tx, house, after) : undefined
  await tellOwner(tx, house, after, command, kept)
  tell(tx, house, row.office, after.row.version)
  return after
}

async function stored(
  tx: Tx,
  house: House,
  { row, asked, record: known }: Leaving,
  state: LeavingState,
  command: LeavingCommand,
  { actor, note, record = known }: Why,
): Promise<Leaving> {
  const now = house.time.now()
  const made = state === 'sending' ? await makeFile(tx, house, row, asked, record) : undefined
  const next: sql.RequestRow = {
    ...row,
    state,
    version: row.version + 1,
    findings: findingsAfter(row.findings, command, note),
    due: command.type === 'incomplete' ? addWorkingDays(shanghaiDate(now), REPAIR_DAYS, house.calendar) : row.due,
    data: seal(house, row.id, { asked, record }),
    ...made,
    ...(SAYS_WHY.has(command.type) && note !== undefined ? { reason: note } : {}),
    ...(DECIDES.has(command.type) ? { officer: actor } : {}),
    ...(state === 'sent' || (state === 'left' && !row.sent_at) ? { sent_at: now } : {}),
    ended_at: ENDED_STATES.some((one) => one === state) ? now : null,
  }
  await save(tx, next, now)
  await tx.run(sql.addEvent, [row.office, row.id, next.version, now, command.type, actor, note ?? null])
  return { row: next, asked, record }
}

const SAYS_WHY: ReadonlySet<LeavingCommand['type']> = new Set(['object', 'returned'])
const DECIDES: ReadonlySet<LeavingCommand['type']> = new Set(['object', 'send'])

async function save(tx: Tx, r: sql.RequestRow, now: Date): Promise<void> {
  const { findings, due, data, file, file_hash: hash, reason, officer, sent_at: sentAt, ended_at: endedAt } = r
  const told = JSON.stringify(findings)
  await tx.run(sql.saveRequest, [r.id, r.state, told, due, data, file, hash, reason, officer, sentAt, endedAt, now])
}

function findingsAfter(findings: Problem[], command: LeavingCommand, note: string | undefined): Problem[] {
  if (command.type === 'judged') return [...command.findings]
  if (command.type === 'incomplete')
    return [{ code: 'FILE_INCOMPLETE', params: { reason: note ?? '—' }, effect: 'block' }]
  return findings
}

/**
 * The electronic file: the registration and what was done here about the car, with the end of each case's chain. Kept sealed as
 * it was sent; its hash is over the canonical form, so that the other side proves that it got exactly this.
 */
async function makeFile(
  tx: Tx,
  house: House,
  row: sql.RequestRow,
  asked: FileRequest,
  record: VehicleRecord | undefined,
) {
  if (!record) throw new Error('a file is sent only after the register was asked')
  const done = await tx.many(sql.doneAbout, [subjectIndex(house, row.vin)])
  const file = {
    requestNo: asked.requestNo,
    from: house.city.homeOffice,
    fromName: house.city.name.zh,
    madeAt: house.time.now().toISOString(),
    registration: record,
    archive: done.map((one) => ({
      number: one.number,
      service: one.service,
      doneOn: shanghaiDate(one.updated_at),
      head: one.head.toString('hex'),
    })),
  }
  const text = canonicalJson(file)
  return { file: house.crypto.seal(text, fileContext(row.id)), file_hash: house.crypto.hashHex(text) }
}

/** The file as it was made, to be sent. Throws Error when there is none. */
export function fileOf(house: House, row: sql.RequestRow): { hash: string; file: Record<string, unknown> } {
  if (!row.file || !row.file_hash) throw new Error('no file was made')
  const file = parseJson(house.crypto.open(row.file, fileContext(row.id)).toString())
  return { hash: row.file_hash, file: file as Record<string, unknown> }
}

export const subjectIndex = (house: House, vin: string): Buffer =>
  house.crypto.blindIndex('cases.subject', `vehicle|${vin}`)

/** It is registered elsewhere now: its number comes off, to be its owner's for two more years where it was used for one (art. 44). */
async function letGo(tx: Tx, house: House, { row, asked, record }: Leaving): Promise<string | undefined> {
  const registeredOn = record?.ownedSince ?? record?.registeredOn ?? shanghaiDate(row.asked_at)
  const { plate, owner } = record ?? asked
  return freeOldNumber(tx, house, row.office, { plate, owner, registeredOn })
}

/** What the house does next by itself. The version makes a repeated answer the same message, and a new one another. */
export async function nextJob(tx: Tx, house: House, id: string, state: LeavingState, version: number): Promise<void> {
  const job = state === 'asked' ? 'leaving-check' : state === 'sending' || state === 'refusing' ? 'leaving-answer' : ''
  if (job) await enqueue(tx, house, [{ job, payload: { request: id }, key: `${job}:${id}:${version}` }])
}

/** The whole sentence of a finding, in Chinese, as the other office is told. */
export const sentence = ({ code, params }: Problem): string => sentenceOf(code, params).zh

const tell = (tx: Tx, house: House, office: number, version: number): void =>
  tx.afterCommit(() => house.bus.publish({ topic: `office:${office}`, version }))

interface Sealed {
  asked: FileRequest
  record?: VehicleRecord | undefined
}
const seal = (house: House, id: string, sealed: Sealed): Buffer =>
  house.crypto.seal(JSON.stringify(sealed), `file_requests|data|${id}`)

function opened(house: House, row: sql.RequestRow): Leaving {
  // Written by this file alone, and sealed: what comes out is what went in.
  const { asked, record } = JSON.parse(house.crypto.open(row.data, `file_requests|data|${row.id}`).toString()) as Sealed
  return { row, asked, record }
}

const fileContext = (id: string): string => `file_requests|file|${id}`
