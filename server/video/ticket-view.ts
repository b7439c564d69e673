import type { Static } from 'typebox'
import type { TicketView } from '#api/video-shared.ts'
import { FITS, type Ticket } from '#domain/video/ticket.ts'
import { offersAt } from '#domain/video/wait.ts'
import { findService } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { readLine, waitAt } from './line.ts'
import { readSessionRow } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'

export type TicketShown = Static<typeof TicketView>

/** What a citizen may press, from the machine itself. */
const PRESSED = {
  answer: 'answer',
  decline: 'ring-over',
  cancel: 'cancel',
  callback: 'ask-callback',
  move: 'move',
  requeue: 'requeue',
} as const

/** A ticket as its citizen sees it: how many are ahead, about how long, whether it rings, what may be done. */
export async function ticketView(tx: Pick<Tx, 'one' | 'many'>, house: House, t: Ticket): Promise<TicketShown> {
  const name = t.service === undefined ? undefined : findService(t.service)?.name
  return {
    id: t.id,
    kind: t.kind,
    state: t.state,
    group: t.group,
    serviceName: name ? { ...name } : null,
    language: t.language,
    ...known(t),
    ...(await lineView(tx, house, t)),
    ring: ringView(t),
    paused: await isPaused(tx, t),
    changesLeft: Math.max(0, VIDEO.booking.changes - t.changes),
    may: Object.entries(PRESSED).flatMap(([press, command]) => (mayPress(t, press, command) ? [press] : [])),
    since: t.waitingSince ?? t.createdAt,
    version: t.version,
  }
}

const orNull = <T>(value: T | undefined): T | null => value ?? null

const known = (t: Ticket) => ({
  service: orNull(t.service),
  caseId: orNull(t.caseId),
  draftId: orNull(t.draftId),
  nextRingAt: orNull(t.nextRingAt),
  bookedFor: orNull(t.bookedFor),
  callbackAt: orNull(t.callbackAt),
  session: orNull(t.session),
})

/** A conversation that was cut off waits for its citizen; the ticket itself is still being served. */
const isPaused = async (tx: Pick<Tx, 'one'>, t: Ticket): Promise<boolean> =>
  t.state === 'serving' && t.session !== undefined && (await tx.one(readSessionRow, [t.session]))?.link === 'suspended'

/** Place and wait of who stands in the line; nothing of who does not. */
async function lineView(tx: Pick<Tx, 'one' | 'many'>, house: House, t: Ticket) {
  if (t.state !== 'waiting') return { ahead: null, wait: null, offer: [] }
  const line = await readLine(tx, house, t.group)
  const ahead = line.tickets.findIndex((one) => one.id === t.id)
  const range = ahead >= 0 ? waitAt(line, ahead) : undefined
  return { ahead: ahead >= 0 ? ahead : null, wait: range ?? null, offer: offersAt(range, VIDEO.wait) }
}

function ringView(t: Ticket): TicketShown['ring'] {
  if (t.state !== 'ringing' || !t.ringUntil) return null
  const of = t.bookedFor || t.callbackAt ? VIDEO.ring.times : 1
  return { no: t.rings, of, until: t.ringUntil, officer: t.officer ?? '' }
}

function mayPress(t: Ticket, press: string, command: (typeof PRESSED)[keyof typeof PRESSED]): boolean {
  if (!FITS[t.state].includes(command)) return false
  if (press === 'move') return t.bookedFor !== undefined
  return press !== 'requeue' || t.rounds <= 1
}
