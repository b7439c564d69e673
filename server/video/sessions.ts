import { decideSession } from '#domain/video/decide-session.ts'
import {
  newSession,
  offsetOf,
  type NewSession,
  type Session,
  type SessionActor,
  type SessionContext,
} from '#domain/video/session.ts'
import type { SessionCommand } from '#domain/video/session-commands.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Crypto } from '#server/kit/crypto.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { keepProof } from './evidence.ts'
import { carryOut } from './session-effects.ts'
import { contextOf, openSession, sessionPlace } from './session-store.ts'
import { insertSession, lockSession, readSessionRow, saveSession, type SessionRow } from './sessions.sql.ts'
import { lockTicket } from './tickets.sql.ts'

/** Begins a conversation: row and first act in the caller's transaction. */
export async function beginSession(tx: Tx, house: House, given: Omit<NewSession, 'now'>): Promise<Session> {
  const now = house.time.now()
  const s = newSession({ ...given, now })
  const data = seal(house.crypto, s)
  const body = canonicalJson({
    session: s.id,
    seq: 1,
    at: s.startedAt,
    kind: 'begin',
    data: house.crypto.hashHex(data),
    row: rowPart(s),
  })
  const head = house.crypto.hash(Buffer.concat([house.crypto.hash(`video ${s.id}`), Buffer.from(body, 'utf8')]))
  await tx.run(insertSession, [
    s.office,
    s.id,
    s.ticket,
    s.person,
    s.officer,
    s.service ?? null,
    s.caseId ?? null,
    s.phase,
    s.link,
    now,
    s.version,
    data,
    head,
    body,
  ])
  announce(tx, house, s)
  return s
}

/**
 * The only door through which a conversation changes, for people, jobs and the media alike: lock, decide, save with its act,
 * keep the proof, carry out the effects. Throws Refused: 404, 403 not a party, 409 not now.
 */
export async function actInSession(
  tx: Tx,
  house: House,
  actor: SessionActor,
  id: string,
  command: SessionCommand,
): Promise<Session> {
  const seen = await tx.one(readSessionRow, [id])
  if (!seen) throw notFound()
  // Always the ticket before the conversation: a ring that is answered and a call that ends cannot block each other.
  await tx.one(lockTicket, [openSession(house.crypto, seen).ticket])
  const row = await tx.one(lockSession, [id])
  if (!row) throw notFound()
  const before = openSession(house.crypto, row)
  const ctx = await contextOf(tx, house, before, actor)
  const decision = decideSession(before, command, ctx)
  if (!decision.ok) throw refusedBy(decision.refusal.code === 'VIDEO_NOT_YOURS' ? 403 : 409, decision.refusal)
  const { next, effects } = decision
  // The clock and the line say something every few seconds; only what changed anything is an act.
  if (isSame(before, next) && effects.length === 0 && actor.kind === 'house') return before
  await save(tx, house, row, next, command, ctx)
  await keepProof(tx, house, before, next, command, ctx)
  announce(tx, house, next)
  const again = (more: SessionCommand): Promise<Session> => actInSession(tx, house, { kind: 'house' }, id, more)
  return carryOut(tx, house, { before, after: next, command, ctx, again }, effects)
}

/** Like `actInSession`, for news that may come late: undefined when it no longer fits. */
export async function actIfFits(
  tx: Tx,
  house: House,
  id: string,
  command: SessionCommand,
): Promise<Session | undefined> {
  try {
    return await actInSession(tx, house, { kind: 'house' }, id, command)
  } catch (error) {
    if (error instanceof Refused && (error.status === 409 || error.status === 404)) return undefined
    throw error
  }
}

const seal = (crypto: Crypto, s: Session): Buffer => crypto.seal(JSON.stringify(s), sessionPlace(s.id))

const isSame = (a: Session, b: Session): boolean =>
  JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 })

/** What of the row stands in the open and is committed to by each act. */
const rowPart = (s: Session) => ({
  officer: s.officer,
  phase: s.phase,
  link: s.link,
  outcome: s.outcome?.kind ?? null,
  identity: s.identity.result ?? null,
})

async function save(
  tx: Tx,
  house: House,
  row: SessionRow,
  s: Session,
  command: SessionCommand,
  { actor, now }: SessionContext,
): Promise<void> {
  const { crypto } = house
  const data = seal(crypto, s)
  const words = crypto.seal(JSON.stringify(command), `video_acts|secret|${s.id}|${s.version}`)
  const by = { kind: actor.kind, id: actor.kind === 'house' ? 'house' : actor.id }
  const body = canonicalJson({
    session: s.id,
    seq: s.version,
    at: now.toISOString(),
    offset: offsetOf(s, now),
    actor: by,
    kind: command.type,
    data: crypto.hashHex(data),
    words: crypto.hashHex(words),
    row: rowPart(s),
  })
  const hash = crypto.hash(Buffer.concat([row.head, Buffer.from(body, 'utf8')]))
  const changed = await tx.run(saveSession, [
    s.office,
    s.id,
    s.officer,
    s.caseId ?? null,
    s.phase,
    s.link,
    s.outcome?.kind ?? null,
    codeOnly(s.outcome?.reason),
    s.identity.result ?? null,
    s.outcome?.at ?? null,
    Math.round(s.talkMs),
    Math.round(s.holdMs),
    s.drops,
    s.resumes,
    s.signals.length,
    s.guests.flatMap((g) => (g.joined && !g.removed && g.who && g.who !== g.id && isUuid(g.who) ? [g.who] : [])),
    s.guests.flatMap((g) => (g.joined && !g.removed && g.who && !isUuid(g.who) ? [g.who] : [])),
    s.version,
    data,
    hash,
    now,
    offsetOf(s, now),
    by.kind,
    by.id,
    command.type,
    body,
    words,
  ])
  if (changed !== 1) throw refusedBy(409, { code: 'VIDEO_NOT_NOW' })
}

/** Reasons that are codes may stand in the open for statistics; what somebody wrote stays sealed. */
const codeOnly = (reason: string | undefined): string | null =>
  reason === undefined ? null : /^[a-z-]{2,40}$/.test(reason) ? reason : 'words'
const isUuid = (id: string): boolean => /^[0-9a-f]{8}-/.test(id)

function announce(tx: Tx, house: House, s: Session): void {
  tx.afterCommit(() => {
    for (const topic of [
      `video:${s.id}`,
      `person:${s.person}`,
      `officer:${s.officer}`,
      `office:${s.office}`,
      `media:${s.id}`,
    ])
      house.bus.publish({ topic, version: s.version })
  })
}
