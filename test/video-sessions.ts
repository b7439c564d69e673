import { findService } from '#domain/services/index.ts'
import { checklistFor } from '#domain/video/checklists/checklists.ts'
import { decideSession } from '#domain/video/decide-session.ts'
import { asked } from '#domain/video/session-identity.ts'
import type { SessionCommand } from '#domain/video/session-commands.ts'
import { newSession, type Session, type SessionActor } from '#domain/video/session.ts'
import { type Rung } from '#domain/video/terms.ts'

/** Conversations for tests of the pure domain: no database, no clock. */

export const NOW = Date.parse('2026-03-02T02:00:00Z')
export const RESUME = { silentSeconds: 30, reconnectSeconds: 90, quickMin: 10, windowHours: 24, officerSeconds: 60 }
export const SETTINGS = {
  resume: RESUME,
  recorder: { confirmSeconds: 5, failoverSeconds: 60 },
  officer: {
    autoAnswerSeconds: 10,
    silentSeconds: 60,
    wrapUpSeconds: 120,
    wrapUpAlertMin: 10,
    breakAfterMin: 90,
    declinesADay: 3,
    samePairMax: 3,
    samePairDays: 30,
  },
  closing: { overtimeMin: 30 },
}
export const LIST = checklistFor(findService('registration-cert-replace'))
export const CITIZEN: SessionActor = { kind: 'citizen', id: 'p' }
export const OFFICER: SessionActor = { kind: 'officer', id: 'o', office: 370200, roles: ['reviewer'] }
export const HOUSE: SessionActor = { kind: 'house' }
/** A supervisor who comes into a conversation. */
export const SUPERVISOR = {
  id: 'g',
  kind: 'supervisor',
  mode: 'join',
  label: 'boss',
  who: 'boss',
  joined: true,
  muted: false,
} as const

export const begin = (service: string | undefined = 'registration-cert-replace'): Session =>
  newSession({
    id: 's',
    office: 370200,
    ticket: 't',
    person: 'p',
    officer: 'o',
    group: 'title',
    service,
    code: '1234',
    now: new Date(NOW),
  })

export const decide = (s: Session, actor: SessionActor, command: SessionCommand, seconds = 0, rung: Rung = 0) =>
  decideSession(s, command, { actor, now: new Date(NOW + seconds * 1000), settings: SETTINGS, checklist: LIST, rung })
export function after(s: Session, actor: SessionActor, command: SessionCommand, seconds = 0): Session {
  const decision = decide(s, actor, command, seconds)
  if (!decision.ok) throw new Error(`${command.type} in ${s.phase}/${s.link}: ${decision.refusal.code}`)
  return decision.next
}
export const why = (s: Session, actor: SessionActor, command: SessionCommand, rung: Rung = 0): string => {
  const decision = decide(s, actor, command, 0, rung)
  return decision.ok ? 'done' : decision.refusal.code
}

export const agree = (kind: 'recording' | 'face', given = true): SessionCommand => ({
  type: 'consent',
  kind,
  given,
  version: '1',
  hash: 'a'.repeat(64),
})
export const media = (side: 'citizen' | 'officer', on = true, device = 'phone'): SessionCommand => ({
  type: 'media',
  side,
  on,
  ...(side === 'citizen' ? { device } : {}),
})

/** Walks to a point of the conversation. */
export function talking({
  face = true,
  recording = true,
  service = 'registration-cert-replace' as string | undefined,
} = {}): Session {
  let s = after(begin(service), CITIZEN, agree('recording', recording))
  if (recording) s = after(s, CITIZEN, agree('face', face))
  if (recording) s = after(s, HOUSE, { type: 'recorder', on: true })
  s = after(after(s, HOUSE, media('citizen')), HOUSE, media('officer'))
  s = after(s, OFFICER, { type: 'opening-said' })
  return after(after(s, OFFICER, { type: 'code-seen', same: true }), CITIZEN, { type: 'code-seen', same: true })
}
export function identified(): Session {
  let s = talking()
  for (const step of asked(s, { checklist: LIST })) {
    if (step === 'cues')
      s = after(s, OFFICER, { type: 'ask-cues', cues: { digits: '123456', pose: 'left', colours: [] } })
    s = after(s, OFFICER, { type: 'identity', step, answer: 'match' })
  }
  return after(s, OFFICER, { type: 'identity-result', result: 'pass' })
}
export function worked(): Session {
  let s = identified()
  for (const step of LIST?.steps ?? [])
    if (step.kind !== 'sign') s = after(s, OFFICER, { type: 'step', step: step.id, result: 'done', note: '如实陈述' })
  return after(after(s, OFFICER, { type: 'read-back' }), CITIZEN, { type: 'confirm-summary', agree: true })
}
