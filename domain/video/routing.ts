import type { VideoSettings } from './settings.ts'
import type { Language } from './terms.ts'
import type { Ticket } from './ticket.ts'

/** An officer at the window who may be offered somebody. */
export interface Candidate {
  id: string
  office: number
  readySince: string
  groups: readonly string[]
  languages: readonly Language[]
  /** Persons who are relatives of the officer, as declared. */
  relatives: readonly string[]
  /** How often this officer has served this person lately. */
  served: number
  /** Offers stop when a conversation of usual length no longer fits. */
  shiftEnd?: string | undefined
}

export interface RoutingContext {
  now: Date
  settings: Pick<VideoSettings, 'pool' | 'officer'>
  /** The officer who refused or returned the matter: somebody else looks a second time. */
  rejectedBy?: string | undefined
  /** The officer of the lost call: comes first within two minutes. */
  sticky?: string | undefined
  p80Ms: number
  /** Offices whose officers are lent to this line today. */
  lenders?: readonly number[] | undefined
}

type Wanted = Pick<Ticket, 'office' | 'person' | 'group' | 'language' | 'waitingSince' | 'resumed'>

/** Why this officer is not offered this ticket; undefined when eligible. One reason each, for the supervisor's eyes. */
export function whyNotThisOfficer(t: Wanted, o: Candidate, ctx: RoutingContext): string | undefined {
  const sticky = t.resumed && ctx.sticky === o.id
  if (!o.groups.includes(t.group)) return 'skill'
  if (!o.languages.includes(t.language)) return 'language'
  if (o.relatives.includes(t.person)) return 'relative'
  if (ctx.rejectedBy === o.id) return 'second-look'
  if (!sticky && o.served >= ctx.settings.officer.samePairMax) return 'same-pair'
  if (o.shiftEnd !== undefined && ctx.now.getTime() + ctx.p80Ms > Date.parse(o.shiftEnd)) return 'shift-end'
  return o.office === t.office ? undefined : whyNotElsewhere(t, o, ctx)
}

/** The own office first, then the city's pool, then who is lent from elsewhere. */
function whyNotElsewhere(t: Wanted, o: Candidate, ctx: RoutingContext): string | undefined {
  const waited = ctx.now.getTime() - Date.parse(t.waitingSince ?? ctx.now.toISOString())
  const { pool } = ctx.settings
  const after = isPooled(t.office, o.office, ctx.settings)
    ? pool.afterSeconds
    : ctx.lenders?.includes(o.office)
      ? pool.lentAfterSeconds
      : undefined
  if (after === undefined) return 'office'
  return waited < after * 1000 ? 'own-office-first' : undefined
}

/**
 * Who is offered the ticket: at random, weighted by idle time, so that nobody can arrange "their" officer (order 162 art. 48 is
 * the model). `random` in [0, 1) comes from outside. Somebody who comes back goes to the same officer for two minutes.
 */
export function chooseOfficer(
  t: Wanted,
  officers: readonly Candidate[],
  ctx: RoutingContext,
  random: number,
): Candidate | undefined {
  const eligible = officers.filter((o) => whyNotThisOfficer(t, o, ctx) === undefined)
  const sticky = t.resumed ? eligible.find((o) => o.id === ctx.sticky) : undefined
  if (sticky) return sticky
  if (eligible.length === 0) return undefined
  // A second of idle time weighs one; everybody weighs at least one, so that who has just become ready is not left out.
  const weights = eligible.map((o) => 1 + Math.max(0, (ctx.now.getTime() - Date.parse(o.readySince)) / 1000))
  let rest = random * weights.reduce((sum, w) => sum + w, 0)
  for (const [i, o] of eligible.entries()) {
    rest -= weights[i] ?? 0
    if (rest < 0) return o
  }
  return eligible.at(-1)
}

/** A returning caller waits so long for the officer of the lost call before anybody skilled is asked. */
export const STICKY_MS = 120_000

export const waitsForSticky = (
  t: Pick<Ticket, 'resumed' | 'waitingSince'>,
  stickyIsOnDuty: boolean,
  now: Date,
): boolean => t.resumed && stickyIsOnDuty && now.getTime() - Date.parse(t.waitingSince ?? now.toISOString()) < STICKY_MS

/**
 * Officers kept for booked times of the next minutes: as many as are booked, within the share of the capacity that can be booked,
 * so that walk-in always has its own part. What was not booked by then is walk-in's.
 */
export const keptForBooked = (servers: number, bookedSoon: number, share: number): number =>
  Math.min(bookedSoon, Math.floor(servers * share))

const isPooled = (a: number, b: number, { pool }: Pick<VideoSettings, 'pool'>): boolean =>
  pool.offices.includes(a) && pool.offices.includes(b)
