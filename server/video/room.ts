import type { Session } from '#domain/video/session.ts'
import { forbiddenOn, nextRung, SENDING } from '#domain/video/network.ts'
import { isIdentified } from '#domain/video/session.ts'
import type { Rung } from '#domain/video/terms.ts'
import { randomToken } from '#server/kit/crypto.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { SEATS } from './media/engine.ts'
import { turnCredential } from './media/turn.ts'
import { insertRoom, noteLeg, saveSignal, signalsOf, useRoom } from './media.sql.ts'
import { isSide } from './session-store.ts'

/** A place in the call: the two sides by their name, guests by their id. */
export interface Seat {
  peer: string
  side: 'citizen' | 'officer' | 'guest'
}

const KEY_MS = 60_000

/**
 * A one-time key to the room. Before the consent nothing may flow. Who is on another device already is refused, unless the call is to
 * move to this one: what arrives from it takes the seat, and another device asks for identity anew.
 */
export async function enterRoom(tx: Tx, house: House, s: Session, seat: Seat, device: string, move = false) {
  if (s.outcome) throw refusedBy(409, { code: 'VIDEO_OVER' })
  if (s.link === 'suspended') throw refusedBy(409, { code: 'VIDEO_SUSPENDED' })
  if (s.consents.recording === undefined) throw refusedBy(409, { code: 'VIDEO_CONSENT_FIRST' })
  if (!move && seat.side === 'citizen' && s.joined.citizen && s.device !== undefined && s.device !== device)
    throw refusedBy(409, { code: 'VIDEO_OTHER_DEVICE' })
  const now = house.time.now()
  const token = randomToken()
  const expiresAt = new Date(now.getTime() + KEY_MS)
  await tx.run(insertRoom, [house.crypto.hash(token), s.id, seat.peer, seat.side, device, expiresAt])
  const turn = house.media?.config.turn
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    peer: seat.peer,
    maxPeers: SEATS.max,
    ice: turn ? [turnCredential(turn, house.crypto.keyedId(`${s.id}|${seat.peer}`), now)] : [],
  }
}

/** Uses a key up. Throws Refused 403 for one that is unknown, used, of another conversation, or too old. */
export async function useKey(tx: Tx, house: House, session: string, token: string): Promise<Seat & { device: string }> {
  const row = await tx.one(useRoom, [house.crypto.hash(token), session, house.time.now()])
  if (!row) throw refusedBy(403, { code: 'VIDEO_ROOM_KEY' })
  const side = row.side === 'citizen' ? 'citizen' : row.side === 'officer' ? 'officer' : 'guest'
  return { peer: row.peer, side, device: row.device }
}

export interface Report {
  good: number
  bad: number
  lossPct: number
  rttMs: number
  kbit: number
  path: string
  network: string
  wish?: number | undefined
  audioOnly?: boolean | undefined
}

/** One report of a line: where it stands on the ladder now, what both sides should send, what is not possible. */
export async function takeSignal(tx: Tx, house: House, s: Session, seat: Seat, report: Report) {
  const now = house.time.now()
  const known = await tx.many(signalsOf, [s.id])
  const before = known.find((one) => one.peer === seat.peer)
  const state = nextRung(before?.state ?? { rung: 0, since: now.getTime() }, report, now.getTime(), report.audioOnly)
  const ms = rungTimes(before?.rung_ms, before?.rung ?? state.rung, before ? now.getTime() - before.at.getTime() : 0)
  await tx.run(saveSignal, [
    s.office,
    s.id,
    seat.peer,
    state.rung,
    JSON.stringify(state),
    JSON.stringify(report),
    ms,
    now,
  ])
  await tx.run(noteLeg, [s.id, seat.peer, report.path, report.network])
  const others = known.filter((one) => one.peer !== seat.peer && now.getTime() - one.at.getTime() < 30_000)
  const rung = others
    .filter((o) => isSide(o.peer))
    .reduce<Rung>((worst, o) => (o.rung > worst ? o.rung : worst), state.rung)
  if (before && before.rung !== state.rung)
    tx.afterCommit(() => house.bus.publish({ topic: `video:${s.id}`, version: s.version }))
  return {
    rung,
    ...SENDING[rung],
    audioOnly: rung >= 3,
    peers: others.map((o) => ({
      peer: o.peer,
      lossPct: o.report.lossPct,
      kbit: o.report.kbit,
      bad: o.report.bad,
      ...(o.report.wish === undefined ? {} : { wish: o.report.wish }),
    })),
    forbids: [...forbiddenOn(rung, isIdentified(s))],
  }
}

/** Milliseconds on each rung so far; a report that is late by more than half a minute counts for half a minute. */
function rungTimes(before: readonly string[] | undefined, rung: number, ms: number): number[] {
  const times = Array.from({ length: 6 }, (_, i) => Number(before?.[i] ?? 0))
  times[rung] = (times[rung] ?? 0) + Math.max(0, Math.min(ms, 30_000))
  return times
}
