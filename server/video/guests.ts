import { randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Guest } from '#domain/video/session-parts.ts'
import type { Session, SessionActor } from '#domain/video/session.ts'
import type { GuestKind, GuestMode } from '#domain/video/terms.ts'
import { limitAddress } from '#server/accounts/rate.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { insertInvite, useInvite } from './media.sql.ts'
import { checkConsent } from './session-view.ts'
import { loadSession } from './session-store.ts'
import { actInSession } from './sessions.ts'
import { VIDEO } from './settings.ts'

/** Asks somebody in: a place is kept, and a code of eight digits opens it once. */
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

/** What somebody without an account says at the door. */
export interface Knock {
  code: string
  name: string
  relation: string
  version: string
  hash: string
}

/** Whose browser this is in which conversation. */
export interface GuestPass {
  session: string
  guest: string
}

/**
 * Takes the kept place; the officer lets them in. Throws Refused 404 for a code that is wrong, used or too old, 409 for another
 * text than the one in force, 429 when one address tries too many codes.
 */
export async function knock(house: House, address: string, given: Knock): Promise<GuestPass> {
  // Counted on its own: a wrong code rolls back what follows, and must count all the same.
  await house.db.tx((tx) => limitAddress(tx, house, 'video-guest', address, TRIES, TRIES_SECONDS))
  checkConsent(house, { kind: 'recording', version: given.version, hash: given.hash })
  return house.db.tx(async (tx) => {
    const found = await tx.one(useInvite, [hashOf(house, given.code.replace(/\s/g, '')), house.time.now()])
    if (!found) throw refusedBy(404, { code: 'VIDEO_INVITE' })
    const { name, relation, version, hash } = given
    await actInSession(tx, house, { kind: 'house' }, found.session_id, {
      type: 'guest-knocks',
      guest: found.guest,
      name: name.trim(),
      relation: relation.trim(),
      version,
      hash,
    })
    return { session: found.session_id, guest: found.guest }
  })
}
const TRIES = 20
const TRIES_SECONDS = 600

/** The browser's pass: sealed by the house, for as long as a conversation can last. */
export const guestPass = sealedCookie<GuestPass>('video-guest', 4 * 3_600)

/** The guest and the conversation of this browser. Throws Refused 401 without a pass, 404 for another conversation's or when shown out. */
export async function guestOf(
  tx: Pick<Tx, 'one'>,
  house: House,
  request: FastifyRequest,
  session?: string,
): Promise<{ s: Session; guest: Guest; actor: SessionActor }> {
  const pass = guestPass.get(house, request)
  if (!pass) throw new Refused(401, 'SIGN_IN', '请先用邀请码进入', { next: '请向邀请您的人要一个邀请码。' })
  if (session !== undefined && session !== pass.session) throw notFound()
  const s = await loadSession(tx, house, pass.session)
  const guest = s.guests.find((g) => g.id === pass.guest)
  if (!guest || guest.removed) throw notFound()
  return { s, guest, actor: { kind: 'guest', id: guest.id } }
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
