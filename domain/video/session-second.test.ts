import { expect, test } from 'vitest'
import { findService } from '#domain/services/index.ts'
import { CITIZEN, HOUSE, NOW, OFFICER, SETTINGS, talking } from '#test/video-sessions.ts'
import { checklistFor } from './checklists/checklists.ts'
import { decideSession } from './decide-session.ts'
import { asked } from './session-identity.ts'
import type { SessionCommand } from './session-commands.ts'
import type { Session, SessionActor } from './session.ts'

const LIST = checklistFor(findService('spouse-co-owner-change'))
const SHE: SessionActor = { kind: 'guest', id: 'g' }
const HASH = 'a'.repeat(64)

const decide = (s: Session, actor: SessionActor, command: SessionCommand) =>
  decideSession(s, command, { actor, now: new Date(NOW), settings: SETTINGS, checklist: LIST, rung: 0 })
function after(s: Session, actor: SessionActor, command: SessionCommand): Session {
  const decision = decide(s, actor, command)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`)
  return decision.next
}
const why = (s: Session, actor: SessionActor, command: SessionCommand): string => {
  const decision = decide(s, actor, command)
  return decision.ok ? 'done' : decision.refusal.code
}
const step = (id: string, note?: string): SessionCommand => ({
  type: 'step',
  step: id,
  result: 'done',
  ...(note ? { note } : {}),
})
const consent = (kind: 'recording' | 'face', given = true): SessionCommand => ({
  type: 'second-consent',
  kind,
  given,
  version: '1',
  hash: HASH,
})
const sign = (type: 'sign' | 'second-sign'): SessionCommand => ({
  type,
  document: 'd',
  hash: HASH,
  readToEnd: true,
  name: '林雪',
  strokes: '[[1,2,3]]',
})

/** The owner is identified; work begins. */
function working(): Session {
  let s = talking({ service: 'spouse-co-owner-change' })
  for (const one of asked(s, { checklist: LIST })) {
    if (one === 'cues')
      s = after(s, OFFICER, { type: 'ask-cues', cues: { digits: '123456', pose: 'left', colours: [] } })
    s = after(s, OFFICER, { type: 'identity', step: one, answer: 'match' })
  }
  return after(s, OFFICER, { type: 'identity-result', result: 'pass' })
}

/** She has come in by code and agreed to the recording at the door. */
function withHer(s: Session): Session {
  const guest = { id: 'g', kind: 'spouse', mode: 'join', label: '配偶', joined: false, muted: false } as const
  const there = after(s, OFFICER, { type: 'guest-asked', guest })
  const knocked = after(there, HOUSE, {
    type: 'guest-knocks',
    guest: 'g',
    name: '林雪',
    relation: '配偶',
    version: '1',
    hash: HASH,
  })
  return after(knocked, OFFICER, { type: 'admit-guest', guest: 'g' })
}

test('from two phones: nothing about her before her own consents, each asked only while the other is muted', () => {
  let s = withHer(working())
  expect(why(s, OFFICER, step('second-face'))).toBe('VIDEO_SECOND_CONSENT')
  expect(why(s, CITIZEN, consent('face'))).toBe('VIDEO_NOT_YOURS')
  s = after(s, SHE, consent('face'))
  expect(why(s, OFFICER, step('second-face'))).toBe('done')

  expect(why(s, OFFICER, step('will-owner', '自愿'))).toBe('VIDEO_NOT_APART')
  s = after(s, OFFICER, { type: 'mute-guest', guest: 'g', muted: true })
  s = after(s, OFFICER, step('will-owner', '自愿'))
  // Answered: she is heard again, and is asked alone in her turn.
  expect(s.guests[0]?.muted).toBe(false)
  expect(why(s, OFFICER, step('will-spouse', '自愿'))).toBe('VIDEO_NOT_APART')
  s = after(s, OFFICER, { type: 'mute-citizen', muted: true })
  s = after(s, OFFICER, step('will-spouse', '自愿'))
  expect(s.citizenMuted).toBe(false)
})

test('in one room: the officer says so; what is hers is pressed on his screen; each is asked with the other out of it', () => {
  let s = working()
  expect(why(s, OFFICER, step('both-present'))).toBe('VIDEO_SECOND_WHERE')
  // Before the officer has seen them both nobody answers for her on his phone.
  expect(why(s, CITIZEN, consent('face'))).toBe('VIDEO_NOT_YOURS')
  s = after(s, OFFICER, { type: 'second-room', on: true })
  s = after(s, OFFICER, step('both-present'))
  expect(why(s, OFFICER, step('second-face'))).toBe('VIDEO_SECOND_CONSENT')
  s = after(after(s, CITIZEN, consent('recording')), CITIZEN, consent('face', false))
  expect(why(s, OFFICER, step('second-face'))).toBe('done')
  expect(why(s, CITIZEN, { type: 'stepped-out' })).toBe('VIDEO_NOT_NOW')
  for (const [who, id, other] of [
    ['owner', 'will-owner', 'second'],
    ['second', 'will-spouse', 'owner'],
  ] as const) {
    expect(why(s, OFFICER, step(id, '自愿'))).toBe('VIDEO_NOT_ALONE')
    // Asked to leave is not yet gone, and the wrong one out of the room is not apart.
    expect(why(after(s, OFFICER, { type: 'ask-apart', who }), OFFICER, step(id, '自愿'))).toBe('VIDEO_NOT_ALONE')
    const wrong = after(after(s, OFFICER, { type: 'ask-apart', who: other }), CITIZEN, { type: 'stepped-out' })
    expect(why(wrong, OFFICER, step(id, '自愿'))).toBe('VIDEO_NOT_ALONE')
    s = after(after(s, OFFICER, { type: 'ask-apart', who }), CITIZEN, { type: 'stepped-out' })
    expect(why(s, OFFICER, step(id))).toBe('VIDEO_NOTE_MISSING')
    // A line that broke showed nobody who came back.
    const dropped = after(s, HOUSE, { type: 'media', side: 'citizen', on: false })
    expect(dropped.second?.apart).toBeUndefined()
    s = after(s, OFFICER, step(id, '自愿'))
    expect(s.second?.apart).toBeUndefined()
  }
})

test('who has joined from an own phone is not at his, and an item of one person has no second one', () => {
  expect(why(withHer(working()), OFFICER, { type: 'second-room', on: true })).toBe('VIDEO_SECOND_JOINED')
  expect(why(withHer(working()), OFFICER, { type: 'ask-apart', who: 'owner' })).toBe('VIDEO_NOT_APART')
  expect(why(withHer(working()), OFFICER, step('both-present'))).toBe('done')
})

test('two signatures to one hash: with one of them it is not signed, in either order', () => {
  const document = {
    id: 'd',
    title: '确认书',
    pages: ['…'],
    hash: HASH,
    state: 'shown',
    shownAt: '2026-03-02T02:00:00Z',
  } as const
  const before: Session = { ...withHer(working()), phase: 'sign', readBack: true, confirmed: true, document }
  for (const [first, second] of [
    ['sign', 'second-sign'],
    ['second-sign', 'sign'],
  ] as const) {
    const actor = (type: typeof first): SessionActor => (type === 'sign' ? CITIZEN : SHE)
    const half = after(before, actor(first), sign(first))
    expect(half).toMatchObject({ phase: 'sign', document: { state: 'shown' } })
    expect(why(half, actor(first), sign(first))).toBe('VIDEO_NOTHING_TO_SIGN')
    expect(why(half, actor(second), { ...sign(second), hash: 'b'.repeat(64) } as SessionCommand)).toBe(
      'VIDEO_OTHER_TEXT',
    )
    expect(after(half, actor(second), sign(second))).toMatchObject({ phase: 'closing', document: { state: 'signed' } })
  }
})

test('an item of one person knows no second one; a camera’s mark is written down once', () => {
  const alone = talking({ service: 'registration-cert-replace' })
  const ctx = {
    actor: CITIZEN,
    now: new Date(NOW),
    settings: SETTINGS,
    checklist: checklistFor(findService('registration-cert-replace')),
    rung: 0,
  } as const
  expect(decideSession(alone, consent('face'), ctx)).toMatchObject({ ok: false, refusal: { code: 'VIDEO_NOT_YOURS' } })
  const marked = after(alone, HOUSE, { type: 'camera-signs', signs: ['virtual-label'] })
  expect(
    after(marked, HOUSE, { type: 'camera-signs', signs: ['virtual-label', 'odd-size'] }).signals.map((x) => x.code),
  ).toEqual(['camera:virtual-label', 'camera:odd-size'])
})
