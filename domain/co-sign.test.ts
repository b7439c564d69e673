import { describe, expect, test } from 'vitest'
import { after, caseOf, CITIZEN, dataFor, does, mended, NOW, officer, SYSTEM, VEHICLE, walkTo } from '#test/cases.ts'
import type { CaseActor } from './case.ts'
import { defineService } from './service.ts'
import { mortgageRelease } from './services/vehicle/mortgage-release.ts'

/** The other person's agreement, on an item made for it. */

const joint = defineService({
  ...mortgageRelease,
  code: 'joint',
  form: [],
  steps: [{ kind: 'check' }, { kind: 'co-sign' }, { kind: 'review' }, { kind: 'register' }],
  coSign: {
    role: { zh: '配偶', en: 'the spouse' },
    party: ({ form }) =>
      typeof form['spouseId'] === 'string'
        ? { name: String(form['spouseName']), idNumber: form['spouseId'] }
        : undefined,
    consent: { zh: '同意', en: 'I agree' },
    terms: ['spouseId', 'keep'],
    days: 3,
    declined: 'SPOUSE_ABSENT',
  },
})
const SPOUSE: CaseActor = { kind: 'co-signer', id: 'c-2' }
const FORM = { spouseId: '110101199003078515', spouseName: '李静', keep: true, mobile: '13800138000' }
const data = dataFor(joint, { form: FORM, subject: { kind: 'vehicle', vehicle: VEHICLE } })
const asked = walkTo(joint, 'co-sign', caseOf(joint, { data }))
const signed = after(asked, joint, SPOUSE, { type: 'co-sign', name: '李静' })
const REVIEWER = officer('o-1', 'reviewer')

describe('the step', () => {
  test('asks the other person, waits as many days as the item says, and the clock stands', () => {
    const decision = does(caseOf(joint, { data }), joint, SYSTEM, { type: 'checked', results: [] })
    if (!decision.ok) throw new Error(decision.refusal.code)
    const until = new Date(NOW.getTime() + 3 * 86_400_000).toISOString()
    expect(decision.effects).toEqual(
      expect.arrayContaining([
        { type: 'ask-co-signer', until },
        { type: 'run-step', step: 'co-sign', at: until },
        { type: 'message', template: 'co-sign', params: { until } },
      ]),
    )
    expect(decision.next.clock.stoppedOn).toBeDefined()
  })
  test('goes on when the other person agrees, and remembers who and to what', () => {
    expect(signed).toMatchObject({ state: 'open', step: 'review', data: { coSigned: { by: 'c-2', name: '李静' } } })
    expect(signed.clock.stoppedOn).toBeUndefined()
  })
  test('a no ends the application, gives everything back and says why', () => {
    const decision = does(asked, joint, SPOUSE, { type: 'co-decline' })
    if (!decision.ok) throw new Error(decision.refusal.code)
    expect(decision.next).toMatchObject({ state: 'lapsed', data: { refusal: { code: 'SPOUSE_ABSENT' } } })
    expect(decision.effects.map((e) => (e.type === 'message' ? e.template : e.type))).toEqual([
      'end-co-sign',
      'end-co-sign',
      'close-bills',
      'release-plate',
      'cancel-appointment',
      'stop-production',
      'co-declined',
    ])
  })
  test('no answer in time lapses it', () => {
    const over = after(asked, joint, SYSTEM, { type: 'co-sign-over' })
    expect(over).toMatchObject({ state: 'lapsed', data: { refusal: { code: 'CO_SIGN_OVER' } } })
    expect(does(signed, joint, SYSTEM, { type: 'co-sign-over' })).toMatchObject({ refusal: { code: 'WRONG_STEP' } })
  })
})

describe('who may', () => {
  test('the applicant cannot agree in the place of the other', () => {
    expect(does(asked, joint, CITIZEN, { type: 'co-sign', name: '李静' })).toMatchObject({ ok: false })
    expect(does(asked, joint, { kind: 'co-signer', id: 'c-1' }, { type: 'co-sign', name: '张伟' })).toMatchObject({
      refusal: { code: 'NOT_YOURS' },
    })
  })
  test('the other person can do nothing else with the case, and nothing after the answer', () => {
    expect(does(asked, joint, SPOUSE, { type: 'withdraw' })).toMatchObject({ refusal: { code: 'NOT_FOR_CITIZEN' } })
    expect(does(signed, joint, SPOUSE, { type: 'co-decline' })).toMatchObject({ refusal: { code: 'WRONG_STEP' } })
  })
  test('who comes to the counter agrees before an officer, whose note is kept', () => {
    const seen = after(asked, joint, REVIEWER, { type: 'co-sign-seen', note: '李静本人到场,出示身份证' })
    expect(seen).toMatchObject({
      step: 'review',
      data: { coSigned: { by: 'o-1', name: '李静', note: '李静本人到场,出示身份证' } },
    })
    expect(does(asked, joint, officer('o-3', 'producer'), { type: 'co-sign-seen', note: '到场' })).toMatchObject({
      refusal: { code: 'ROLE_MISSING' },
    })
  })
})

test('both come to the counter: nobody is asked at home any more, and the step begins anew there', () => {
  const decision = does(asked, joint, REVIEWER, { type: 'move-on-site', reason: '需要当面核对', site: 'main' })
  if (!decision.ok) throw new Error(decision.refusal.code)
  expect(decision.effects).toContainEqual({ type: 'end-co-sign', as: 'ended' })
  const there = after(decision.next, joint, REVIEWER, { type: 'continue-at-counter' })
  expect(there).toMatchObject({ state: 'open', step: 'co-sign', channel: 'counter' })
  expect(after(there, joint, REVIEWER, { type: 'co-sign-seen', note: '两人到场' }).step).toBe('review')
})

describe('a correction', () => {
  const returned = after(signed, joint, REVIEWER, { type: 'return', defects: [{ target: 'other', reason: '请更正' }] })
  const corrected = (form: Record<string, string | boolean>) => {
    const c = after(returned, joint, CITIZEN, mended(returned, form))
    return after(c, joint, SYSTEM, { type: 'checked', results: [] })
  }
  test('of something else leaves the agreement standing', () => {
    expect(corrected({ mobile: '13900139000' }).step).toBe('review')
  })
  test('of what was agreed to, or of who agreed, asks again', () => {
    expect(corrected({ keep: false })).toMatchObject({ step: 'co-sign', data: { coSigned: undefined } })
    expect(corrected({ spouseId: '110101199003078531' }).step).toBe('co-sign')
  })
})
