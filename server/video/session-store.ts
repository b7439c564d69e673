import { checklistFor } from '#domain/video/checklists/checklists.ts'
import type { Session, SessionActor, SessionContext } from '#domain/video/session.ts'
import type { Rung } from '#domain/video/terms.ts'
import { findService } from '#domain/services/index.ts'
import type { Crypto } from '#server/kit/crypto.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { signalsOf } from './media.sql.ts'
import { readSessionRow, type SessionRow } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'

export async function loadSession(tx: Pick<Tx, 'one'>, house: House, id: string): Promise<Session> {
  const row = await tx.one(readSessionRow, [id])
  if (!row) throw notFound()
  return openSession(house.crypto, row)
}

export const openSession = (crypto: Crypto, row: Pick<SessionRow, 'id' | 'data'>): Session =>
  JSON.parse(crypto.open(row.data, sessionPlace(row.id)).toString('utf8')) as Session

/** What a decision is made with: the time, the city's settings, the order of the conversation, how good the line is. */
export async function contextOf(
  tx: Pick<Tx, 'many'>,
  house: House,
  s: Session,
  actor: SessionActor,
): Promise<SessionContext> {
  const signals = await tx.many(signalsOf, [s.id])
  const now = house.time.now()
  const fresh = signals.filter((one) => now.getTime() - one.at.getTime() < SIGNAL_MS && isSide(one.peer))
  const rung = fresh.reduce<Rung>((worst, one) => (one.rung > worst ? one.rung : worst), 0)
  return { actor, now, settings: VIDEO, checklist: checklistOf(s), rung }
}
const SIGNAL_MS = 30_000

export const checklistOf = (s: Pick<Session, 'service'>) =>
  checklistFor(s.service === undefined ? undefined : findService(s.service))

/** Names of the places in a call: `citizen`, `officer`, and guests by their id. */
export const isSide = (peer: string): boolean => peer === 'citizen' || peer === 'officer'

/** Where a conversation is sealed for. */
export const sessionPlace = (id: string): string => `video_sessions|data|${id}`
