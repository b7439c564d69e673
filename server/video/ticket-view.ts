import type { Static } from 'typebox'
import type { TicketView } from '#api/video-shared.ts'
import { FITS, type Ticket } from '#domain/video/ticket.ts'
import { offersAt } from '#domain/video/wait.ts'
import { findService } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { readLine, waitAt } from './line.ts'
import { VIDEO } from './settings.ts'
import { ticketsOf } from './tickets.sql.ts'

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
  const waits = t.state === 'waiting'
  const line = waits ? await readLine(tx, house, t.group) : undefined
  const ahead = line?.tickets.findIndex((one) => one.id === t.id) ?? -1
  const range = line && ahead >= 0 ? waitAt(line, ahead) : undefined
  const name = t.service === undefined ? undefined : findService(t.service)?.name
  return {
    id: t.id,
    kind: t.kind,
    state: t.state,
    group: t.group,
    service: t.service ?? null,
    serviceName: name ? { ...name } : null,
    caseId: t.caseId ?? null,
    draftId: t.draftId ?? null,
    language: t.language,
    ahead: ahead >= 0 ? ahead : null,
    wait: range ?? null,
    ring:
      t.state === 'ringing' && t.ringUntil
        ? {
            no: t.rings,
            of: t.bookedFor || t.callbackAt ? VIDEO.ring.times : 1,
            until: t.ringUntil,
            officer: t.officer ?? '',
          }
        : null,
    nextRingAt: t.nextRingAt ?? null,
    bookedFor: t.bookedFor ?? null,
    callbackAt: t.callbackAt ?? null,
    changesLeft: Math.max(0, VIDEO.booking.changes - t.changes),
    session: t.session ?? null,
    may: Object.entries(PRESSED).flatMap(([press, command]) => (mayPress(t, press, command) ? [press] : [])),
    offer: waits ? offersAt(range, VIDEO.wait) : [],
    since: t.waitingSince ?? t.createdAt,
    version: t.version,
  }
}

/** Places in the line, bookings and the last conversations of a person, newest first. */
export async function ticketsViewOf(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  person: string,
): Promise<TicketShown[]> {
  const rows = await tx.many(ticketsOf, [person])
  return Promise.all(rows.map((row) => ticketView(tx, house, row.data)))
}

function mayPress(t: Ticket, press: string, command: (typeof PRESSED)[keyof typeof PRESSED]): boolean {
  if (!FITS[t.state].includes(command)) return false
  if (press === 'move') return t.bookedFor !== undefined
  return press !== 'requeue' || t.rounds <= 1
}
