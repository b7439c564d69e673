import { expect, test } from 'vitest'
import { makeTr } from '#web/kit/i18n.ts'
import { callTexts } from '#web/citizen/video/texts.ts'
import { videoTexts as pageTexts } from '#web/citizen/pages/video-texts.ts'
import { promptOf } from './prompt.ts'
import { videoTexts, wordOf } from './texts.ts'
import type { DeskSession } from './use-talk.ts'

type Part = Partial<Omit<DeskSession, 'identity'>> & { identity?: Partial<DeskSession['identity']> }

const step = (id: string, result: 'done' | null, kind: DeskSession['steps'][number]['kind'] = 'tell') => ({
  id,
  kind,
  text: { zh: id, en: id },
  required: true,
  law: null,
  meets: null,
  apart: null,
  evidence: 'offset',
  onFail: 'retry',
  result,
  note: null,
  by: null,
  offsetMs: null,
})

const look = (name: 'cues' | 'face', answer: 'match' | null) => ({
  step: name,
  label: { zh: name, en: name },
  how: { zh: name, en: name },
  required: true,
  answer,
  by: null,
  note: null,
})

/** As much of a conversation as the prompt looks at. */
function session(change: Part = {}): DeskSession {
  const { identity, ...rest } = change
  const seen = {
    link: 'in-call',
    phase: 'work',
    codeSeen: { officer: true, citizen: true },
    openingDone: true,
    consultOnly: false,
    recording: 'on',
    steps: [],
    proposals: [],
    summaryConfirmed: true,
    may: [],
    document: null,
    payment: 'none',
    ...rest,
    identity: { result: 'pass', recheck: 'none', steps: [], cues: null, ...identity },
  }
  // The prompt reads these fields and no others; a whole reply of the house would be four screens.
  return seen as unknown as DeskSession
}

test('one thing is due at a time, in the order of the conversation', () => {
  const is = (change: Part) => promptOf(session(change)).is
  expect(is({ link: 'reconnecting' })).toBe('wait')
  expect(is({ codeSeen: { officer: null, citizen: null } })).toBe('code')
  expect(is({ phase: 'consent', openingDone: false })).toBe('opening')
  expect(is({ consultOnly: true, recording: 'off' })).toBe('questions-only')
  expect(is({ identity: { result: null }, recording: 'starting' })).toBe('wait')
  expect(is({ identity: { result: null, steps: [look('cues', null)] } })).toBe('cues')
  expect(is({ identity: { result: null, steps: [look('cues', 'match'), look('face', null)] } })).toBe('identity')
  expect(is({ identity: { result: null, steps: [look('face', 'match')] } })).toBe('identity-result')
  expect(is({ identity: { recheck: 'quick', steps: [look('face', null)] } })).toBe('identity')
  expect(is({ steps: [step('a', 'done'), step('b', null)] })).toBe('step')
  expect(is({ steps: [step('sign', null, 'sign')], summaryConfirmed: null, may: ['read-back'] })).toBe('read-back')
  expect(is({ phase: 'review', summaryConfirmed: null })).toBe('confirming')
  expect(is({ phase: 'sign' })).toBe('sign')
  expect(is({ payment: 'unpaid' })).toBe('paying')
  expect(is({})).toBe('outcome')
})

test('the step that is due is the first without an answer', () => {
  expect(promptOf(session({ steps: [step('a', 'done'), step('b', null), step('c', null)] }))).toMatchObject({
    is: 'step',
    step: { id: 'b' },
  })
})

test.each([
  ['officer', videoTexts],
  ['call', callTexts],
  ['pages', pageTexts],
])('%s: both languages say everything, with the same slots, and nobody shouts', (_, texts) => {
  const slots = (text: string): string[] => Array.from(text.matchAll(/\{(\w+)\}/g), (m) => m[1] ?? '').toSorted()
  for (const [key, [zh, en]] of Object.entries(texts)) {
    expect(zh.trim(), key).not.toBe('')
    expect(en.trim(), key).not.toBe('')
    expect(slots(en), key).toEqual(slots(zh))
    expect(/\p{Script=Han}/u.test(en), `${key} is English`).toBe(false)
    expect(/[!!]/.test(zh + en), key).toBe(false)
  }
})

test('a code without a word is shown as it is', () => {
  const t = makeTr('en', videoTexts)
  expect(wordOf(t, 'state', 'ready')).toBe('Ready')
  expect(wordOf(t, 'state', 'asleep')).toBe('asleep')
})
