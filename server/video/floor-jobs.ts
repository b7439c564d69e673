import { shanghaiDate } from '#domain/calendar.ts'
import { closingOf, nextOpening, openAt } from '#domain/video/hours.ts'
import { shiftIsOver } from '#domain/video/officer.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { desksAfterShift, silentDesks } from './desks.sql.ts'
import { moveDesk } from './desks.ts'
import { openSession } from './session-store.ts'
import { actIfFits } from './sessions.ts'
import { openSessions } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'
import { noticeOf } from './tickets.sql.ts'
import { holdLine, loadTicket, moveTicket, wakeLine } from './tickets.ts'

/** News that comes late finds the ticket or the desk elsewhere: that is no failure. */
export async function ifFits(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused) || (error.status !== 409 && error.status !== 404)) throw error
  })
}

/**
 * Desks whose page says nothing are taken off duty; what was offered to them goes back to its place and to somebody else. Gives
 * their officers.
 */
export async function takeSilentOff(house: House): Promise<string[]> {
  const silent = await house.db.read.many(silentDesks, [VIDEO.officer.silentSeconds])
  for (const { officer, data } of silent)
    await ifFits(
      house.db.tx(async (tx) => {
        const t = data.ticket ? await loadTicket(tx, data.ticket) : undefined
        // Always line, ticket, desk, in this order: an officer who speaks in this moment waits for us or we for them.
        if (t) await holdLine(tx, t.group)
        if (t?.state === 'waiting' && t.officer === officer) await moveTicket(tx, house, t.id, { type: 'offer-back' })
        // Rings already: the citizen may answer, and meets the rule for an officer who is away.
        if (t?.state !== 'ringing') await moveDesk(tx, house, officer, { type: 'silent' })
        if (t) await wakeLine(tx, house, t.group)
        house.log.info('video desk silent', { officer })
      }),
    )
  return silent.map((d) => d.officer)
}

/** Shifts that are over: who is free goes off duty now, who talks when the conversation is done. */
export async function endShifts(house: House): Promise<void> {
  const now = house.time.now()
  for (const { officer, data } of await house.db.read.many(desksAfterShift, [now]))
    if (shiftIsOver(data, now)) await ifFits(house.db.tx((tx) => moveDesk(tx, house, officer, { type: 'offline' })))
}

/**
 * Never a running conversation is cut at closing; half an hour later it is set aside with everything that was done, and comes first
 * at the next opening.
 */
export async function closeLate(house: House): Promise<void> {
  const now = house.time.now()
  const today = shanghaiDate(now)
  const notice = await house.db.read.one(noticeOf, [house.city.homeOffice, today])
  const closing = closingOf(today, VIDEO, house.calendar, notice?.extend_min ?? 0)
  const stop = closing && new Date(closing.getTime() + VIDEO.closing.overtimeMin * 60_000)
  if (!stop || now < stop || openAt(now, VIDEO, house.calendar)) return
  const next = nextOpening(now, VIDEO, house.calendar)
  if (!next) return
  for (const row of await house.db.read.many(openSessions, [null])) {
    const s = openSession(house.crypto, row)
    // Whoever came back from another day waits in the line, not in a call.
    if (s.link !== 'suspended')
      await house.db.tx((tx) => actIfFits(tx, house, s.id, { type: 'closing', resumeAt: next.toISOString() }))
  }
}
