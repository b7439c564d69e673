import { blocksPayment } from './chat.ts'
import { endedWith } from './session-outcome.ts'
import { changed, type Handler, type Handlers, refuse } from './session-commands.ts'
import type { Capture } from './session-parts.ts'
import { offsetOf, type Session, type SessionContext, signStep } from './session.ts'
import { suspended } from './session-house.ts'
import { signedBy } from './session-second.ts'

export const citizenHandlers: Handlers<
  | 'consent'
  | 'withdraw-consent'
  | 'code-seen'
  | 'capture-begun'
  | 'capture-refused'
  | 'captured'
  | 'field'
  | 'confirm-summary'
  | 'sign'
  | 'refuse-sign'
  | 'screen'
  | 'paying'
  | 'left'
  | 'stop'
  | 'chat'
> = {
  // Ticked on the screen before any sound or picture flows; from then on everything is recorded.
  consent: (s, { kind, given, version, hash }, ctx) => {
    if (kind !== 'recording' && s.consents.recording === undefined) return refuse('VIDEO_NOT_NOW')
    const consent = { given, version, hash, at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now) }
    const next = { ...s, consents: { ...s.consents, [kind]: consent } }
    if (kind !== 'recording') return changed(next, {})
    if (s.joined.citizen) return refuse('VIDEO_CONSENT_LATE')
    return changed(next, {
      recording: given ? 'starting' : 'off',
      consultOnly: !given || s.service === undefined,
    })
  },

  // What is done stays valid; what is open goes on at the counter (personal information law art. 15).
  'withdraw-consent': (s, { kind }, ctx) => {
    const consent = s.consents[kind]
    if (!consent?.given) return refuse('VIDEO_NOT_NOW')
    const consents = { ...s.consents, [kind]: { ...consent, withdrawnAt: ctx.now.toISOString() } }
    // Nothing is compared any more; what the officer saw with own eyes stays.
    if (kind === 'machine') return changed(s, { consents, machine: undefined })
    if (kind === 'face' && s.identity.result === 'pass') return changed(s, { consents })
    if (kind === 'face') return changed(s, { consents: { ...consents, face: { ...consent, given: false } } })
    return endedWith({ ...s, consents }, 'to-counter', 'consent-withdrawn', ctx)
  },

  'code-seen': (s, { same }, ctx) => {
    const side = ctx.actor.kind === 'officer' ? 'officer' : 'citizen'
    // Other digits on the other screen: somebody sits between. A new code once, and the officer is warned.
    const signals = same ? s.signals : [...s.signals, { code: 'code-differs', note: side, at: ctx.now.toISOString() }]
    return changed(s, { codeSeen: { ...s.codeSeen, [side]: same }, signals })
  },

  'capture-begun': capture('asked', () => ({ state: 'taking' })),
  'capture-refused': (s, command, ctx) =>
    withCapture(s, command.capture, ctx, ['asked', 'taking', 'rejected'], () => ({
      state: 'refused',
      note: command.reason,
    })),
  captured: (s, { capture: id, file, hash, how }, ctx) =>
    withCapture(s, id, ctx, ['asked', 'taking', 'rejected', 'sent'], () => ({
      state: 'sent',
      file,
      hash,
      how,
      note: undefined,
      mark: undefined,
    })),

  field: (s, { proposal: id, accept }, ctx) => {
    const proposal = s.proposals.find((p) => p.id === id)
    if (proposal?.state !== 'open') return refuse('VIDEO_NOT_NOW')
    const proposals = s.proposals.map((p) =>
      p.id === id ? { ...p, state: accept ? ('accepted' as const) : ('rejected' as const) } : p,
    )
    // A changed answer changes the document: what was signed before is void.
    return changed(
      s,
      { proposals, ...(accept ? voidDocument(s, ctx) : {}) },
      accept ? [{ type: 'fill-field', proposal: id }] : [],
    )
  },

  'confirm-summary': (s, { agree }) =>
    agree ? changed(s, { confirmed: true }) : changed(s, { confirmed: false, readBack: false, phase: 'work' }),

  sign: (s, command, ctx) => {
    const { document } = s
    if (!document || document.id !== command.document || document.state !== 'shown')
      return refuse('VIDEO_NOTHING_TO_SIGN')
    if (document.signedBy?.citizen) return refuse('VIDEO_NOTHING_TO_SIGN')
    if (document.hash !== command.hash) return refuse('VIDEO_OTHER_TEXT')
    return changed(s, signedBy(s, 'citizen', ctx))
  },
  'refuse-sign': (s, command) =>
    s.document?.id === command.document && s.document.state === 'shown'
      ? changed(s, { document: { ...s.document, state: 'refused' } })
      : refuse('VIDEO_NOTHING_TO_SIGN'),

  screen: (s, { on }) => changed(s, { screen: on }),
  paying: (s, { on }) =>
    s.payment === 'unpaid' || s.payment === 'paying'
      ? changed(s, { payment: on ? 'paying' : 'unpaid', link: on ? 'hold' : 'in-call', screen: false }, [
          { type: 'hold-officer', on },
        ])
      : refuse('VIDEO_NOT_NOW'),
  left: (s, { cause }, ctx) => suspended(s, cause, 'citizen', ctx),
  stop: (s, { reason }, ctx) =>
    endedWith(s, s.consultOnly ? 'consult-only' : 'ended-no-result', reason ?? 'citizen-stopped', ctx),

  chat: (s, { text }, ctx) => {
    // No officer ever asks for money or codes in a chat; what looks like it is not passed on.
    if (ctx.actor.kind === 'officer' && blocksPayment(text)) return refuse('VIDEO_CHAT_MONEY')
    if (s.chat.length >= MAX_CHAT) return refuse('VIDEO_CHAT_FULL')
    const from = ctx.actor.kind === 'house' ? 'system' : ctx.actor.kind
    return changed(s, { chat: [...s.chat, { seq: s.chat.length + 1, at: ctx.now.toISOString(), from, text }] })
  },
}
const MAX_CHAT = 500

/** A document that no longer says what is so. */
export function voidDocument(s: Session, ctx: Pick<SessionContext, 'checklist'>): Partial<Session> {
  const sign = signStep(ctx)
  return {
    ...(s.document && s.document.state !== 'void' ? { document: { ...s.document, state: 'void' } } : {}),
    steps: Object.fromEntries(Object.entries(s.steps).filter(([id]) => id !== sign?.id)),
    confirmed: undefined,
    readBack: false,
    ...(LATE.includes(s.phase) ? { phase: 'work' } : {}),
  }
}
const LATE: readonly Session['phase'][] = ['review', 'sign', 'pay', 'closing']

function capture(from: Capture['state'], change: () => Partial<Capture>): Handler<'capture-begun'> {
  return (s, command, ctx) => withCapture(s, command.capture, ctx, [from, 'rejected'], change)
}

function withCapture(
  s: Session,
  id: string,
  _ctx: SessionContext,
  from: readonly Capture['state'][],
  change: () => Partial<Capture>,
) {
  const found = s.captures.find((c) => c.id === id)
  if (!found || !from.includes(found.state)) return refuse('VIDEO_NO_CAPTURE')
  return changed(s, { captures: s.captures.map((c) => (c.id === id ? { ...c, ...change() } : c)) })
}
