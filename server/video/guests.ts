import { randomInt } from 'node:crypto'
import type { Guest, Session, SessionActor } from '#domain/video/session.ts'
import type { GuestKind, GuestMode } from '#domain/video/terms.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen, Officer } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { insertInvite, useInvite } from './media.sql.ts'
import { actInSession } from './sessions.ts'
import { VIDEO } from './settings.ts'

/** Asks somebody in: a place is kept, and a code of eight digits opens it once, from the other person's own account. */
export async function invite(
  tx: Tx,
  house: House,
  actor: SessionActor,
  session: string,
  kind: GuestKind,
  label: string,
) {
  const guest: Guest = { id: uuidv7(), kind, mode: 'join', label, joined: false, muted: false }
  await actInSession(tx, house, actor, session, { type: 'guest-asked', guest })
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  const expiresAt = new Date(house.time.now().getTime() + VIDEO.guests.codeMinutes * 60_000)
  await tx.run(insertInvite, [hashOf(house, code), session, guest.id, expiresAt])
  return { code, expiresAt: expiresAt.toISOString() }
}

/** Takes the kept place. Throws Refused 404 for a code that is wrong, used or too old. */
export async function joinWithCode(tx: Tx, house: House, citizen: Citizen, code: string): Promise<Session> {
  const found = await tx.one(useInvite, [hashOf(house, code.trim()), house.time.now()])
  if (!found) throw refusedBy(404, { code: 'VIDEO_INVITE' })
  return actInSession(tx, house, { kind: 'house' }, found.session_id, {
    type: 'guest-joined',
    guest: found.guest,
    who: citizen.id,
  })
}

/** A supervisor joins, whispers or takes over; the citizen reads it in the chat at once. */
export async function supervise(tx: Tx, house: House, officer: Officer, session: string, mode: GuestMode) {
  const guest: Guest = {
    id: uuidv7(),
    kind: 'supervisor',
    mode,
    label: officer.id,
    who: officer.id,
    joined: true,
    muted: false,
  }
  await actInSession(tx, house, { kind: 'house' }, session, { type: 'supervise', mode, guest, by: officer.id })
  return { guest: guest.id, peer: mode === 'take-over' ? 'officer' : guest.id }
}

const hashOf = (house: House, code: string): Buffer => house.crypto.hmac('video-invite', code)
