import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES } from './decide-session.ts'
import { ladderOfDrop } from './drop.ts'
import { asked } from './session-identity.ts'
import type { SessionCommand } from './session-commands.ts'
import { machineShown } from './session-machine.ts'
import { whyNoOutcome } from './session-outcome.ts'
import { type SessionActor } from './session.ts'
import { LINKS, PHASES } from './terms.ts'
import {
  NOW,
  RESUME,
  LIST,
  CITIZEN,
  OFFICER,
  SUPERVISOR,
  HOUSE,
  begin,
  decide,
  after,
  why,
  agree,
  media,
  talking,
  identified,
  worked,
} from '#test/video-sessions.ts'

describe('consent', () => {
  test('without recording there is an answer to questions and nothing else', () => {
    const s = talking({ recording: false })
    expect(s).toMatchObject({ phase: 'work', consultOnly: true, recording: 'off' })
    expect(why(s, OFFICER, { type: 'step', step: 'not-seized', result: 'done' })).toBe('VIDEO_NOT_RECORDING')
    expect(whyNoOutcome(s, 'submitted-for-review', { checklist: LIST })).toBe('VIDEO_CONSULT_ONLY')
    expect(whyNoOutcome(s, 'to-counter', { checklist: LIST })).toBeUndefined()
  })
  test('who does not want the face compared is known by card and questions', () => {
    const s = talking({ face: false })
    expect(asked(s, { checklist: LIST })).not.toContain('face')
    expect(asked(s, { checklist: LIST })).toEqual(expect.arrayContaining(['card', 'questions']))
    expect(why(s, OFFICER, { type: 'identity', step: 'face', answer: 'match' })).not.toBe('done')
  })
  test('withdrawn, the call ends, goes on at the counter, and what was done stays', () => {
    const s = after(worked(), CITIZEN, { type: 'withdraw-consent', kind: 'recording' })
    expect(s).toMatchObject({ phase: 'closed', outcome: { kind: 'to-counter', reason: 'consent-withdrawn' } })
    expect(Object.keys(s.steps).length).toBeGreaterThan(5)
  })
})

describe('identity', () => {
  test('cues come before the face, doubt needs a second officer, a wrong face never passes', () => {
    let s = talking()
    expect(why(s, OFFICER, { type: 'identity', step: 'face', answer: 'match' })).toBe('VIDEO_ORDER')
    for (const step of asked(s, { checklist: LIST })) {
      if (step === 'cues') s = after(s, OFFICER, { type: 'ask-cues', cues: { digits: '1', pose: 'left', colours: [] } })
      s = after(s, OFFICER, { type: 'identity', step, answer: step === 'face' ? 'unsure' : 'match' })
    }
    expect(why(s, OFFICER, { type: 'identity-result', result: 'pass' })).toBe('VIDEO_SECOND_NEEDED')
    const boss = { kind: 'officer', id: 'boss', office: 370200, roles: ['supervisor'] } as const
    const joined = after(s, HOUSE, { type: 'supervise', mode: 'join', guest: SUPERVISOR, by: 'boss' })
    expect(after(joined, boss, { type: 'identity-result', result: 'pass' }).phase).toBe('work')
    const wrong = after(joined, OFFICER, { type: 'identity', step: 'face', answer: 'no-match' })
    expect(why(wrong, boss, { type: 'identity-result', result: 'pass' })).toBe('VIDEO_NOT_THE_PERSON')
  })
  test('cues are given twice, all is tried anew twice', () => {
    const cues: SessionCommand = { type: 'ask-cues', cues: { digits: '1', pose: 'left', colours: [] } }
    const s = after(after(talking(), OFFICER, cues), OFFICER, cues)
    expect(why(s, OFFICER, cues)).toBe('VIDEO_NO_TRIES_LEFT')
    const again = after(after(s, OFFICER, { type: 'identity-result', result: 'retry' }), OFFICER, {
      type: 'identity-result',
      result: 'retry',
    })
    expect(why(again, OFFICER, { type: 'identity-result', result: 'retry' })).toBe('VIDEO_NO_TRIES_LEFT')
  })
})

describe('lost calls', () => {
  test.each([
    [20, false, 'reconnecting', 'face', true],
    [60, false, 'reconnecting', 'quick', true],
    [60, true, 'reconnecting', 'full', true],
    [300, false, 'suspended', 'quick', true],
    [3_600, false, 'suspended', 'full', false],
    [25 * 3_600, false, 'ended', 'full', false],
  ] as const)(
    'after %i s, other device %s: %s, asked again: %s, first in line: %s',
    (s, otherDevice, stands, recheck, front) => {
      expect(ladderOfDrop({ lostAt: NOW, otherDevice, side: 'citizen' }, NOW + s * 1000, RESUME)).toEqual({
        stands,
        recheck,
        front,
      })
    },
  )
  test('a city that wants it asks for everything again after every loss', () => {
    const strict = { ...RESUME, quickMin: 0 }
    expect(ladderOfDrop({ lostAt: NOW, otherDevice: false, side: 'citizen' }, NOW + 5_000, strict).recheck).toBe('full')
  })
  test('90 seconds set the officer free, everything done stays, and ten minutes later one goes on with a quick look', () => {
    let s = after(worked(), HOUSE, media('citizen', false), 10)
    expect(s).toMatchObject({ link: 'reconnecting', drops: 1 })
    const decision = decide(s, HOUSE, { type: 'clock' }, 101)
    if (!decision.ok) throw new Error('clock')
    expect(decision.effects.map((e) => e.type)).toEqual(expect.arrayContaining(['free-officer', 'stop-call', 'tell']))
    s = after(decision.next, HOUSE, { type: 'resumed', officer: 'o', code: '9999' }, 300)
    s = after(s, HOUSE, { type: 'recorder', on: true }, 301)
    s = after(after(s, HOUSE, media('officer'), 302), HOUSE, media('citizen'), 303)
    expect(s).toMatchObject({ link: 'in-call', phase: 'sign', identity: { result: 'pass', recheck: 'quick' } })
    expect(why(s, OFFICER, { type: 'ask-sign' })).toBe('VIDEO_NOT_IDENTIFIED')
    s = after(s, OFFICER, { type: 'ask-cues', cues: { digits: '2', pose: 'up', colours: [] } }, 304)
    s = after(s, OFFICER, { type: 'identity', step: 'cues', answer: 'match' }, 305)
    s = after(s, OFFICER, { type: 'identity', step: 'face', answer: 'match' }, 306)
    expect(s.identity.recheck).toBe('none')
    expect(why(s, OFFICER, { type: 'ask-sign' })).toBe('done')
  })
  test('an officer’s line away for a minute gives the call to another officer, first in line', () => {
    const s = after(identified(), HOUSE, media('officer', false), 10)
    const decision = decide(s, HOUSE, { type: 'clock' }, 71)
    if (!decision.ok) throw new Error('clock')
    expect(decision.effects).toContainEqual({ type: 'requeue', front: true })
    expect(decision.next).toMatchObject({ link: 'suspended', suspended: { cause: 'officer-lost', side: 'house' } })
  })
  test('an officer who never sits down, as after an offer that took itself, loses the call to another one', () => {
    const alone = after(begin(), HOUSE, { type: 'media', side: 'citizen', on: true })
    expect(after(alone, HOUSE, { type: 'clock' }, 59).link).toBe('joining')
    const decision = decide(alone, HOUSE, { type: 'clock' }, 61)
    if (!decision.ok) throw new Error('clock')
    expect(decision.next).toMatchObject({ link: 'suspended', suspended: { cause: 'officer-lost', side: 'house' } })
    expect(decision.effects).toContainEqual({ type: 'requeue', front: true })
    const there = after(begin(), HOUSE, { type: 'media', side: 'officer', on: true })
    expect(after(there, HOUSE, { type: 'clock' }, 300).link).toBe('joining')
  })

  test('a dead carrier is our fault: both come back, the recorder begins anew before anything goes on', () => {
    let s = after(identified(), HOUSE, { type: 'node-lost' }, 5)
    expect(s).toMatchObject({ link: 'reconnecting', recording: 'starting' })
    s = after(after(s, HOUSE, media('citizen'), 8), HOUSE, media('officer'), 9)
    expect(why(s, OFFICER, { type: 'step', step: 'not-seized', result: 'done' })).toBe('VIDEO_NOT_RECORDING')
  })
  test('another device asks for identity from the first step', () => {
    let s = after(identified(), HOUSE, media('citizen', false), 5)
    s = after(s, HOUSE, media('citizen', true, 'another phone'), 9)
    expect(s.identity).toMatchObject({ recheck: 'full', steps: {} })
  })
  test('no recorder within a minute: set aside, and our fault', () => {
    const s = after(identified(), HOUSE, { type: 'recorder', on: false }, 5)
    expect(s).toMatchObject({ link: 'reconnecting', recording: 'failed' })
    expect(after(s, HOUSE, { type: 'clock' }, 66)).toMatchObject({
      link: 'suspended',
      suspended: { cause: 'recorder', side: 'house' },
    })
  })
  test('after a day without return it ends, and that is no fault of anybody', () => {
    const s = after(
      after(identified(), CITIZEN, { type: 'left', cause: 'app-closed' }),
      HOUSE,
      { type: 'clock' },
      25 * 3_600,
    )
    expect(s).toMatchObject({ phase: 'ended', outcome: { kind: 'ended-no-result', reason: 'dropped' } })
  })
})

describe('signing', () => {
  const document = { id: 'd', title: '确认书', pages: ['一'], hash: 'h1' }
  const sign = (hash: string): SessionCommand => ({
    type: 'sign',
    document: 'd',
    hash,
    readToEnd: true,
    name: '王秀英',
    strokes: '[]',
  })
  const shown = () => after(worked(), HOUSE, { type: 'document-made', document })
  test('only the text that is shown can be signed; a change afterwards voids it', () => {
    expect(why(shown(), CITIZEN, sign('other'))).toBe('VIDEO_OTHER_TEXT')
    const signed = after(shown(), CITIZEN, sign('h1'))
    expect(signed).toMatchObject({ phase: 'closing', document: { state: 'signed' } })
    const failed = after(signed, OFFICER, { type: 'step', step: 'free-will', result: 'failed' })
    expect(failed).toMatchObject({ phase: 'work', document: { state: 'void' } })
    expect(whyNoOutcome(failed, 'submitted-for-review', { checklist: LIST })).toBe('VIDEO_STEP_FAILED')
  })
  test('on sound alone nothing is signed; the weak line is named', () => {
    expect(why(shown(), CITIZEN, sign('h1'), 3)).toBe('VIDEO_LINE_TOO_WEAK')
  })
})

test('whatever is said in whatever order, a conversation stays in its declared states and business needs its proofs', () => {
  const any = fc.constantFrom<[SessionActor, SessionCommand]>(
    [CITIZEN, agree('recording')],
    [CITIZEN, agree('recording', false)],
    [CITIZEN, agree('face')],
    [CITIZEN, { type: 'withdraw-consent', kind: 'face' }],
    [HOUSE, { type: 'recorder', on: true }],
    [HOUSE, { type: 'recorder', on: false }],
    [HOUSE, media('citizen')],
    [HOUSE, media('citizen', false)],
    [HOUSE, media('officer')],
    [HOUSE, media('officer', false)],
    [HOUSE, { type: 'node-lost' }],
    [HOUSE, { type: 'clock' }],
    [HOUSE, { type: 'resumed', officer: 'o2', code: '1' }],
    [OFFICER, { type: 'opening-said' }],
    [OFFICER, { type: 'code-seen', same: true }],
    [CITIZEN, { type: 'code-seen', same: true }],
    [OFFICER, { type: 'ask-cues', cues: { digits: '1', pose: 'left', colours: [] } }],
    [OFFICER, { type: 'identity', step: 'cues', answer: 'match' }],
    [OFFICER, { type: 'identity', step: 'face', answer: 'match' }],
    [OFFICER, { type: 'identity-result', result: 'pass' }],
    [OFFICER, { type: 'step', step: 'not-seized', result: 'done' }],
    [OFFICER, { type: 'read-back' }],
    [CITIZEN, { type: 'left', cause: 'phone-call' }],
    [OFFICER, { type: 'hold', on: true }],
    [OFFICER, { type: 'outcome', outcome: 'submitted-for-review' }],
    [OFFICER, { type: 'outcome', outcome: 'to-counter', reason: '核实' }],
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(any, fc.integer({ min: 0, max: 120 })), { maxLength: 60 }), (happenings) => {
      let s = begin()
      let seconds = 0
      for (const [[actor, command], pause] of happenings) {
        seconds += pause
        const decision = decide(s, actor, command, seconds)
        if (!decision.ok) continue
        expect(RULES[command.type].by).toContain(actor.kind)
        s = decision.next
        expect(PHASES).toContain(s.phase)
        expect(LINKS).toContain(s.link)
        expect(s.outcome === undefined).toBe(s.phase !== 'closed' && s.phase !== 'ended')
        if (s.link === 'suspended') expect(s.suspended).toBeDefined()
        if (s.outcome?.kind === 'submitted-for-review') {
          expect(s.consents.recording?.given).toBe(true)
          expect(s.identity).toMatchObject({ result: 'pass', recheck: 'none' })
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('the machine advises and decides nothing: hidden before the officer’s answer, and its red asks for a second pair of eyes', () => {
  const consented = after(talking(), CITIZEN, {
    type: 'consent',
    kind: 'machine',
    given: true,
    version: '1',
    hash: 'a'.repeat(64),
  })
  expect(why(talking(), HOUSE, { type: 'machine-asked', id: 'm' })).toBe('VIDEO_NO_FACE_CONSENT')
  let s = after(consented, HOUSE, { type: 'machine-asked', id: 'm' })
  s = after(s, HOUSE, { type: 'machine-done', id: 'm', level: 'red', score: 0.2, model: 'x' })
  expect(machineShown(s)).toBe(false)
  for (const step of asked(s, { checklist: LIST })) {
    if (step === 'cues')
      s = after(s, OFFICER, { type: 'ask-cues', cues: { digits: '123456', pose: 'left', colours: [] } })
    s = after(s, OFFICER, { type: 'identity', step, answer: 'match' })
  }
  expect(machineShown(s)).toBe(true)
  expect(why(s, OFFICER, { type: 'identity-result', result: 'pass' })).toBe('VIDEO_SECOND_NEEDED')
  expect(why(s, HOUSE, { type: 'machine-asked', id: 'again' })).toBe('VIDEO_ORDER')
  // Withdrawn: as if it had never been asked.
  const withdrawn = after(s, CITIZEN, { type: 'withdraw-consent', kind: 'machine' })
  expect(withdrawn.machine).toBeUndefined()
  expect(why(withdrawn, OFFICER, { type: 'identity-result', result: 'pass' })).toBe('done')
})

test('from a station the helper is named before the surroundings count', () => {
  const s = { ...talking(), station: 'hall-main' }
  const look = { type: 'identity', step: 'surroundings', answer: 'match' } as const
  expect(why(s, OFFICER, look)).toBe('VIDEO_HELPER_UNNAMED')
  expect(why(s, OFFICER, { ...look, note: '协助人李红,站点工作人员' })).toBe('done')
})
