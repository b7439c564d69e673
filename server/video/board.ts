import type { Static } from 'typebox'
import type { VideoBoard } from '#api/video-board.ts'
import { addDays, ageOn, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { closingOf } from '#domain/video/hours.ts'
import { dayFigures, type SessionFact } from '#domain/video/figures.ts'
import type { Session } from '#domain/video/session.ts'
import type { Text } from '#domain/text.ts'
import { findService } from '#domain/services/index.ts'
import { birthOf } from '#domain/rules/resident-id.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { dropCauses, hitsOf, networkDrops, rungMinutes, sessionFacts, ticketFacts, wrapUps } from './board.sql.ts'
import { desksOf } from './desks.sql.ts'
import { doorOf, type LineState, readLine, serversOf, waitAt } from './line.ts'
import { allNodes, signalsOf } from './media.sql.ts'
import { NODE_DEAD_MS } from './media-nodes.ts'
import { ratingFacts, waitsOfDay } from './ratings.sql.ts'
import { openSession } from './session-store.ts'
import { openSessions } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'
import { noticeOf } from './tickets.sql.ts'

type Reader = Pick<Tx, 'one' | 'many'>
type Board = Static<typeof VideoBoard>

/** Everything a supervisor sees: lines, officers, conversations, health, and the figures of a day. */
export async function boardView(tx: Reader, house: House, officer: Officer, asked?: string): Promise<Board> {
  const now = house.time.now()
  const today = shanghaiDate(now)
  const day = asked ?? today
  const notice = await tx.one(noticeOf, [house.city.homeOffice, today])
  const sessions = (await tx.many(openSessions, [officer.office])).map((row) => openSession(house.crypto, row))
  return {
    day,
    notice: notice?.zh && notice.en ? { zh: notice.zh, en: notice.en } : null,
    closesAt: closingOf(today, VIDEO, house.calendar, notice?.extend_min ?? 0)?.toISOString() ?? null,
    lines: await linesView(tx, house),
    officers: (await tx.many(desksOf, [[officer.office], VIDEO.officer.silentSeconds])).map(
      ({ officer: id, data, silent }) => ({
        id,
        state: data.state,
        reason: data.reason ?? null,
        since: data.since,
        session: data.session ?? null,
        declines: data.declines,
        silent: data.silent === true || (silent && data.state !== 'offline' && data.state !== 'break'),
      }),
    ),
    sessions: await talksView(tx, sessions),
    health: await healthView(
      tx,
      house,
      sessions.some((s) => s.recording === 'failed'),
    ),
    figures: await figuresOf(tx, house, officer.office, day),
  }
}

async function talksView(tx: Reader, sessions: readonly Session[]): Promise<Board['sessions']> {
  const shown: Board['sessions'] = []
  for (const s of sessions) {
    const name = s.service === undefined ? undefined : findService(s.service)?.name
    const signals = await tx.many(signalsOf, [s.id])
    shown.push({
      id: s.id,
      officer: s.officer,
      serviceName: name ? { ...name } : null,
      phase: s.phase,
      link: s.link,
      rung: signals.reduce((worst, one) => Math.max(worst, one.rung), 0),
      recording: s.recording,
      startedAt: s.startedAt,
      guests: s.guests.filter((g) => g.joined && !g.removed).length,
      signals: s.signals.length,
    })
  }
  return shown
}

async function linesView(tx: Reader, house: House): Promise<Board['lines']> {
  const now = house.time.now()
  const servers = await serversOf(tx, house)
  const since = new Date(now.getTime() - 86_400_000)
  const hits = await tx.many(hitsOf, [house.city.homeOffice, since])
  const lines: Board['lines'] = []
  for (const group of VIDEO.groups) {
    const line = await readLine(tx, house, group.code, servers)
    const door = await doorOf(tx, house, line)
    const graded = hits.find((h) => h.grp === group.code)
    const began = line.tickets.map((t) => Date.parse(t.waitingSince ?? t.createdAt))
    const longest = began.length > 0 ? (now.getTime() - Math.min(...began)) / 1000 : 0
    lines.push({
      group: group.code,
      name: { ...group.name },
      waiting: line.tickets.length,
      longestSeconds: Math.max(0, Math.round(longest)),
      wait: waitAt(line) ?? null,
      waitHit: graded && graded.n > 0 ? graded.hits / graded.n : null,
      servers: line.servers.length,
      walkIn: door.why === undefined,
      alerts: alertsOf(line, door.open, longest, now),
    })
  }
  return lines
}

function alertsOf(line: LineState, open: boolean, longest: number, now: Date): Text[] {
  const alerts: Text[] = []
  // Nobody logged in for a line in working hours: a supervisor must know within the minute.
  if (open && line.servers.length === 0)
    alerts.push({ zh: '工作时间没有民警值守', en: 'Nobody serves this line in working hours' })
  if (longest > 600) alerts.push({ zh: '等待超过 10 分钟', en: 'Somebody has waited more than ten minutes' })
  for (const s of line.servers) {
    const minutes = (now.getTime() - Date.parse(s.desk.since)) / 60_000
    if (s.desk.state === 'wrap-up' && minutes > VIDEO.officer.wrapUpAlertMin)
      alerts.push({ zh: `${s.id} 整理超过 10 分钟`, en: `${s.id} has wrapped up for more than ten minutes` })
    if (s.desk.declines > VIDEO.officer.declinesADay)
      alerts.push({ zh: `${s.id} 今天多次拒接`, en: `${s.id} has declined several times today` })
  }
  return alerts
}

async function healthView(tx: Reader, house: House, recorderFailed: boolean): Promise<Board['health']> {
  const now = house.time.now().getTime()
  return {
    nodes: (await tx.many(allNodes)).map((n) => ({
      id: n.id,
      calls: n.calls,
      seenAt: n.seen_at.toISOString(),
      alive: now - n.seen_at.getTime() < NODE_DEAD_MS,
    })),
    turn: house.media?.config.turn !== undefined,
    recorder: !recorderFailed,
  }
}

/** The figures of one day of an office; every definition stands in domain/video/figures.ts. */
export async function figuresOf(tx: Reader, house: House, office: number, day: string): Promise<Board['figures']> {
  const span = [office, shanghaiMoment(day), shanghaiMoment(addDays(day, 1))] as const
  const tickets = await tx.many(ticketFacts, [...span])
  const wraps = await tx.many(wrapUps, [...span])
  const rungs = await tx.many(rungMinutes, [...span])
  const facts: SessionFact[] = []
  for (const s of await tx.many(sessionFacts, [...span]))
    facts.push({
      outcome: s.outcome,
      outcomeReason: s.outcome_reason,
      identity: s.identity,
      talkMs: Number(s.talk_ms),
      holdMs: Number(s.hold_ms),
      drops: s.drops,
      resumes: s.resumes,
      handovers: s.handovers,
      again: s.again,
      ageAtLeast60: await isSixty(tx, house, s.person, day),
    })
  return {
    ...dayFigures(
      tickets.map((t) => ({ state: t.state, answered: t.answered, waitedMs: Math.max(0, Number(t.waited_ms)) })),
      facts,
      wraps.map((w) => Number(w.ms)),
      {
        ratings: await tx.many(ratingFacts, [...span]),
        waits: (await tx.one(waitsOfDay, [...span])) ?? { hits: 0, n: 0 },
        officerHourFen: VIDEO.cost.officerHourFen,
      },
    ),
    drops: await tx.many(dropCauses, [...span]),
    networks: await tx.many(networkDrops, [...span]),
    rungMinutes: rungs.map((r) => ({ rung: r.rung, minutes: Math.round(Number(r.ms) / 6_000) / 10 })),
  }
}

async function isSixty(tx: Reader, house: House, person: string, day: string): Promise<boolean> {
  const { idNumber } = await findPerson(tx, house, person)
  const born = birthOf(idNumber)
  return born !== undefined && ageOn(born, day) >= 60
}
