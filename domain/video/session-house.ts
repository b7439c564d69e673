import { ladderOfDrop, officerGone, VOID_ON_DROP } from './drop.ts'
import { changed, type Handlers, refuse, type SessionDecision } from './session-commands.ts'
import { endedWith } from './session-outcome.ts'
import type { Session, SessionContext, SessionEffect } from './session.ts'
import type { Cause } from './terms.ts'

export const houseHandlers: Handlers<
  'media' | 'node-lost' | 'recorder' | 'clock' | 'closing' | 'resumed' | 'document-made' | 'paid' | 'supervise' | 'end'
> = {
  media: (s, { side, on, cause, device }, ctx) =>
    on ? arrived(s, side, device, ctx) : lost(s, side, cause ?? 'network', ctx),
  // All calls of a lost node: both sides come back on another one; nobody's fault but ours.
  'node-lost': (s, _command, ctx) =>
    s.link === 'suspended' || s.link === 'joining'
      ? changed(s, { joined: NOBODY })
      : lost({ ...s, joined: NOBODY }, 'media', 'media-lost', ctx),

  // The call ends and begins again with a new recording: both browsers come back by themselves.
  recorder: (s, { on }, ctx) => {
    if (on)
      return changed(s, {
        recording: s.recording === 'ended' ? 'ended' : 'on',
        recordingSince: s.recordingSince ?? ctx.now.toISOString(),
      })
    if (s.recording !== 'on' && s.recording !== 'starting') return changed(s, {})
    return lost({ ...s, joined: NOBODY, recording: 'failed' }, 'media', 'recorder', ctx, [{ type: 'stop-call' }])
  },

  clock,

  // The hard stop half an hour after closing: nobody is sent away, everybody comes first in the morning.
  closing: (s, { resumeAt }, ctx) => {
    const decision = suspended(s, 'closing-time', 'house', ctx, [{ type: 'next-opening', at: resumeAt }])
    if (!decision.ok || !decision.next.suspended) return decision
    return { ...decision, next: { ...decision.next, suspended: { ...decision.next.suspended, resumeAt } } }
  },

  resumed: (s, { officer, code }, ctx) => {
    const since = s.suspended
    if (!since) return refuse('VIDEO_NOT_NOW')
    const { recheck } = ladderOfDrop(
      { lostAt: Date.parse(since.lostAt), otherDevice: false, side: since.side },
      ctx.now.getTime(),
      ctx.settings.resume,
    )
    const newOfficer = officer !== s.officer
    return changed(s, {
      officer,
      link: 'joining',
      suspended: undefined,
      lost: undefined,
      joined: NOBODY,
      code,
      codeSeen: {},
      resumes: s.resumes + 1,
      recording: s.recording === 'failed' || s.recording === 'on' || s.recording === 'starting' ? 'off' : s.recording,
      // A new officer looks at the face beside the photo; nothing else is repeated. Nor when it was we who
      // put the person back into the line.
      ...recheckFor(s, recheck !== 'full' && (since.queued || (newOfficer && recheck === 'none')) ? 'face' : recheck),
    })
  },

  'document-made': (s, { document }, ctx) =>
    changed(s, { document: { ...document, state: 'shown', shownAt: ctx.now.toISOString() } }),
  paid: (s) =>
    changed(
      s,
      { payment: 'paid', ...(s.payment === 'paying' && s.link === 'hold' ? { link: 'in-call' } : {}) },
      s.payment === 'paying' ? [{ type: 'hold-officer', on: false }] : [],
    ),

  supervise: (s, { mode, guest, by }, ctx) => {
    const others = s.guests.filter((g) => g.who !== by)
    const text = MODE_TEXT[mode]
    const chat = [...s.chat, { seq: s.chat.length + 1, at: ctx.now.toISOString(), from: 'system' as const, text }]
    if (mode !== 'take-over') return changed(s, { guests: [...others, guest], chat })
    const handover = {
      at: ctx.now.toISOString(),
      kind: 'escalate' as const,
      from: s.officer,
      to: by,
      reason: 'take-over',
      summary: '',
    }
    return changed(
      s,
      {
        guests: others,
        chat,
        officer: by,
        handovers: [...s.handovers, handover],
        joined: { ...s.joined, officer: false },
        ...recheckFor(s, 'face'),
      },
      [{ type: 'free-officer' }],
    )
  },
  end: (s, { reason }, ctx) => endedWith(s, 'ended-no-result', reason, ctx),
}

const NOBODY = { citizen: false, officer: false } as const
const MODE_TEXT = {
  join: '值班主管已加入通话。A supervisor has joined.',
  whisper: '值班主管正在旁听并指导民警。A supervisor listens and advises the officer.',
  'take-over': '由值班主管继续为您办理。A supervisor goes on with your business.',
} as const

/** A side's packets flow, for the first time or again. */
function arrived(
  s: Session,
  side: 'citizen' | 'officer',
  device: string | undefined,
  ctx: SessionContext,
): SessionDecision {
  if (s.link === 'suspended') return refuse('VIDEO_SUSPENDED')
  const joined = { ...s.joined, [side]: true }
  const otherDevice = side === 'citizen' && isOther(s.device, device)
  const known = { joined, device: side === 'citizen' ? (device ?? s.device) : s.device }
  if (!joined.citizen || !joined.officer) return changed(s, known)
  if (s.link === 'reconnecting') return reconnected(s, known, otherDevice, ctx)
  return changed(
    s,
    {
      ...known,
      link: s.link === 'joining' ? 'in-call' : s.link,
      ...(otherDevice ? recheckFor(s, 'full') : {}),
    },
    [{ type: 'check-later', at: later(ctx, ctx.settings.recorder.confirmSeconds), what: 'link' }],
  )
}

const isOther = (known: string | undefined, now: string | undefined): boolean =>
  known !== undefined && now !== undefined && known !== now

function reconnected(s: Session, known: Partial<Session>, otherDevice: boolean, ctx: SessionContext): SessionDecision {
  const at = s.lost ? Date.parse(s.lost.at) : ctx.now.getTime()
  const side = s.lost?.side === 'citizen' ? 'citizen' : 'house'
  const { recheck } = ladderOfDrop({ lostAt: at, otherDevice, side }, ctx.now.getTime(), ctx.settings.resume)
  // The officer's own line: the citizen was there all the time.
  const due = s.lost?.side === 'officer' && !otherDevice ? 'none' : recheck
  return changed(s, { ...known, link: 'in-call', lost: undefined, ...recheckFor(s, due) })
}

/** What is asked again; answers given before no longer count for it. Nothing was proven yet: nothing to repeat. */
function recheckFor(s: Session, recheck: Session['identity']['recheck']): Partial<Session> {
  if (recheck === 'none' || s.consultOnly) return {}
  const { identity } = s
  if (identity.result !== 'pass')
    return recheck === 'full'
      ? { identity: { ...identity, steps: {}, tries: 0, cues: undefined, result: undefined } }
      : {}
  const { face: _face, cues: _cues, ...rest } = identity.steps
  if (recheck === 'full')
    return { machine: undefined, identity: { ...identity, steps: {}, tries: 0, cues: undefined, recheck: 'full' } }
  return { identity: { ...identity, steps: rest, tries: 0, cues: undefined, recheck } }
}

function lost(
  s: Session,
  side: 'citizen' | 'officer' | 'media',
  cause: Cause,
  ctx: SessionContext,
  more: SessionEffect[] = [],
): SessionDecision {
  const joined = side === 'media' ? NOBODY : { ...s.joined, [side]: false }
  // A media line that is lost takes its recording with it; the next one begins another.
  const recording = side === 'media' && s.recording === 'on' ? 'starting' : s.recording
  if (s.link === 'suspended' || s.link === 'reconnecting' || s.link === 'joining')
    return changed(s, { joined, recording }, more)
  const { resume, recorder } = ctx.settings
  const seconds =
    cause === 'recorder'
      ? recorder.failoverSeconds
      : side === 'officer'
        ? resume.officerSeconds
        : resume.reconnectSeconds
  return changed(
    s,
    {
      joined,
      recording,
      link: 'reconnecting',
      lost: { side, at: ctx.now.toISOString(), cause },
      drops: s.drops + 1,
      screen: false,
      ...voidUnderWay(s, ctx),
    },
    [...more, { type: 'check-later', at: later(ctx, seconds), what: 'link' }],
  )
}

/** What was being told, signed or paid when the line broke did not happen. */
function voidUnderWay(s: Session, ctx: SessionContext): Partial<Session> {
  const kinds: readonly string[] = VOID_ON_DROP
  const signing = s.phase === 'sign' && s.document?.state === 'shown' && kinds.includes('sign')
  return {
    ...(signing && s.document ? { document: { ...s.document, shownAt: ctx.now.toISOString() } } : {}),
    ...(s.payment === 'paying' ? { payment: 'unpaid' } : {}),
    // Nobody saw who came back into the room meanwhile: the one who is asked alone is asked anew.
    ...(s.second?.apart ? { second: { ...s.second, apart: undefined } } : {}),
    captures: s.captures.map((c) => (c.state === 'taking' ? { ...c, state: 'asked' as const } : c)),
  }
}

/** Time has passed: whoever waited long enough is set free, nothing that was done is lost. */
function clock(s: Session, _command: { type: 'clock' }, ctx: SessionContext): SessionDecision {
  const now = ctx.now.getTime()
  const { resume, recorder } = ctx.settings
  if (s.suspended) {
    // Set aside for the night: the day to come back in begins with the next opening.
    const since = s.suspended.resumeAt ?? s.suspended.lostAt
    const loss = { lostAt: Date.parse(since), otherDevice: false, side: s.suspended.side }
    return ladderOfDrop(loss, now, resume).stands === 'ended'
      ? endedWith(s, 'ended-no-result', 'dropped', ctx)
      : changed(s, {})
  }
  if (s.lost) return lostClock(s, s.lost, ctx)
  const stood = (now - Date.parse(s.linkSince)) / 1000
  // The offer took itself and nobody sits there: the person is not left in an empty room, but rings at another desk first.
  if (s.link === 'joining' && !s.joined.officer && stood > resume.officerSeconds)
    return suspended(s, 'officer-lost', 'house', ctx, [{ type: 'requeue', front: true }])
  // No word from the recorder within five seconds of both being there: nothing may be done that nobody could prove.
  if (s.recording === 'starting' && s.link === 'in-call' && stood >= recorder.confirmSeconds)
    return houseHandlers.recorder(s, { type: 'recorder', on: false }, ctx)
  return changed(s, {})
}

function lostClock(
  s: Session,
  { side, at, cause }: NonNullable<Session['lost']>,
  ctx: SessionContext,
): SessionDecision {
  const { resume, recorder } = ctx.settings
  const [now, lostAt] = [ctx.now.getTime(), Date.parse(at)]
  if (side === 'officer' && officerGone(lostAt, now, resume))
    return suspended(s, 'officer-lost', 'house', ctx, [{ type: 'requeue', front: true }])
  if (cause === 'recorder' && now - lostAt >= recorder.failoverSeconds * 1000) return suspended(s, cause, 'house', ctx)
  const { stands } = ladderOfDrop({ lostAt, otherDevice: false, side: 'citizen' }, now, resume)
  return stands === 'reconnecting' ? changed(s, {}) : suspended(s, cause, side === 'citizen' ? 'citizen' : 'house', ctx)
}

/** Sets the conversation aside with everything done: the officer is free, the citizen may come back. */
export function suspended(
  s: Session,
  cause: Cause,
  side: 'citizen' | 'house',
  ctx: SessionContext,
  more: SessionEffect[] = [],
): SessionDecision {
  const at = ctx.now.toISOString()
  return changed(
    s,
    {
      link: 'suspended',
      lost: undefined,
      joined: NOBODY,
      screen: false,
      suspended: { at, cause, lostAt: s.lost?.at ?? at, side, queued: more.some((e) => e.type === 'requeue') },
      ...voidUnderWay(s, ctx),
    },
    [
      { type: 'stop-call' },
      { type: 'free-officer' },
      ...(more.length > 0 ? more : [{ type: 'tell', template: 'video-suspended' } as const]),
      { type: 'check-later', at: later(ctx, ctx.settings.resume.windowHours * 3600 + 60), what: 'suspended' },
    ],
  )
}

const later = ({ now }: SessionContext, seconds: number): string =>
  new Date(now.getTime() + seconds * 1000).toISOString()
