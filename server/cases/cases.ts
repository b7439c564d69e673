import type { Case, CaseActor, CaseData } from '#domain/case.ts'
import { newClock } from '#domain/clock.ts'
import type { Command, Effect } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import { stepsOf } from '#domain/moves.ts'
import type { Service } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { hasLeft, isShared, isWithdrawn } from '#server/authorities/principals.ts'
import { keepWithCase } from '#server/files/files.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import {
  type CaseRow,
  chain,
  type EventBody,
  fromRow,
  genesis,
  rowHash,
  type RowState,
  sealWords,
  stateOf,
  subjectKey,
} from './case-row.ts'
import { insertCase, lockCase, nextNumber, readCase, runningFor, saveCase, stepEntered } from './cases.sql.ts'
import { carryOut } from './effects.ts'
import { concernsKin } from './kin.ts'

export interface NewCase {
  id: string
  office: number
  service: Service
  applicant: string
  channel: Case['channel']
  data: CaseData
}

/** Makes a case from a finished application: row, first event, first effects in the caller's transaction. */
export async function submit(tx: Tx, house: House, given: NewCase, actor: CaseActor): Promise<Case> {
  const now = house.time.now()
  const index = house.crypto.blindIndex('cases.subject', subjectKey(given.data))
  const running = await tx.one(runningFor, [given.applicant, given.service.code, index])
  if (running) throw refusedBy(409, { code: 'DUPLICATE', params: { no: running.number } })
  const { c, effects } = await begin(tx, given, now)
  const row = stateOf(house.crypto, c, index)
  const event = makeEvent(house, {
    head: genesis(house.crypto, c.id),
    before: null,
    c,
    row,
    kind: 'submit',
    actor,
    effects,
    now,
    words: null,
  })
  await tx.run(insertCase, [
    c.office,
    c.id,
    c.number,
    c.service,
    c.serviceVersion,
    c.channel,
    c.applicant,
    index,
    c.state,
    c.step,
    c.version,
    row.data,
    row.who,
    row.what,
    JSON.stringify(row.clock),
    row.due,
    event.hash,
    now,
    actor.kind,
    actor.id,
    event.text,
    null,
  ])
  await keepWithCase(tx, c.data.materials, now)
  await carryOut(tx, house, c, effects)
  announce(tx, house, c)
  return c
}

/** A case at its first step, and what that sets going. */
async function begin(tx: Tx, given: NewCase, now: Date): Promise<{ c: Case; effects: Effect[] }> {
  const first = stepsOf(given.service, given.data)[0]
  if (!first) throw new Error(`${given.service.code} has no steps`)
  const c: Case = {
    id: given.id,
    office: given.office,
    number: await caseNumber(tx, given.office, now),
    service: given.service.code,
    serviceVersion: given.service.version,
    channel: given.channel,
    applicant: given.applicant,
    state: 'open',
    step: first.kind,
    version: 1,
    data: given.data,
    clock: newClock(given.service.limit.workingDays),
    submittedAt: now.toISOString(),
  }
  const effects: Effect[] = [
    { type: 'message', template: 'submitted' },
    { type: 'run-step', step: first.kind },
  ]
  return { c, effects }
}

/**
 * The only door through which a case moves, for people, jobs and agencies alike: lock, decide, save, effects.
 * `version` undefined: the caller does not show the case (jobs, agencies) and the decision itself tells whether it still fits.
 * Throws Refused: 404 no such case, 409 stale or not possible now, 403 not by this officer.
 */
export async function act(
  tx: Tx,
  house: House,
  actor: CaseActor,
  id: string,
  version: number | undefined,
  command: Command,
): Promise<Case> {
  const row = await tx.one(lockCase, [id])
  if (!row) throw notFound()
  if (version !== undefined && row.version !== version) throw stale()
  const c = fromRow(house.crypto, row)
  const now = house.time.now()
  const shared = actor.kind === 'citizen' && (await isShared(tx, c, actor.id))
  const withdrawn = actor.kind === 'citizen' && (await isWithdrawn(tx, c, actor.id))
  if (actor.kind === 'citizen' && (await hasLeft(tx, c, actor.id))) throw refusedBy(403, { code: 'NOT_YOURS' })
  // Whoever has such a case in hand may lay it down.
  if (actor.kind === 'officer' && command.type !== 'give-back' && (await concernsKin(tx, actor.id, c)))
    throw refusedBy(403, { code: 'OWN_RELATIVE' })
  const decision = decide(c, command, {
    service: definitionOf(c),
    actor,
    now,
    calendar: house.calendar,
    shared,
    withdrawn,
  })
  if (!decision.ok)
    throw refusedBy(
      ['ROLE_MISSING', 'OTHER_OFFICE', 'SAME_PERSON'].includes(decision.refusal.code) ? 403 : 409,
      decision.refusal,
    )
  await save(tx, house, row, { c: decision.next, command, actor, effects: decision.effects, now })
  return decision.next
}

/** Like `act`, for news that may come late or twice: undefined when the case has moved on already. */
export async function actIfFits(
  tx: Tx,
  house: House,
  id: string,
  command: Command,
  by = 'house',
): Promise<Case | undefined> {
  try {
    return await act(tx, house, { kind: 'system', id: by }, id, undefined, command)
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return undefined
    throw error
  }
}

/**
 * The version with which the case entered its step, read under the lock of its row. Throws Refused 404.
 * News about an earlier stay at the same step belongs to that stay and not to this one.
 */
export async function lockedStepEntry(tx: Tx, id: string): Promise<number> {
  const row = await tx.one(lockCase, [id])
  if (!row) throw notFound()
  return (await tx.one(stepEntered, [row.office, id]))?.seq ?? row.version
}

async function save(
  tx: Tx,
  house: House,
  before: CaseRow,
  { c, command, actor, effects, now }: Pick<Happening, 'c' | 'actor' | 'effects' | 'now'> & { command: Command },
): Promise<void> {
  const row = stateOf(house.crypto, c, before.subject_index)
  const said = secretOf(command)
  const words = said === undefined ? null : sealWords(house.crypto, c.id, c.version, said)
  const event = makeEvent(house, { head: before.head, before, c, row, kind: command.type, actor, effects, now, words })
  const changed = await tx.run(saveCase, [
    c.office,
    c.id,
    c.channel,
    c.state,
    c.step,
    c.version,
    row.data,
    row.who,
    row.what,
    JSON.stringify(row.clock),
    row.due,
    row.parked ? JSON.stringify(row.parked) : null,
    row.assignee,
    row.reviewed_by,
    event.hash,
    now,
    actor.kind,
    actor.id,
    command.type,
    event.text,
    words,
  ])
  if (changed !== 1) throw stale()
  if (command.type === 'correct') await keepWithCase(tx, command.materials, now)
  await carryOut(tx, house, c, effects)
  announce(tx, house, c)
}

interface Happening {
  head: Buffer
  before: Pick<CaseRow, 'state' | 'step'> | null
  c: Case
  row: RowState
  kind: string
  actor: CaseActor
  effects: readonly Effect[]
  now: Date
  /** Sealed words that are kept beside the event. */
  words: Buffer | null
}

function makeEvent(
  house: House,
  { head, before, c, row, kind, actor, effects, now, words }: Happening,
): { text: string; hash: Buffer } {
  const body: EventBody = {
    office: c.office,
    case: c.id,
    seq: c.version,
    at: now.toISOString(),
    actor: { kind: actor.kind, id: actor.id },
    kind,
    from: before ? { state: before.state, step: before.step } : null,
    to: { state: c.state, step: c.step },
    data: house.crypto.hmac('case-data', JSON.stringify(c.data)).toString('hex'),
    row: rowHash(house.crypto.hash, row),
    words: words === null ? null : house.crypto.hashHex(words),
    effects: effects.map((e) =>
      e.type === 'run-step' ? `run-step:${e.step}` : e.type === 'message' ? `message:${e.template}` : e.type,
    ),
  }
  return chain(house.crypto, head, body)
}

/** Words of people (reasons, notes, defects) are sealed beside the event, never part of its open text. */
function secretOf(command: Command): string | undefined {
  const { type: _, ...rest } = command
  const words = Object.entries(rest).filter(([key]) =>
    ['reason', 'note', 'defects', 'code', 'site', 'passed', 'agency', 'waybill', 'from', 'signature'].includes(key),
  )
  return words.length > 0 ? JSON.stringify(Object.fromEntries(words)) : undefined
}

/** News goes out after commit: never before, never for what was rolled back. */
function announce(tx: Tx, house: House, c: Case): void {
  tx.afterCommit(() => {
    for (const topic of [`case:${c.id}`, `person:${c.applicant}`, `office:${c.office}`])
      house.bus.publish({ topic, version: c.version })
  })
}

export async function loadCase(tx: Pick<Tx, 'one'>, house: House, id: string): Promise<Case> {
  const row = await tx.one(readCase, [id])
  if (!row) throw notFound()
  return fromRow(house.crypto, row)
}

const stale = (): Refused => refusedBy(409, { code: 'STALE' })

/** 流水号: office, day, counter; 19 digits, unique, says nothing about the person. */
async function caseNumber(tx: Tx, office: number, now: Date): Promise<string> {
  const row = await tx.one(nextNumber)
  return `${office}${shanghaiDate(now).slice(2).replaceAll('-', '')}${String((row?.n ?? 0) % 10_000_000).padStart(7, '0')}`
}
