import { shanghaiDate } from '#domain/calendar.ts'
import { closingOf, nextOpening, openAt, takesWalkIn } from '#domain/video/hours.ts'
import { lineOf } from '#domain/video/line.ts'
import { type DeskState, serves } from '#domain/video/officer.ts'
import type { Group } from '#domain/video/settings.ts'
import type { Ticket } from '#domain/video/ticket.ts'
import type { OfficerRole } from '#domain/policy.ts'
import { isTooLong, quantile, usualHandleMs, waitRange, type WaitRange, wasRight } from '#domain/video/wait.ts'
import { LANGUAGES, type Language } from '#domain/video/terms.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { desksOf, skillsOf } from './desks.sql.ts'
import { lendingsOn } from './floor.sql.ts'
import { VIDEO } from './settings.ts'
import { gradeWait, handleTimes, inLine, insertWait, linesOf, meanElapsed, noticeOf, waitsOf } from './tickets.sql.ts'

type Reader = Pick<Tx, 'one' | 'many'>

/** An officer at the window with what they may serve. */
export interface Server {
  id: string
  office: number
  desk: DeskState
  /** Whose page says nothing is offered nobody. */
  silent: boolean
  groups: readonly string[]
  languages: readonly Language[]
  languagesOf: Readonly<Record<string, readonly Language[]>>
}

/** How one line stands now. */
export interface LineState {
  group: Group
  tickets: Ticket[]
  servers: Server[]
  handleMs: number
  p80Ms: number
  meanElapsedMs: number
  /** Offices that lend officers to this line today, by the office they are lent to. */
  lenders: Readonly<Record<number, readonly number[]>>
}

const poolOf = (house: House): readonly number[] =>
  VIDEO.pool.offices.length > 0 ? VIDEO.pool.offices : house.city.offices.map((o) => o.office)

const lendingsToday = async (tx: Reader, house: House) =>
  VIDEO.pool.lendings ? await tx.many(lendingsOn, [shanghaiDate(house.time.now())]) : []

/** Everybody at the window of the pool. Without recorded skills an officer who reviews serves every line in Mandarin. */
export async function serversOf(tx: Reader, house: House): Promise<Server[]> {
  const lent = (await lendingsToday(tx, house)).map((l) => l.lender)
  const offices = [...new Set([...poolOf(house), ...lent])]
  const desks = await tx.many(desksOf, [offices, VIDEO.officer.silentSeconds])
  const skills = await tx.many(skillsOf, [desks.map((d) => d.officer)])
  return desks.map((d) => ({
    id: d.officer,
    office: d.office,
    desk: d.data,
    silent: d.silent,
    ...skillOf(d.officer, d.roles, skills),
  }))
}

/** Ready by name only: nobody sits before the page. */
const isAbsent = ({ silent, desk }: Server): boolean => silent && (desk.state === 'ready' || desk.state === 'offered')

export function skillOf(
  officer: string,
  roles: readonly string[],
  skills: readonly { officer: string; grp: string; languages: readonly string[] }[],
): { groups: string[]; languages: Language[]; languagesOf: Record<string, Language[]> } {
  const own = skills.filter((s) => s.officer === officer)
  const serving: OfficerRole[] = ['reviewer']
  if (own.length === 0)
    return serving.some((role) => roles.includes(role))
      ? { groups: EVERY, languages: ['zh'], languagesOf: Object.fromEntries(EVERY.map((g) => [g, ['zh' as const]])) }
      : { groups: [], languages: [], languagesOf: {} }
  return {
    groups: own.map((s) => s.grp),
    languages: LANGUAGES.filter((l) => own.some((s) => s.languages.includes(l))),
    languagesOf: Object.fromEntries(own.map((s) => [s.grp, LANGUAGES.filter((l) => s.languages.includes(l))])),
  }
}
const EVERY = VIDEO.groups.map((g) => g.code)

/** Reads one line whole: who waits in which order, who serves, and how long a conversation takes. */
export async function readLine(tx: Reader, house: House, code: string, servers?: Server[]): Promise<LineState> {
  const group = groupOf(code)
  const rows = await tx.many(inLine, [code])
  const lengths = (await tx.many(handleTimes, [code, 20])).map((r) => Number(r.ms)).reverse()
  const elapsed = (await tx.one(meanElapsed, [code, house.time.now()]))?.ms ?? 0
  const handleMs = usualHandleMs(lengths, group.minutes * 60_000)
  const lendings = (await lendingsToday(tx, house)).filter((l) => l.grp === code)
  const near = new Set([...poolOf(house), ...lendings.map((l) => l.lender)])
  const all = (servers ?? (await serversOf(tx, house))).filter(
    (s) => s.groups.includes(code) && serves(s.desk.state) && near.has(s.office) && !isAbsent(s),
  )
  const options = { costMs: handleMs / Math.max(1, all.length), maxPushMs: VIDEO.priority.maxPushMin * 60_000 }
  return {
    group,
    tickets: lineOf(
      rows.map((r) => r.data),
      options,
    ),
    servers: all,
    handleMs,
    p80Ms: lengths.length > 0 ? quantile(lengths, 0.8) : handleMs,
    meanElapsedMs: elapsed,
    lenders: Object.fromEntries(
      [...new Set(lendings.map((l) => l.office))].map((o) => [
        o,
        lendings.filter((l) => l.office === o).map((l) => l.lender),
      ]),
    ),
  }
}

export function groupOf(code: string): Group {
  const group = VIDEO.groups.find((g) => g.code === code)
  if (!group) throw new RangeError(`no line "${code}"`)
  return group
}

/** About how long the ticket at this place waits; the place of one who would come now is the length of the line. */
export const waitAt = (line: LineState, ahead = line.tickets.length): WaitRange | undefined =>
  waitRange({
    ahead,
    servers: line.servers.length,
    // Whoever is being offered still stands in the line, and the desk that is offered is free for that one.
    ready: line.servers.filter((s) => s.desk.state === 'ready' || s.desk.state === 'offered').length,
    handleMs: line.handleMs,
    meanElapsedMs: line.meanElapsedMs,
  })

/** Writes down what those in the line are being told, each time it changes. */
export async function logWaits(tx: Tx, house: House, line: LineState): Promise<void> {
  for (const [ahead, t] of line.tickets.entries()) {
    const range = waitAt(line, ahead)
    if (range)
      await tx.run(insertWait, [
        t.office,
        t.id,
        house.time.now(),
        t.group,
        range.from,
        range.to,
        ahead,
        line.servers.length,
      ])
  }
}

/** When the wait is over: was it told honestly? */
export async function gradeWaits(tx: Tx, house: House, t: Ticket): Promise<void> {
  const now = house.time.now().getTime()
  for (const told of await tx.many(waitsOf, [t.office, t.id])) {
    const real = Math.max(0, now - told.at.getTime())
    await tx.run(gradeWait, [t.office, t.id, told.at, real, wasRight({ from: told.from_min, to: told.to_min }, real)])
  }
}

export interface Door {
  open: boolean
  /** `closed`, `too-late-today`, `long-wait`, `no-officer`, `shut`; undefined: walk in. */
  why: string | undefined
  closing: Date | undefined
  nextOpening: Date | undefined
}

/** Whether somebody may walk into this line now, and if not, why. */
export async function doorOf(tx: Reader, house: House, line: LineState): Promise<Door> {
  const now = house.time.now()
  const today = shanghaiDate(now)
  const notice = await tx.one(noticeOf, [house.city.homeOffice, today])
  const closing = closingOf(today, VIDEO, house.calendar, notice?.extend_min ?? 0)
  const extended =
    closing !== undefined && notice !== undefined && now < closing && now >= minutesBefore(closing, notice.extend_min)
  const open = openAt(now, VIDEO, house.calendar) !== undefined || extended
  const range = waitAt(line)
  const set = (await tx.many(linesOf, [house.city.homeOffice])).find((l) => l.grp === line.group.code)
  const why = !open
    ? 'closed'
    : set?.walk_in === false
      ? 'shut'
      : range === undefined
        ? 'no-officer'
        : isTooLong(range, VIDEO.wait.closeWalkInAtMin)
          ? 'long-wait'
          : closing && !takesWalkIn(now, closing, range.to, line.p80Ms / 60_000)
            ? 'too-late-today'
            : undefined
  return { open, why, closing, nextOpening: nextOpening(now, VIDEO, house.calendar) }
}

const minutesBefore = (date: Date, minutes: number): Date => new Date(date.getTime() - minutes * 60_000)
