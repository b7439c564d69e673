import type { Refusal } from '../commands.ts'
import { OFFICER_LATE_OURS_MIN, whyNoMove } from './booking.ts'
import type { VideoSettings } from './settings.ts'
import type { Language, Priority, TicketKind, TicketState } from './terms.ts'

/** A place in the line of one group. Instants are ISO strings, as they are kept. */
export interface Ticket {
  id: string
  office: number
  person: string
  kind: TicketKind
  state: TicketState
  group: string
  service?: string | undefined
  caseId?: string | undefined
  draftId?: string | undefined
  language: Language
  /** The place with a helper from which it is called. */
  station?: string | undefined
  priority?: Priority | undefined
  /** Comes back after a lost call: before everybody else. */
  resumed: boolean
  createdAt: string
  /** What the order of the line goes by; set when the ticket enters the line. */
  lineAt?: string | undefined
  /** When it first entered: what the wait is measured from. */
  waitingSince?: string | undefined
  bookedFor?: string | undefined
  callbackAt?: string | undefined
  changes: number
  /** Rings of this round, and rounds that were lost. */
  rings: number
  rounds: number
  /** The officer to whom it is offered or who rings. */
  officer?: string | undefined
  offeredAt?: string | undefined
  ringUntil?: string | undefined
  nextRingAt?: string | undefined
  /** Milliseconds by which people with priority have pushed it back. */
  pushedMs: number
  session?: string | undefined
  endedAt?: string | undefined
  /** A miss by the person's own fault: counts towards the pause of bookings. */
  missedAt?: string | undefined
  version: number
}

export type TicketCommand =
  | { type: 'arrive' }
  | { type: 'offer'; officer: string }
  | { type: 'offer-back' }
  | { type: 'ring' }
  | { type: 'answer'; session: string }
  | { type: 'ring-over'; behindSecond?: string | undefined; ourFault?: boolean | undefined }
  | { type: 'cancel' }
  | { type: 'ask-callback'; at: string }
  | { type: 'requeue' }
  | { type: 'move'; to: string }
  | { type: 'push-back'; ms: number }
  | { type: 'resume'; front: boolean }
  | { type: 'expire' }
  | { type: 'finish'; counter: boolean }

export interface TicketContext {
  now: Date
  settings: Pick<VideoSettings, 'ring' | 'booking' | 'misses'>
}
export type TicketDecision = { ok: true; next: Ticket } | { ok: false; refusal: Refusal }

/** The only place where a ticket changes. What a state does not list cannot happen to it. */
export function decideTicket(t: Ticket, command: TicketCommand, ctx: TicketContext): TicketDecision {
  if (!FITS[t.state].includes(command.type)) return no('VIDEO_TICKET_STATE')
  return (HANDLERS[command.type] as Handler<TicketCommand['type']>)(t, command, ctx)
}

/** What can happen in which state: the whole machine at a glance. */
export const FITS: Readonly<Record<TicketState, readonly TicketCommand['type'][]>> = {
  created: ['arrive', 'cancel', 'move', 'expire'],
  waiting: ['offer', 'offer-back', 'ring', 'cancel', 'ask-callback', 'move', 'push-back', 'expire'],
  ringing: ['answer', 'ring-over', 'cancel'],
  serving: ['finish', 'resume'],
  missed: ['requeue', 'ask-callback', 'expire', 'cancel'],
  'callback-due': ['arrive', 'cancel', 'expire'],
  expired: ['ask-callback'],
  done: [],
  abandoned: [],
  cancelled: [],
  'to-counter': [],
}

type Handler<T extends TicketCommand['type']> = (
  t: Ticket,
  command: Extract<TicketCommand, { type: T }>,
  ctx: TicketContext,
) => TicketDecision

/** Booked times and promised calls ring three times; who stands in the line rings once and keeps a place once. */
const isPromised = (t: Ticket): boolean =>
  t.bookedFor !== undefined || t.callbackAt !== undefined || t.kind === 'from-case'

const HANDLERS: { [T in TicketCommand['type']]: Handler<T> } = {
  arrive: (t, _c, { now }) => to(t, 'waiting', { lineAt: iso(now), waitingSince: t.waitingSince ?? iso(now) }),
  offer: (t, { officer }, { now }) =>
    t.officer === undefined ? to(t, 'waiting', { officer, offeredAt: iso(now) }) : no('VIDEO_TICKET_STATE'),
  'offer-back': (t) => to(t, 'waiting', { officer: undefined, offeredAt: undefined }),
  ring: (t, _c, { now, settings }) =>
    t.officer === undefined
      ? no('VIDEO_TICKET_STATE')
      : to(t, 'ringing', {
          rings: t.rings + 1,
          nextRingAt: undefined,
          ringUntil: iso(new Date(now.getTime() + settings.ring.seconds * 1000)),
        }),
  answer: (t, { session }) => to(t, 'serving', { session, ringUntil: undefined, offeredAt: undefined }),
  'ring-over': ringOver,
  cancel: (t, _c, { now }) =>
    to(t, t.state === 'waiting' || t.state === 'ringing' ? 'abandoned' : 'cancelled', free(now)),
  'ask-callback': (t, { at }) =>
    to(t, 'callback-due', { ...NO_OFFER, callbackAt: at, rings: 0, endedAt: undefined, nextRingAt: undefined }),
  requeue: (t, _c, { now }) =>
    t.rounds > 1
      ? no('VIDEO_REQUEUED_ALREADY')
      : to(t, 'waiting', {
          lineAt: iso(now),
          waitingSince: iso(now),
          rings: 0,
          rounds: t.rounds + 1,
          bookedFor: undefined,
          endedAt: undefined,
        }),
  move: moveBooking,
  'push-back': (t, { ms }) => to(t, 'waiting', { pushedMs: t.pushedMs + ms }),
  // Within minutes of a lost call before everybody; later like a booked time.
  resume: (t, { front }, { now }) =>
    to(t, 'waiting', {
      ...NO_OFFER,
      resumed: front,
      callbackAt: front ? t.callbackAt : iso(now),
      rings: 0,
      lineAt: iso(now),
      waitingSince: iso(now),
    }),
  expire: (t, _c, { now }) => to(t, 'expired', free(now)),
  finish: (t, { counter }, { now }) => to(t, counter ? 'to-counter' : 'done', free(now)),
}

/** Nobody took the call (45 s), or "not now" was pressed. */
function ringOver(
  t: Ticket,
  { behindSecond, ourFault }: Extract<TicketCommand, { type: 'ring-over' }>,
  { now, settings }: TicketContext,
): TicketDecision {
  // A line that broke on our side costs the person nothing: the same place, the same number of rings.
  if (ourFault) return to(t, 'waiting', { ...NO_OFFER, rings: t.rings - 1 })
  if (isPromised(t) && t.rings < settings.ring.times)
    return to(t, 'waiting', { ...NO_OFFER, nextRingAt: iso(new Date(now.getTime() + settings.ring.gapSeconds * 1000)) })
  if (isPromised(t)) return to(t, 'missed', { ...free(now), rounds: t.rounds + 1, ...missOf(t, now) })
  return t.rounds === 0
    ? to(t, 'waiting', { ...NO_OFFER, rings: 0, rounds: 1, lineAt: behindSecond ?? t.lineAt })
    : to(t, 'expired', free(now))
}

/** A miss counts only when it was the person's: not when the officer came more than ten minutes late, not for a call we began. */
function missOf(t: Ticket, now: Date): Pick<Ticket, 'missedAt'> {
  if (t.bookedFor === undefined) return {}
  const late = now.getTime() - Date.parse(t.bookedFor) > (OFFICER_LATE_OURS_MIN + RINGING_MIN) * 60_000
  return late ? {} : { missedAt: iso(now) }
}
/** Three rings with their pauses take up to seven minutes by themselves. */
const RINGING_MIN = 7

function moveBooking(t: Ticket, command: { to: string }, { now, settings }: TicketContext): TicketDecision {
  if (t.bookedFor === undefined) return no('VIDEO_TICKET_STATE')
  const why = whyNoMove(new Date(t.bookedFor), t.changes, now, settings)
  if (why) return { ok: false, refusal: why }
  const ours = now.getTime() >= Date.parse(t.bookedFor)
  return to(t, 'created', {
    ...NO_OFFER,
    bookedFor: command.to,
    changes: t.changes + (ours ? 0 : 1),
    lineAt: undefined,
    waitingSince: undefined,
    nextRingAt: undefined,
    rings: 0,
  })
}

const NO_OFFER = { officer: undefined, offeredAt: undefined, ringUntil: undefined } as const
const iso = (date: Date): string => date.toISOString()
const free = (now: Date): Partial<Ticket> => ({ ...NO_OFFER, nextRingAt: undefined, endedAt: iso(now) })
const to = (t: Ticket, state: TicketState, change: Partial<Ticket> = {}): TicketDecision => ({
  ok: true,
  next: { ...t, ...change, state, version: t.version + 1 },
})
const no = (code: string): TicketDecision => ({ ok: false, refusal: { code } })

export const isOver = (state: TicketState): boolean =>
  ['done', 'abandoned', 'expired', 'cancelled', 'to-counter'].includes(state)
