import type { Refusal } from '../commands.ts'
import type { PlateSettings } from './settings.ts'

/** What happened at one sitting so far; kept as one JSON value beside the sitting's state. Instants are ISO. */
export interface SittingData {
  presses: number
  /** How many presses this sitting has: five, more after a fault of ours. */
  limit: number
  lease: readonly string[]
  leaseUntil: string | null
  reserve: string | null
  reserveUntil: string | null
  tries: number
  goes: number
  lastGoAt: string | null
  /** Time used, without what runs since `runsFrom`. */
  spentMs: number
  /** When the running stretch began; null while the clock stands. */
  runsFrom: string | null
  actAt: string | null
  /** Every number of the draw `shownIn` that this sitting was shown before `lease`: none comes twice. */
  shown: readonly string[]
  shownIn: number
  /** Lists seen at the counter on `day`. */
  hall?: { day: string; lists: number }
  /** The press whose numbers were kept longer while the person proved to be that person: once for each press. */
  heldFor?: number
  /** What was used up before a fault of ours gave every chance back: it does not count, and press numbers go on. */
  before?: { presses: number; tries: number; goes: number }
}

/** What counts as used up. */
export const usedUp = ({ presses, tries, goes, before }: SittingData) => ({
  presses: presses - (before?.presses ?? 0),
  tries: tries - (before?.tries ?? 0),
  goes: goes - (before?.goes ?? 0),
})

export const SITTING_STATES = [
  'open',
  'paused',
  'confirmed',
  'assigned',
  'released',
  'lapsed',
  'void',
  'ended',
] as const
export type SittingState = (typeof SITTING_STATES)[number]
/** A choice is pending for the vehicle while its sitting is in one of these. */
export const isPending = (state: SittingState): boolean => ['open', 'paused', 'confirmed', 'assigned'].includes(state)

type Used = Pick<
  SittingData,
  'presses' | 'limit' | 'tries' | 'goes' | 'lease' | 'shown' | 'shownIn' | 'before' | 'hall'
>
const unused = ({ presses: limit }: PlateSettings): Used => ({
  presses: 0,
  limit,
  tries: 0,
  goes: 0,
  lease: [],
  shown: [],
  shownIn: 0,
})

/** A new sitting; presses and tries used before for the same vehicle stay used. */
export const newSitting = (settings: PlateSettings, now: Date, used = unused(settings)): SittingData => ({
  presses: used.presses,
  limit: used.limit,
  lease: [],
  leaseUntil: null,
  reserve: null,
  reserveUntil: null,
  tries: used.tries,
  goes: used.goes,
  lastGoAt: null,
  spentMs: 0,
  runsFrom: now.toISOString(),
  actAt: now.toISOString(),
  shown: shownIn(used, used.shownIn),
  shownIn: used.shownIn,
  ...(used.before ? { before: used.before } : {}),
  ...(used.hall ? { hall: used.hall } : {}),
})

/** The same sitting with every chance given back, waiting for the person: no time runs. No number comes that was shown before. */
export function restored(given: SittingData, settings: PlateSettings, now: Date): SittingData {
  const { hall: _, ...data } = given
  const before = { presses: data.presses, tries: data.tries, goes: data.goes }
  return {
    ...newSitting(settings, now, { ...data, limit: data.presses + settings.presses, before }),
    runsFrom: null,
  }
}

const SECOND = 1_000

/** How long the running stretch has counted: not beyond `idleSeconds` after the last act. */
function running(data: SittingData, settings: PlateSettings, now: Date): number {
  if (data.runsFrom === null) return 0
  const from = Date.parse(data.runsFrom)
  const end = Math.min(now.getTime(), Date.parse(data.actAt ?? data.runsFrom) + settings.idleSeconds * SECOND)
  return Math.max(0, end - from)
}

export const secondsLeft = (data: SittingData, settings: PlateSettings, now: Date): number =>
  Math.max(0, Math.ceil((settings.sittingMinutes * 60 * SECOND - data.spentMs - running(data, settings, now)) / SECOND))

/** The same sitting with an act made now: the clock goes on from here. */
export const acted = (data: SittingData, settings: PlateSettings, now: Date): SittingData => ({
  ...data,
  spentMs: data.spentMs + running(data, settings, now),
  runsFrom: now.toISOString(),
  actAt: now.toISOString(),
})

export const paused = (data: SittingData, settings: PlateSettings, now: Date): SittingData => ({
  ...data,
  spentMs: data.spentMs + running(data, settings, now),
  runsFrom: null,
})

/** A number this sitting may take now: of the group on offer, or the one put aside. */
export function offered(data: SittingData, number: string, now: Date): boolean {
  return (
    (data.lease.includes(number) && stillOn(data.leaseUntil, now)) ||
    (data.reserve === number && stillOn(data.reserveUntil, now))
  )
}

/** Was it on offer to this sitting, and is so no more? */
export const wasOffered = (data: SittingData, number: string): boolean =>
  data.lease.includes(number) || data.reserve === number

const refuse = (code: string, params?: Refusal['params']): Refusal => (params ? { code, params } : { code })

/** Why this sitting may not press now; undefined when it may. */
export function whyNotPress(
  state: SittingState,
  data: SittingData,
  settings: PlateSettings,
  now: Date,
): Refusal | undefined {
  const closed = whyClosed(state, data, settings, now)
  if (closed) return closed
  if (data.presses >= data.limit) return refuse('PLATE_PRESSES_USED')
  return !settings.bothModes && usedUp(data).tries > 0 ? refuse('PLATE_ONE_MODE') : undefined
}

/** Why no list of the hall may be shown to this sitting on `day`: what was used up online does not count here, one list a day does. */
export function whyNotHall(
  state: SittingState,
  data: SittingData,
  settings: PlateSettings,
  day: string,
): Refusal | undefined {
  const ended = whyEnded(state)
  if (ended) return ended
  return hallLists(data, day) >= settings.hallListsADay ? refuse('PLATE_HALL_USED') : undefined
}

/** Lists of the hall that were shown on `day`. */
export const hallLists = ({ hall }: SittingData, day: string): number => (hall?.day === day ? hall.lists : 0)

/** Why this sitting may not try `count` composed numbers now. At the counter the twenty minutes and the way begun with do not bind. */
export function whyNotCompose(
  state: SittingState,
  data: SittingData,
  settings: PlateSettings,
  now: Date,
  count: number,
  hall = false,
): Refusal | undefined {
  const closed = hall ? whyEnded(state) : whyClosed(state, data, settings, now)
  if (closed) return closed
  const used = usedUp(data)
  if (!settings.bothModes && !hall && used.presses > 0) return refuse('PLATE_ONE_MODE')
  const goes = Math.floor(settings.composeTries / settings.composePerGo)
  if (used.goes >= goes || used.tries + count > settings.composeTries) return refuse('PLATE_TRIES')
  const wait = nextGoAt(data, settings)
  return wait && wait > now
    ? refuse('PLATE_WAIT', { s: Math.ceil((wait.getTime() - now.getTime()) / SECOND) })
    : undefined
}

/** When the next go may be; undefined before the first. */
export const nextGoAt = (data: SittingData, settings: PlateSettings): Date | undefined =>
  data.lastGoAt === null ? undefined : new Date(Date.parse(data.lastGoAt) + settings.composeGapSeconds * SECOND)

function whyClosed(state: SittingState, data: SittingData, settings: PlateSettings, now: Date): Refusal | undefined {
  const ended = whyEnded(state)
  return ended ?? (secondsLeft(data, settings, now) > 0 ? undefined : refuse('PLATE_SITTING_OVER'))
}

function whyEnded(state: SittingState): Refusal | undefined {
  if (state === 'confirmed' || state === 'assigned') return refuse('PLATE_CONFIRMED')
  if (state === 'open') return undefined
  return refuse(state === 'paused' ? 'PLATE_SITTING_PAUSED' : 'PLATE_SITTING_OVER')
}

/** Why this number cannot be taken by this sitting, by what the sitting knows; undefined when it may be claimed. */
export function whyNotTake(state: SittingState, data: SittingData, number: string, now: Date): Refusal | undefined {
  if (state === 'confirmed' || state === 'assigned') return refuse('PLATE_CONFIRMED')
  if (state !== 'open' && state !== 'paused') return refuse('PLATE_SITTING_OVER')
  if (offered(data, number, now)) return undefined
  return wasOffered(data, number)
    ? refuse('PLATE_TIMEOUT', { n: Math.max(0, data.limit - data.presses) })
    : refuse('PLATE_NOT_SHOWN')
}

/** After the group of press n: the lease, and what is not on offer any more. The number put aside lives as long as the last group. */
export function pressed(
  data: SittingData,
  settings: PlateSettings,
  now: Date,
  numbers: readonly string[],
  epoch: number,
  seconds: number,
): { data: SittingData; free: string[]; until: string } {
  const until = new Date(now.getTime() + seconds * SECOND).toISOString()
  const keeps = data.reserve !== null && data.reserveUntil !== null && Date.parse(data.reserveUntil) > now.getTime()
  return {
    data: {
      ...acted(data, settings, now),
      presses: data.presses + 1,
      lease: numbers,
      leaseUntil: until,
      reserve: keeps ? data.reserve : null,
      reserveUntil: keeps ? until : null,
      shown: shownIn(data, epoch),
      shownIn: epoch,
    },
    free: data.lease.filter((n) => !(keeps && n === data.reserve)),
    until,
  }
}

/** After a list of the hall: it uses up none of the presses online. */
export function hallShown(data: SittingData, day: string): SittingData {
  return { ...data, limit: data.limit + 1, hall: { day, lists: hallLists(data, day) + 1 } }
}

/** May what is on offer be kept longer? Once for each press, while something is on offer. */
export const mayHold = (data: SittingData, now: Date): boolean =>
  data.heldFor !== data.presses &&
  (stillOn(data.leaseUntil, now) || (data.reserve !== null && stillOn(data.reserveUntil, now)))

/** What is on offer stays so for at least `seconds` from now. Gives the numbers and the instant. */
export function held(
  data: SittingData,
  seconds: number,
  now: Date,
): { data: SittingData; numbers: string[]; until: string } {
  const least = now.getTime() + seconds * SECOND
  const latest = Math.max(least, ...[data.leaseUntil, data.reserveUntil].map((until) => Date.parse(until ?? '') || 0))
  const until = new Date(latest).toISOString()
  const [lease, reserve] = [stillOn(data.leaseUntil, now), data.reserve !== null && stillOn(data.reserveUntil, now)]
  return {
    data: {
      ...data,
      ...(lease ? { leaseUntil: until } : {}),
      ...(reserve ? { reserveUntil: until } : {}),
      heldFor: data.presses,
    },
    numbers: [...new Set([...(lease ? data.lease : []), ...(reserve && data.reserve ? [data.reserve] : [])])],
    until,
  }
}

const stillOn = (until: string | null, now: Date): boolean => until !== null && Date.parse(until) > now.getTime()

/** What this sitting was shown of a draw so far. The group on offer is kept once: with fifty numbers its row stays below 2 KB. */
export const shownIn = (data: Pick<SittingData, 'shown' | 'shownIn' | 'lease'>, epoch: number): readonly string[] =>
  data.shownIn === epoch ? [...data.shown, ...data.lease] : []
