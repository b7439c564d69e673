import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after, caseOf, CITIZEN, dataFor, does, GOOD, mended, NOW, officer, SYSTEM, walkTo } from '#test/cases.ts'
import { type Case, isClosed } from './case.ts'
import type { Command } from './commands.ts'
import { stepsOf } from './moves.ts'
import type { StepKind } from './service.ts'
import { findService, services } from './services/index.ts'

const must = (code: string) => {
  const service = findService(code)
  if (!service) throw new RangeError(code)
  return service
}
const lost = must('licence-replace-lost')
const certificate = must('registration-cert-replace')
const newCar = must('new-vehicle-registration')

describe('every item walks from its first step to done', () => {
  test.each(services.map((s) => [s.code, s] as const))('%s', (_code, service) => {
    const done = walkTo(service, 'done')
    expect(done.state).toBe('done')
    expect(done.version).toBe(stepsOf(service, dataFor(service)).length + 1)
  })

  test('a car that its maker has not inspected is shown once', () => {
    const data = dataFor(newCar, { subject: { kind: 'new-vehicle', vin: 'LGBH52E00RY000001', preInspected: false } })
    const kinds = stepsOf(newCar, data).map((s) => s.kind)
    expect(kinds).toContain('appointment')
    expect(kinds).toContain('inspect')
    expect(kinds.indexOf('inspect')).toBeLessThan(kinds.indexOf('pay'))
    expect(walkTo(newCar, 'done', caseOf(newCar, { data })).state).toBe('done')
  })
})

describe('the checks', () => {
  const problem = (code: string, effect: 'block' | 'on-site' | 'continue') => ({
    check: 'licence-state' as const,
    outcome: 'problem' as const,
    problems: [{ code, effect }],
    at: NOW.toISOString(),
    evidence: [],
  })

  test('a blocking problem asks for a correction and names all of them at once', () => {
    const c = after(caseOf(lost), lost, SYSTEM, {
      type: 'checked',
      results: [problem('LICENCE_STATE', 'block'), problem('LICENCE_EXPIRED_1Y', 'block')],
    })
    expect(c.state).toBe('correcting')
    expect(c.data.defects).toHaveLength(2)
  })
  test('a suspicion moves the case to the counter with all that was done', () => {
    const c = after(caseOf(lost), lost, SYSTEM, { type: 'checked', results: [problem('FREQUENT', 'on-site')] })
    expect(c).toMatchObject({
      state: 'on-site',
      data: { onSite: { reason: 'FREQUENT' }, form: { deliveryMethod: 'post' } },
    })
    const counter = after(c, lost, officer('o-1', 'reviewer'), { type: 'continue-at-counter' })
    expect(counter).toMatchObject({ state: 'open', step: 'review', channel: 'counter' })
  })
  test('what is only told does not stop', () => {
    expect(
      after(caseOf(lost), lost, SYSTEM, { type: 'checked', results: [problem('NOT_PREINSPECTED', 'continue')] }).step,
    ).toBe('review')
  })
  test('a learner at the very upper age of a class meets an officer', () => {
    const change = must('exam-change-class')
    const atLimit = { type: 'checked', results: [problem('AT_UPPER_AGE_LIMIT', 'continue')] } as const
    expect(after(caseOf(change), change, SYSTEM, { type: 'checked', results: [] }).step).toBe('register')
    expect(after(caseOf(change), change, SYSTEM, atLimit).step).toBe('review')
  })
  test('an agency that is down parks the case and stops the clock; it goes on by itself', () => {
    const accepted = walkTo(certificate, 'register')
    const parked = after(
      accepted,
      certificate,
      SYSTEM,
      { type: 'park', agency: '登记系统' },
      new Date('2026-03-04T02:00:00Z'),
    )
    expect(parked.parked?.agency).toBe('登记系统')
    expect(parked.clock.stoppedOn).toBe('2026-03-04')
    const on = after(parked, certificate, SYSTEM, { type: 'registered', result: {} }, new Date('2026-03-06T02:00:00Z'))
    expect(on.parked).toBeUndefined()
    // Wednesday to Friday: two working days of waiting are not the office's.
    expect(Number(on.clock.due?.slice(-2))).toBe(Number(accepted.clock.due?.slice(-2)) + 2)
  })
})

describe('correction, refusal, withdrawal', () => {
  const reviewer = officer('o-1', 'reviewer')
  test('an officer returns with a full list, the citizen mends it, the checks run anew and nothing else is asked twice', () => {
    const data = dataFor(newCar, { plate: { number: '鲁BD12345', type: '52' }, paidAt: NOW.toISOString() })
    const atReview = caseOf(newCar, { data, step: 'review' })
    const returned = after(atReview, newCar, reviewer, {
      type: 'return',
      defects: [{ target: 'photo', reason: '看不清' }],
    })
    expect(returned.state).toBe('correcting')
    const again = after(returned, newCar, CITIZEN, mended(returned, { recipient: '张伟', mobile: '13900139000' }))
    expect(again).toMatchObject({
      state: 'open',
      step: 'check',
      data: {
        applicant: { mobile: '13900139000' },
        signature: { formHash: 'of the mended form' },
        signedBefore: [data.signature],
      },
    })
    expect(after(again, newCar, SYSTEM, { type: 'checked', results: [] }).step).toBe('review')
  })
  test.each([
    ['post', 'pickup'],
    ['pickup', 'post'],
  ])('%s changed to %s is another sum: what is paid is compared with what is due before it goes on', (from, to) => {
    const data = dataFor(newCar, {
      form: { deliveryMethod: from },
      plate: { number: '鲁BD12345', type: '52' },
      paidAt: NOW.toISOString(),
    })
    const returned = after(caseOf(newCar, { data, step: 'review' }), newCar, reviewer, {
      type: 'return',
      defects: [{ target: 'deliveryMethod', reason: '请更正' }],
    })
    const again = after(returned, newCar, CITIZEN, mended(returned, { deliveryMethod: to }))
    const decision = does(again, newCar, SYSTEM, { type: 'checked', results: [] })
    expect(decision).toMatchObject({ next: { step: 'pay', data: { paidAt: undefined } } })
    if (!decision.ok) throw new Error(decision.refusal.code)
    expect(decision.effects).toContainEqual({ type: 'open-bills' })
    const settled = does(decision.next, newCar, SYSTEM, { type: 'paid', nothing: true })
    expect(settled).toMatchObject({ next: { step: 'review', data: { paidAt: NOW.toISOString() } }, effects: [] })
  })
  test('a refusal gives back money, plate and appointment', () => {
    const decision = does(walkTo(newCar, 'review'), newCar, reviewer, {
      type: 'refuse',
      code: 'SUSPECT',
      reason: '材料不实',
    })
    expect(decision.ok && decision.effects.map((e) => e.type)).toEqual(
      expect.arrayContaining(['close-bills', 'release-plate', 'cancel-appointment', 'stop-production', 'message']),
    )
  })
  test('a car that fails the look at it ends the case as every refusal does: nobody has it in hand any more', () => {
    const data = dataFor(newCar, { subject: { kind: 'new-vehicle', vin: 'LGBH52E00RY000001', preInspected: false } })
    const taken = caseOf(newCar, { data, step: 'inspect', assignee: 'o-1' })
    const c = after(taken, newCar, officer('o-1', 'reviewer'), { type: 'inspect', passed: false, note: '刹车不合格' })
    expect(c).toMatchObject({
      state: 'refused',
      data: { refusal: { code: 'INSPECTION_FAILED', reason: '刹车不合格' }, inspection: { passed: false } },
    })
    expect(c.assignee).toBeUndefined()
  })
  test('a number that the register knows as used: chosen anew, with all that was paid and done', () => {
    const before = walkTo(newCar, 'register')
    const decision = does(before, newCar, SYSTEM, { type: 'plate-refused', reason: '已被使用' })
    expect(decision).toMatchObject({ ok: true, next: { state: 'open', step: 'choose-plate' } })
    if (!decision.ok) return
    expect(decision.next.data).toEqual({ ...before.data, plate: undefined, reviewStands: true })
    expect(decision.effects).toEqual([
      { type: 'void-plate' },
      { type: 'message', template: 'plate-refused', params: { plate: before.data.plate?.number } },
    ])
    expect(decision.next.clock.promiseFrom).toBeUndefined()
    // Nothing but the number is new: nobody reviews it again, unless the applicant changes something.
    const chosen: Command = { type: 'choose-plate', plate: { number: '鲁BD0002', type: '02' } }
    const again = after(decision.next, newCar, CITIZEN, chosen)
    expect(again).toMatchObject({ step: 'register', data: { plate: { number: '鲁BD0002' } } })
  })
  test('a case without a number of its own goes to the counter when the register says so', () => {
    expect(
      does(walkTo(certificate, 'register'), certificate, SYSTEM, { type: 'plate-refused', reason: 'x' }),
    ).toMatchObject({ ok: true, next: { state: 'on-site' } })
  })
  test('a case can be withdrawn until the register has it, and not after', () => {
    expect(after(walkTo(certificate, 'hold'), certificate, CITIZEN, { type: 'withdraw' }).state).toBe('withdrawn')
    expect(does(walkTo(certificate, 'register'), certificate, CITIZEN, { type: 'withdraw' })).toMatchObject({
      ok: false,
      refusal: { code: 'TOO_LATE_TO_WITHDRAW' },
    })
  })
  test('nobody moves a closed case', () => {
    const done = walkTo(lost, 'done')
    for (const [actor, command] of Object.values(GOOD))
      expect(does(done, lost, actor, command)).toMatchObject({ ok: false, refusal: { code: 'CASE_CLOSED' } })
  })
  test('another citizen cannot touch it', () => {
    expect(does(caseOf(lost), lost, { kind: 'citizen', id: 'c-2' }, { type: 'withdraw' })).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_YOURS' },
    })
  })
})

describe('two people for a title paper', () => {
  test('the reviewer cannot do the second review, whatever the roles', () => {
    const both = officer('o-1', 'reviewer', 'second-reviewer')
    const reviewed = after(walkTo(certificate, 'review'), certificate, both, { type: 'pass' })
    expect(does(reviewed, certificate, both, { type: 'second-pass' })).toMatchObject({
      ok: false,
      refusal: { code: 'SAME_PERSON' },
    })
    expect(does(reviewed, certificate, both, { type: 'take' })).toMatchObject({ refusal: { code: 'SAME_PERSON' } })
    expect(after(reviewed, certificate, officer('o-2', 'second-reviewer'), { type: 'second-pass' }).step).toBe('pay')
  })
  test('after payment the paper waits a day, and the owner may object', () => {
    const decision = does(walkTo(certificate, 'pay'), certificate, SYSTEM, { type: 'paid' })
    expect(decision.ok && decision.effects).toContainEqual({
      type: 'run-step',
      step: 'hold',
      at: '2026-03-03T02:00:00.000Z',
    })
    expect(
      after(walkTo(certificate, 'hold'), certificate, CITIZEN, { type: 'object', reason: '不是我办的' }).state,
    ).toBe('on-site')
  })
  test('roles and offices are asked', () => {
    const c = walkTo(lost, 'review')
    expect(does(c, lost, officer('o-3', 'producer'), { type: 'pass' })).toMatchObject({
      refusal: { code: 'ROLE_MISSING' },
    })
    expect(
      does(c, lost, { kind: 'officer', id: 'o-4', office: 370211, roles: ['reviewer'] }, { type: 'pass' }),
    ).toMatchObject({ refusal: { code: 'OTHER_OFFICE' } })
    const taken = after(c, lost, officer('o-1', 'reviewer'), { type: 'take' })
    expect(does(taken, lost, officer('o-2', 'reviewer'), { type: 'pass' })).toMatchObject({
      refusal: { code: 'TAKEN_BY_OTHER' },
    })
  })
})

describe('whatever happens in whatever order', () => {
  const commands: Command[] = [
    ...Object.values(GOOD).map(([, command]) => command),
    { type: 'park', agency: 'x' },
    { type: 'register-refused', reason: 'x' },
    { type: 'plate-refused', reason: 'x' },
    { type: 'lapse' },
    { type: 'ready-for-pickup' },
    { type: 'withdraw' },
    { type: 'take' },
    { type: 'give-back' },
    mended(caseOf(lost)),
    { type: 'retry-checks' },
    { type: 'object', reason: 'x' },
    { type: 'second-return', reason: 'x' },
    { type: 'return', defects: [{ target: 'photo', reason: 'x' }] },
    { type: 'move-on-site', reason: 'x', site: 'main' },
    { type: 'continue-at-counter' },
    { type: 'refuse', code: 'SUSPECT', reason: 'x' },
  ]
  const actors = [CITIZEN, SYSTEM, officer('o-1', 'reviewer'), officer('o-2', 'reviewer', 'second-reviewer')]

  test('the version counts the moves, a step is one of the service, the end is the end, an open case can still go on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...services),
        fc.array(fc.tuple(fc.nat(actors.length - 1), fc.nat(commands.length - 1)), { maxLength: 60 }),
        (service, moves) => {
          let c: Case = caseOf(service)
          let count = 1
          for (const [a, b] of moves) {
            const decision = does(c, service, actors[a] ?? SYSTEM, commands[b] ?? { type: 'lapse' })
            if (!decision.ok) continue
            count += 1
            expect(isClosed(c.state)).toBe(false)
            c = decision.next
            expect(c.version).toBe(count)
            expect(service.steps.map((s) => s.kind)).toContain(c.step)
            if (isClosed(c.state) && c.state !== 'done')
              expect(decision.effects.map((e) => e.type)).toContain('close-bills')
          }
          if (c.state === 'open') expect(walkTo(service, 'done', freed(c)).state).toBe('done')
        },
      ),
      { numRuns: 600 },
    )
  })

  /** Given back and looked at by the usual people. */
  const freed = (c: Case): Case => ({
    ...c,
    assignee: undefined,
    reviewedBy: c.reviewedBy === 'o-2' ? 'o-1' : c.reviewedBy,
  })

  test('no step is a dead end: each has a command that leaves it', () => {
    for (const service of services)
      for (const { kind } of service.steps) expect(GOOD[kind satisfies StepKind]).toBeDefined()
  })
})
