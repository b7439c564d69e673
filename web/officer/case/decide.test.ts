import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actsFor, EMPTY_DRAFT, errorsIn } from '#web/officer/case/decide.ts'

const yes = { ok: true }
const no = { ok: false, why: { zh: '轮不到', en: 'not now' } }
const view = {
  state: 'open' as const,
  step: 'review',
  steps: [{ kind: 'review', state: 'now' }],
  assignee: null,
  may: { pass: yes, return: yes, 'move-on-site': yes, refuse: no, take: yes },
}

test('a review offers the four decisions by their number keys, the refused one with its reason', () => {
  const acts = actsFor(view, '370213')
  expect(acts.map((a) => `${a.key} ${a.command}`)).toEqual([
    '1 pass',
    '2 return',
    '3 move-on-site',
    '4 refuse',
    't take',
  ])
  expect(acts.find((a) => a.command === 'refuse')?.why).toEqual(no.why)
  expect(acts.find((a) => a.command === 'pass')?.why).toBeUndefined()
  expect(acts[0]?.label).toBe('do.pass')
})

test('a service with a second review says so on the button', () => {
  expect(
    actsFor(
      {
        ...view,
        steps: [
          { kind: 'review', state: 'now' },
          { kind: 'second-review', state: 'next' },
        ],
      },
      'x',
    )[0]?.label,
  ).toBe('do.passSecond')
})

test('what I hold I can give back; what is closed asks for nothing', () => {
  expect(actsFor({ ...view, assignee: '370213' }, '370213').at(-1)?.command).toBe('give-back')
  for (const state of ['done', 'refused', 'withdrawn', 'lapsed', 'correcting'] as const)
    expect(actsFor({ ...view, state }, 'x')).toEqual([])
  expect(actsFor({ ...view, state: 'on-site' }, 'x').map((a) => a.command)).toEqual(['continue-at-counter', 'refuse'])
})

test('keys are never given twice', () => {
  const steps = fc.constantFrom(
    'check',
    'review',
    'second-review',
    'inspect',
    'pay',
    'hold',
    'register',
    'make',
    'deliver',
  )
  const states = fc.constantFrom('open' as const, 'on-site' as const, 'correcting' as const, 'done' as const)
  fc.assert(
    fc.property(steps, states, (step, state) => {
      const keys = actsFor({ ...view, step, state }, 'x').map((a) => a.key)
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test('a return names every row that lacks something', () => {
  const draft = {
    ...EMPTY_DRAFT,
    defects: [
      { target: 'photo', reason: '反光' },
      { target: '', reason: '短' },
    ],
  }
  expect(errorsIn('return', draft)).toEqual([
    { field: 'target-1', need: 'target' },
    { field: 'reason-1', need: 'reason' },
  ])
})

test('each decision asks for what the house asks for', () => {
  expect(errorsIn('pass', EMPTY_DRAFT)).toEqual([])
  expect(errorsIn('refuse', EMPTY_DRAFT).map((e) => e.field)).toEqual(['code', 'reason'])
  expect(errorsIn('move-on-site', { ...EMPTY_DRAFT, reason: '  abc ' }).map((e) => e.field)).toEqual(['reason', 'site'])
  expect(errorsIn('inspect', EMPTY_DRAFT).map((e) => e.field)).toEqual(['passed', 'note'])
  expect(errorsIn('second-return', { ...EMPTY_DRAFT, reason: '地址不符' })).toEqual([])
})
