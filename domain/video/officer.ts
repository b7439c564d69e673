import type { Refusal } from '../commands.ts'
import type { VideoSettings } from './settings.ts'
import type { BreakReason, OfficerState } from './terms.ts'

/** An officer at the window. */
export interface DeskState {
  state: OfficerState
  since: string
  reason?: BreakReason | undefined
  /** The break or the end of the shift that begins after the present conversation. */
  after?: { state: 'break' | 'offline'; reason?: BreakReason | undefined } | undefined
  ticket?: string | undefined
  session?: string | undefined
  until?: string | undefined
  /** Taken off duty because the page of the desk said nothing for too long. */
  silent?: boolean | undefined
  shiftEnd?: string | undefined
  /** Since the last break: the forced offer of one comes after 90 minutes on video. */
  videoMs: number
  /** Declined offers of this day. */
  declines: number
  day: string
}

export type DeskCommand =
  | { type: 'ready'; shiftEnd?: string | undefined }
  | { type: 'shift'; end: string | undefined }
  | { type: 'silent' }
  | { type: 'break'; reason: BreakReason }
  | { type: 'offline' }
  | { type: 'offered'; ticket: string }
  | { type: 'offer-gone'; declined: boolean }
  | { type: 'call'; session: string }
  | { type: 'hold'; on: boolean }
  | { type: 'call-over'; talkedMs: number }
  | { type: 'wrapped-up' }
  | { type: 'block'; on: boolean }

export type DeskDecision = { ok: true; next: DeskState } | { ok: false; refusal: Refusal }

/** What can happen in which state. */
export const DESK_FITS: Readonly<Record<OfficerState, readonly DeskCommand['type'][]>> = {
  offline: ['shift', 'ready', 'offline', 'block'],
  ready: ['shift', 'silent', 'ready', 'break', 'offline', 'offered', 'call', 'block'],
  offered: ['shift', 'silent', 'break', 'offline', 'offer-gone', 'call'],
  'in-call': ['shift', 'break', 'offline', 'hold', 'call-over'],
  hold: ['shift', 'break', 'offline', 'hold', 'call-over'],
  'wrap-up': ['shift', 'ready', 'break', 'offline', 'wrapped-up', 'block'],
  break: ['shift', 'ready', 'break', 'offline', 'block'],
  blocked: ['block', 'offline'],
}

/** The only place where an officer's state at the window changes. A break asked for during a conversation begins after it. */
export function decideDesk(
  d: DeskState,
  command: DeskCommand,
  { now, settings }: { now: Date; settings: Pick<VideoSettings, 'officer'> },
): DeskDecision {
  if (!DESK_FITS[d.state].includes(command.type)) return { ok: false, refusal: { code: 'VIDEO_DESK_STATE' } }
  const to = (state: OfficerState, change: Partial<DeskState> = {}): DeskDecision => ({
    ok: true,
    next: {
      ...d,
      reason: undefined,
      until: undefined,
      ...change,
      state,
      since: state === d.state ? d.since : now.toISOString(),
    },
  })
  return (MOVES[command.type] as Move<DeskCommand['type']>)(d, command, to, { now, settings })
}

type To = (state: OfficerState, change?: Partial<DeskState>) => DeskDecision
type Move<T extends DeskCommand['type']> = (
  d: DeskState,
  command: Extract<DeskCommand, { type: T }>,
  to: To,
  ctx: { now: Date; settings: Pick<VideoSettings, 'officer'> },
) => DeskDecision

const MOVES: { [T in DeskCommand['type']]: Move<T> } = {
  ready: (d, { shiftEnd }, to, { now }) =>
    to('ready', { ...FREE, after: undefined, silent: undefined, shiftEnd: shiftEnd ?? stillAhead(d.shiftEnd, now) }),
  shift: (d, { end }) => ({ ok: true, next: { ...d, shiftEnd: end } }),
  // Nobody is there to see the offer: off duty until somebody presses again.
  silent: (_d, _command, to) => to('offline', { ...FREE, after: undefined, silent: true, videoMs: 0 }),
  break: (d, command, to) => rest(d, command, to),
  offline: (d, command, to) => rest(d, command, to),
  offered: (_d, { ticket }, to, { now, settings }) =>
    to('offered', { ticket, until: later(now, settings.officer.autoAnswerSeconds) }),
  'offer-gone': (d, { declined }, _to, { now }) => freed({ ...d, declines: d.declines + (declined ? 1 : 0) }, now),
  call: (_d, { session }, to) => to('in-call', { session }),
  hold: (_d, { on }, to) => to(on ? 'hold' : 'in-call'),
  'call-over': (d, { talkedMs }, to, { now, settings }) =>
    to('wrap-up', {
      ticket: undefined,
      videoMs: d.videoMs + talkedMs,
      until: later(now, settings.officer.wrapUpSeconds),
    }),
  'wrapped-up': (d, _command, _to, { now }) => freed(d, now),
  block: (_d, { on }, to) => to(on ? 'blocked' : 'offline', FREE),
}

export const newDesk = (now: Date, day: string): DeskState => ({
  state: 'offline',
  since: now.toISOString(),
  videoMs: 0,
  declines: 0,
  day,
})

/** Ninety minutes of video since the last break: a pause is offered before the next conversation. */
export const breakIsDue = (d: DeskState, settings: Pick<VideoSettings, 'officer'>): boolean =>
  d.videoMs >= settings.officer.breakAfterMin * 60_000

/** Counts as serving the line: a break does not. */
export const serves = (state: OfficerState): boolean =>
  ['ready', 'offered', 'in-call', 'hold', 'wrap-up'].includes(state)

const stillAhead = (end: string | undefined, now: Date): string | undefined =>
  end !== undefined && Date.parse(end) > now.getTime() ? end : undefined

/** The shift is over: whoever is free goes off duty, whoever talks does so afterwards. */
export const shiftIsOver = (d: DeskState, now: Date): boolean =>
  d.shiftEnd !== undefined &&
  Date.parse(d.shiftEnd) <= now.getTime() &&
  (d.state === 'ready' || ((d.state === 'in-call' || d.state === 'hold') && d.after === undefined))

const FREE = { ticket: undefined, session: undefined } as const
const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString()

function rest(d: DeskState, command: { type: 'break' | 'offline'; reason?: BreakReason }, to: To): DeskDecision {
  const busy = d.state === 'in-call' || d.state === 'hold' || d.state === 'offered'
  const after = { state: command.type, reason: command.reason }
  if (busy) return to(d.state, { after, until: d.until })
  return command.type === 'break'
    ? to('break', { ...FREE, reason: command.reason, videoMs: 0 })
    : to('offline', { ...FREE, videoMs: 0 })
}

/** Free again: to what was asked for during the conversation, else ready. */
function freed(d: DeskState, now: Date): DeskDecision {
  const { after } = d
  const next: DeskState = {
    ...d,
    ...FREE,
    until: undefined,
    after: undefined,
    reason: after?.reason,
    state: after?.state ?? 'ready',
    since: now.toISOString(),
    videoMs: after ? 0 : d.videoMs,
  }
  return { ok: true, next }
}
