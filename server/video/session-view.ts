import type { Static } from 'typebox'
import type { MySession } from '#api/video-session.ts'
import { CONSENT_TEXTS, consentBody } from '#domain/video/consent.ts'
import type { Capture } from '#domain/video/session-parts.ts'
import type { Session } from '#domain/video/session.ts'
import type { Text } from '#domain/text.ts'
import type { Rung } from '#domain/video/terms.ts'
import { findService } from '#domain/services/index.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'
import { isInRoom, secondConsents, secondGuest } from '#domain/video/session-second.ts'
import { checklistOf } from './session-store.ts'
import { VIDEO } from './settings.ts'
import { POSES } from './cues.ts'

type View = Static<typeof MySession>

/** Long edge in pixels that a photo must have to be read. */
export const MIN_EDGE = { page: 2_000, card: 1_000, vehicle: 1_000 } as const

/** What both sides see of a conversation. */
export function coreView(house: House, s: Session, rung: Rung) {
  const name = s.service === undefined ? undefined : findService(s.service)?.name
  const office = house.city.offices.find((o) => o.office === s.office)
  return {
    id: s.id,
    ticket: s.ticket,
    caseId: s.caseId ?? null,
    draftId: s.draftId ?? null,
    service: s.service ?? null,
    serviceName: name ? { ...name } : null,
    phase: s.phase,
    link: s.link,
    suspended: suspendedView(s),
    lost: s.lost ? { side: s.lost.side, at: s.lost.at } : null,
    code: s.code,
    startedAt: s.startedAt,
    officeName: { ...(office?.name ?? house.city.name) },
    officer: s.officer,
    recording: s.recording,
    consultOnly: s.consultOnly,
    rung,
    chat: s.chat.map((line) => ({ ...line })),
    captures: s.captures.map(captureView),
    proposals: s.proposals.map((p) => ({ ...p, label: fieldLabel(s, p.field) })),
    document: documentView(s),
    guests: guestsView(s),
    second: secondView(s),
    payment: s.payment,
    outcome: s.outcome
      ? { kind: s.outcome.kind, words: { ...OUTCOME_WORDS[s.outcome.kind].label }, reason: s.outcome.reason ?? null }
      : null,
    version: s.version,
  }
}

function documentView({ document }: Session) {
  if (!document) return null
  const { id, title, pages, hash, state, shownAt, signedAt, signedBy } = document
  return {
    id,
    title: { zh: title, en: 'Statement' },
    pages: [...pages],
    hash,
    state,
    shownAt,
    signedBy: { citizen: signedBy?.citizen !== undefined, second: signedBy?.second !== undefined },
    signedAt: signedAt ?? null,
  }
}

/** The other of two who must agree; null for items that one person alone applies for. */
function secondView(s: Session) {
  if (checklistOf(s)?.second === undefined) return null
  const { recording, face } = secondConsents(s)
  const guest = secondGuest(s)
  return {
    guest: guest?.id ?? null,
    // Both in one room: what is the second person's is pressed on the citizen's own screen.
    mode: guest ? ('leg' as const) : isInRoom(s) ? ('room' as const) : ('awaited' as const),
    apart: s.second?.apart ? { who: s.second.apart.who, gone: s.second.apart.goneAt !== undefined } : null,
    recording: recording?.given ?? null,
    face: face?.given ?? null,
    citizenMuted: s.citizenMuted === true,
  }
}

const guestsView = (s: Session) =>
  s.guests
    .filter((g) => !g.removed)
    .map((g) => ({
      id: g.id,
      kind: g.kind,
      mode: g.mode,
      label: g.label,
      name: g.name ?? null,
      relation: g.relation ?? null,
      asking: g.asking === true,
      joined: g.joined,
      muted: g.muted,
      silent: g.mode === 'whisper',
    }))

export const captureView = (c: Capture) => ({
  id: c.id,
  step: c.step ?? null,
  what: { zh: c.what, en: c.what },
  paper: c.paper,
  minLongEdge: MIN_EDGE[c.paper],
  state: c.state,
  file: c.file ?? null,
  hash: c.hash ?? null,
  mark: c.mark ?? null,
  note: c.note ?? null,
})

function suspendedView(s: Session) {
  if (!s.suspended) return null
  const lost = Date.parse(s.suspended.lostAt)
  const { reconnectSeconds, quickMin, windowHours } = VIDEO.resume
  return {
    cause: s.suspended.cause,
    at: s.suspended.at,
    quickUntil: new Date(lost + reconnectSeconds * 1000 + quickMin * 60_000).toISOString(),
    until: new Date(Date.parse(s.suspended.resumeAt ?? s.suspended.lostAt) + windowHours * 3_600_000).toISOString(),
    queued: s.suspended.queued === true,
  }
}

const fieldLabel = (s: Session, field: string): Text => {
  const service = s.service === undefined ? undefined : findService(s.service)
  const label = service?.form.flatMap((p) => p.fields).find((f) => f.name === field)?.label
  return label ? { ...label } : { zh: field, en: field }
}

export const consentsView = (house: House, s?: Session) =>
  Object.values(CONSENT_TEXTS)
    .filter((c) => c.kind !== 'machine' || VIDEO.machine.on)
    .map((c) => ({
      kind: c.kind,
      title: { ...c.title },
      text: { ...c.text },
      version: c.version,
      hash: house.crypto.hashHex(consentBody(c)),
      given: s?.consents[c.kind]
        ? s.consents[c.kind]?.given === true && s.consents[c.kind]?.withdrawnAt === undefined
        : null,
    }))

/** What is agreed to is the text in force, word for word. Throws Refused 409. */
export function checkConsent(house: House, act: { kind: string; version: string; hash: string }): void {
  const text = consentsView(house).find((c) => c.kind === act.kind)
  if (text?.version !== act.version || text.hash !== act.hash) throw refusedBy(409, { code: 'VIDEO_OTHER_TEXT' })
}

/** What was done so far, read back in the order of the checklist. */
export function summaryOf(s: Session): Text[] {
  const list = checklistOf(s)
  return (list?.steps ?? [])
    .filter((step) => s.steps[step.id]?.result === 'done')
    .map((step) => {
      const note = s.steps[step.id]?.note
      return { zh: `${step.stated.zh}${note ? `:${note}` : ''}`, en: `${step.stated.en}${note ? `: ${note}` : ''}` }
    })
}

export const cuesView = (s: Session) => {
  const { cues } = s.identity
  return cues
    ? { ...cues, colours: [...cues.colours], pose: { ...(POSES[cues.pose] ?? { zh: cues.pose, en: cues.pose }) } }
    : null
}

/** The conversation as its citizen sees it, with the one thing to do now. */
export function mySessionView(
  house: House,
  s: Session,
  rung: Rung,
  role: 'citizen' | 'guest',
  guest?: { id: string },
): View {
  const todo = role === 'citizen' ? todoOf(s) : ((isSecond(s, guest) ? secondTodo(s) : undefined) ?? guestTodo(s))
  return {
    ...coreView(house, s, rung),
    todo,
    todoText: { ...(TODO[todo] ?? WAIT) },
    codeSeen: s.codeSeen.citizen ?? null,
    summaryConfirmed: s.confirmed === true,
    role,
    ...(role === 'citizen' ? citizenPart(house, s) : guestPart(house, s, guest)),
  }
}

/** A spouse who must agree as well reads and signs on the own screen; everybody else who came along only listens. */
const isSecond = (s: Session, guest: { id: string } | undefined): boolean =>
  guest !== undefined && checklistOf(s)?.second !== undefined && secondGuest(s)?.id === guest.id

const citizenPart = (house: House, s: Session) => ({
  consents: consentsView(house, s),
  cues: cuesView(s),
  summary: s.readBack ? summaryOf(s) : [],
})

/** Who came along hears and sees the conversation; papers, form and statement are the citizen's own screen. */
const guestPart = (house: House, s: Session, guest: { id: string } | undefined) => ({
  captures: [],
  proposals: [],
  caseId: null,
  draftId: null,
  cues: null,
  summary: [],
  ...(isSecond(s, guest) ? { consents: consentsView(house, s) } : { consents: [], document: null }),
})

/** What the second person must do, wherever it is pressed. */
function secondTodo(s: Session): string | undefined {
  if (s.outcome || s.link === 'suspended' || s.phase === 'consent') return undefined
  const { recording, face } = secondConsents(s)
  if (recording === undefined || face === undefined) return 'second-consent'
  return s.document?.state === 'shown' && !s.document.signedBy?.second ? 'second-sign' : undefined
}

/** Two at one phone: one of them goes out, and who stays says so. */
function apartTodo(s: Session): string | undefined {
  const apart = isInRoom(s) ? s.second?.apart : undefined
  return apart && (apart.goneAt === undefined ? 'step-out' : 'alone')
}

const guestTodo = (s: Session): string => (s.outcome ? 'rate' : s.link === 'suspended' ? 'resume' : 'listen')

function todoOf(s: Session): string {
  const inRoom = isInRoom(s) ? secondTodo : () => undefined
  return beforeTalk(s) ?? apartTodo(s) ?? besideTalk(s) ?? inRoom(s) ?? BY_PHASE[s.phase]?.(s) ?? 'wait'
}

function beforeTalk(s: Session): string | undefined {
  if (s.outcome) return 'rate'
  if (s.link === 'suspended') return 'resume'
  if (s.phase === 'precheck') return 'consent'
  return s.joined.citizen ? undefined : 'join'
}

/** What was asked of the person, whatever the phase. */
function besideTalk({ captures, proposals, codeSeen, document }: Session): string | undefined {
  if (captures.some((c) => c.state === 'asked' || c.state === 'taking' || c.state === 'rejected')) return 'capture'
  if (proposals.some((p) => p.state === 'open')) return 'field'
  if (codeSeen.citizen === undefined) return 'compare-code'
  return document?.state === 'shown' && !document.signedBy?.citizen ? 'sign' : undefined
}

const BY_PHASE: Partial<Record<Session['phase'], (s: Session) => string | undefined>> = {
  identity: (s) => (s.identity.cues && s.identity.steps.cues === undefined ? 'cues' : undefined),
  review: (s) => (s.confirmed === undefined ? 'confirm' : undefined),
  pay: () => 'pay',
}

const WAIT: Text = { zh: '民警正在核对,请稍候', en: 'The officer is checking; one moment' }
const TODO: Readonly<Record<string, Text>> = {
  wait: WAIT,
  consent: {
    zh: '请阅读并选择是否同意录音录像和面容核对',
    en: 'Read, and choose whether you consent to recording and to the comparison',
  },
  'second-consent': {
    zh: '请配偶本人选择是否同意',
    en: 'The spouse chooses about the consents',
  },
  'second-sign': { zh: '请配偶本人通读确认书并签名', en: 'The spouse reads the statement and signs' },
  'step-out': { zh: '民警要分别问两位', en: 'The officer asks each of you alone' },
  alone: { zh: '民警正在单独问您', en: 'The officer asks you alone now' },
  listen: {
    zh: '您是参加人。请听民警安排,被问到时再说话。',
    en: 'You are a participant. Follow the officer, and speak when you are asked.',
  },
  join: { zh: '请打开摄像头和麦克风', en: 'Switch on camera and microphone' },
  'compare-code': {
    zh: '请念出屏幕上的四位核对码,并与民警念的比对',
    en: 'Read the four digits aloud and compare them with those the officer reads',
  },
  cues: { zh: '请念出屏幕上的数字,并做动作', en: 'Read the digits aloud and make the movement' },
  capture: { zh: '请按提示拍照', en: 'Take the photo you are asked for' },
  field: { zh: '民警建议修改一项内容,请确认', en: 'The officer proposes a change; please confirm' },
  confirm: { zh: '请核对民警宣读的内容', en: 'Check what the officer has read back' },
  sign: { zh: '请通读确认书并签名', en: 'Read the statement to the end and sign' },
  pay: { zh: '请在自己的手机上缴费,通话会等您', en: 'Pay on your own phone; the call waits' },
  resume: { zh: '通话已中断,可以回来接着办', en: 'The call was interrupted; you can come back' },
  rate: { zh: '通话已结束', en: 'The call has ended' },
}
