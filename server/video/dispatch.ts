import { randomInt } from 'node:crypto'
import { isDue, overtakenBy } from '#domain/video/line.ts'
import { breakIsDue } from '#domain/video/officer.ts'
import {
  type Candidate,
  chooseOfficer,
  keptForBooked,
  type RoutingContext,
  waitsForSticky,
} from '#domain/video/routing.ts'
import type { Ticket } from '#domain/video/ticket.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { moveDesk } from './desks.ts'
import { hasDeclined, pairsOf, rejectedBy, relativesOf } from './desks.sql.ts'
import { bookedSoon } from './floor.sql.ts'
import { type LineState, logWaits, readLine, type Server } from './line.ts'
import { loadSession } from './session-store.ts'
import { VIDEO } from './settings.ts'
import { holdLine, moveTicket } from './tickets.ts'

/**
 * Offers as many tickets of a line as there are officers ready for them, in the order of the line, each to one officer drawn at
 * random. Gives how many were offered. One process at a time holds the line; everybody else's turn comes after.
 */
export async function dispatch(tx: Tx, house: House, group: string): Promise<number> {
  await holdLine(tx, group)
  const line = await readLine(tx, house, group)
  const now = house.time.now()
  let ready = line.servers.filter((s) => s.desk.state === 'ready' && !breakIsDue(s.desk, VIDEO))
  const soon = new Date(now.getTime() + VIDEO.booking.flowMin * 60_000)
  const booked = (await tx.one(bookedSoon, [group, now, soon]))?.n ?? 0
  const kept = keptForBooked(line.servers.length, booked, VIDEO.booking.share)
  let offered = 0
  for (const ticket of line.tickets) {
    if (ready.length === 0) break
    if (ticket.officer !== undefined || isPausing(ticket, now)) continue
    // Who walks in does not take the officer for whom somebody has booked the next minutes.
    if (!ticket.resumed && !isDue(ticket) && ready.length <= kept) continue
    const officer = await pick(tx, house, ticket, ready, line)
    if (!officer) continue
    for (const other of overtakenBy(ticket, line.tickets))
      await moveTicket(tx, house, other.id, {
        type: 'push-back',
        ms: Math.round(line.handleMs / Math.max(1, line.servers.length)),
      })
    await moveTicket(tx, house, ticket.id, { type: 'offer', officer })
    await moveDesk(tx, house, officer, { type: 'offered', ticket: ticket.id })
    ready = ready.filter((s) => s.id !== officer)
    offered += 1
  }
  await logWaits(tx, house, line)
  return offered
}

/** Between two rings of a promised call the person is left alone. */
const isPausing = (t: Ticket, now: Date): boolean =>
  t.nextRingAt !== undefined && Date.parse(t.nextRingAt) > now.getTime()

async function pick(
  tx: Tx,
  house: House,
  ticket: Ticket,
  ready: readonly Server[],
  line: LineState,
): Promise<string | undefined> {
  const now = house.time.now()
  const before = ticket.session ? await loadSession(tx, house, ticket.session) : undefined
  const wanted = before?.handovers.at(-1)?.to ?? before?.officer
  // The one who handed over does not get it back; the one of a lost call comes first for two minutes.
  const handedBy = before?.handovers.at(-1)?.from
  const sticky = wanted === handedBy ? undefined : wanted
  const onDuty = line.servers.some((s) => s.id === sticky && !ready.some((r) => r.id === sticky))
  if (waitsForSticky(ticket, onDuty, now)) return undefined
  const since = new Date(now.getTime() - VIDEO.officer.samePairDays * 86_400_000)
  const pairs = await tx.many(pairsOf, [ticket.person, since])
  const relatives = new Set((await tx.many(relativesOf, [ticket.person])).map((r) => r.officer))
  const declined = new Set((await tx.many(hasDeclined, [ticket.id])).map((d) => d.officer))
  const rejected = ticket.caseId ? await tx.one(rejectedBy, [ticket.office, ticket.caseId]) : undefined
  const candidates: Candidate[] = ready
    .filter((s) => !declined.has(s.id) && s.id !== handedBy)
    .map((s) => ({
      id: s.id,
      office: s.office,
      readySince: s.desk.since,
      groups: s.groups,
      languages: s.languagesOf[ticket.group] ?? [],
      relatives: relatives.has(s.id) ? [ticket.person] : [],
      served: pairs.find((p) => p.officer === s.id)?.n ?? 0,
      shiftEnd: s.desk.shiftEnd,
    }))
  const ctx: RoutingContext = {
    now,
    settings: VIDEO,
    p80Ms: line.p80Ms,
    sticky,
    rejectedBy: rejected?.actor_id,
    lenders: line.lenders[ticket.office] ?? [],
  }
  return chooseOfficer(ticket, candidates, ctx, randomInt(2 ** 47) / 2 ** 47)?.id
}
