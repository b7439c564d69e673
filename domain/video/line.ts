import type { Ticket } from './ticket.ts'

/** What the order of the line needs to know of a ticket. */
export type InLine = Pick<
  Ticket,
  'id' | 'resumed' | 'bookedFor' | 'callbackAt' | 'kind' | 'priority' | 'lineAt' | 'pushedMs' | 'nextRingAt'
>

export interface LineOptions {
  /** By how much one conversation before them makes the others wait. */
  costMs: number
  /** A jump pushes nobody who has been pushed further than this already: beyond it once, never twice. */
  maxPushMs: number
}

/**
 * The order of one line: back after a lost call, then booked times that have come and promised calls, then priority, then
 * by arrival. Priority goes ahead only of those it does not push too far, so that nobody waits for ever.
 */
export function lineOf<T extends InLine>(tickets: readonly T[], { costMs, maxPushMs }: LineOptions): T[] {
  const byArrival = [...tickets].sort(
    (a, b) => (a.lineAt ?? '').localeCompare(b.lineAt ?? '') || a.id.localeCompare(b.id),
  )
  const head = [...byArrival.filter((t) => t.resumed), ...byArrival.filter((t) => !t.resumed && isDue(t))]
  const tail: { ticket: T; pushed: number; jumps: boolean }[] = byArrival
    .filter((t) => !t.resumed && !isDue(t) && t.priority === undefined)
    .map((ticket) => ({ ticket, pushed: ticket.pushedMs, jumps: false }))
  for (const ticket of byArrival.filter((t) => !t.resumed && !isDue(t) && t.priority !== undefined)) {
    let place = tail.length
    while (place > 0 && yields(tail[place - 1], ticket, maxPushMs)) place -= 1
    for (const entry of tail.slice(place)) if (isAhead(entry.ticket, ticket)) entry.pushed += costMs
    tail.splice(place, 0, { ticket, pushed: ticket.pushedMs, jumps: true })
  }
  return [...head, ...tail.map((entry) => entry.ticket)]
}

/** Whoever is overtaken when this ticket is taken now: those in the line before it by arrival that have no priority. */
export function overtakenBy<T extends InLine>(taken: T, line: readonly T[]): T[] {
  if (taken.priority === undefined || taken.resumed || isDue(taken)) return []
  return line.filter(
    (t) => t.id !== taken.id && t.priority === undefined && !t.resumed && !isDue(t) && isAhead(t, taken),
  )
}

/** The time of arrival that puts a ticket third: right behind the second of the others. */
export function behindSecond(line: readonly InLine[], id: string): string | undefined {
  const second = line.filter((t) => t.id !== id)[1]
  if (!second?.lineAt) return undefined
  return new Date(Date.parse(second.lineAt) + 1).toISOString()
}

/** Promised for a moment: comes before walk-ins once it is in the line. */
export const isDue = (t: InLine): boolean =>
  t.bookedFor !== undefined || t.callbackAt !== undefined || t.kind === 'from-case'

const isAhead = (a: InLine, b: InLine): boolean => (a.lineAt ?? '') < (b.lineAt ?? '')

/** Whether the one before lets a ticket with priority pass. */
function yields(
  before: { ticket: InLine; pushed: number; jumps: boolean } | undefined,
  ticket: InLine,
  maxPushMs: number,
): boolean {
  if (!before || before.jumps) return false
  return !isAhead(before.ticket, ticket) || before.pushed <= maxPushMs
}
