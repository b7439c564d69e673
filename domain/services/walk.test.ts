import { describe, expect, test } from 'vitest'
import { after, caseOf, dataFor, GOOD, officer, SYSTEM, walkTo } from '#test/cases.ts'
import { walkAll, working } from '#test/walk.ts'
import { stepsOf } from '../moves.ts'
import { choosesSubject, isOpen, type StepKind, wantedUploads } from '../service.ts'
import { findService, services } from './index.ts'

const REVIEWER = officer('o-1', 'reviewer')
/** Once the register is written there is nothing left to decide at a counter. */
const DECIDED: readonly StepKind[] = ['register', 'make', 'deliver']

test('every item that works walks from its first step to its last', () => {
  const walked = walkAll(services)
  expect(walked.filter((w) => w.end !== 'done').map((w) => `${w.code} ${w.end}`)).toEqual([])
  expect(walked.map((w) => w.code)).toEqual(working(services).map((s) => s.code))
  for (const { code, steps } of walked) {
    const service = findService(code)
    expect(
      steps.every((kind) => service?.steps.some((s) => s.kind === kind)),
      code,
    ).toBe(true)
    expect(new Set(steps).size, code).toBe(steps.length)
  }
})

describe.each(working(services).map((s) => [s.code, s] as const))('%s', (_, service) => {
  test('goes to the counter from every open step with all that was done, and comes to its end there', () => {
    const steps = stepsOf(service, caseOf(service).data).map((s) => s.kind)
    for (const step of steps.filter((kind) => !DECIDED.includes(kind))) {
      const c = walkTo(service, step)
      expect(c.step).toBe(step)
      const moved = after(c, service, REVIEWER, { type: 'move-on-site', reason: '需要核对原件', site: 'main' })
      const { onSite, ...kept } = moved.data
      expect(moved).toMatchObject({ state: 'on-site', step })
      expect(onSite).toEqual({ reason: '需要核对原件', site: 'main' })
      expect(kept).toEqual(c.data)
      const there = after(moved, service, REVIEWER, { type: 'continue-at-counter' })
      expect(there).toMatchObject({ state: 'open', channel: 'counter' })
      expect(walkTo(service, 'done', there), `from ${step}`).toMatchObject({ state: 'done' })
    }
  })

  test('reaches each of its refusals: told by the checks, and decided by an officer at the counter', () => {
    for (const code of service.refusals) {
      const told = after(walkTo(service, 'check'), service, SYSTEM, {
        type: 'checked',
        results: [
          {
            check: service.checks[0] ?? 'identity',
            outcome: 'problem',
            at: '2026-03-02T02:00:00.000Z',
            evidence: [],
            problems: [{ code, effect: 'block' }],
          },
        ],
      })
      expect(told.state, code).toBe('correcting')
      expect(told.data.defects, code).toEqual([{ target: code, reason: code }])
      const there = after(walkTo(service, 'check'), service, REVIEWER, {
        type: 'move-on-site',
        reason: code,
        site: 'main',
      })
      const refused = after(there, service, REVIEWER, { type: 'refuse', code, reason: code })
      expect(refused).toMatchObject({ state: 'refused', data: { refusal: { code } } })
    }
  })
})

test('what goes to the counter is reviewed there; online the green checks are the review unless an answer calls for an officer', () => {
  const sometimes = services.filter((s) => s.steps.some((step) => step.kind === 'review' && step.when))
  expect(sometimes.length).toBeGreaterThan(20)
  for (const service of sometimes) {
    const data = { ...dataFor(service), form: {} }
    const reviewed = (of: typeof data) => stepsOf(service, of).some((step) => step.kind === 'review')
    expect([service.code, reviewed(data)]).toEqual([service.code, false])
    const onSite = { ...data, onSite: { reason: '需要核对原件', site: 'main' } }
    expect([service.code, reviewed(onSite)]).toEqual([service.code, true])
  }
})

test('a plea is heard, and a private creditor is looked at, by an officer (order 157 art. 51, order 164 art. 32)', () => {
  const reviewed = (code: string, form: Record<string, string>) => {
    const service = findService(code)
    return service && stepsOf(service, { ...dataFor(service), form }).some((step) => step.kind === 'review')
  }
  expect(reviewed('violation-handle', { plea: '当时在送病人' })).toBe(true)
  expect(reviewed('mortgage-register', { creditor: 'person' })).toBe(true)
  expect(reviewed('mortgage-register', { creditor: 'bank' })).toBe(false)
  expect(reviewed('licence-replace-lost', { photoChoice: 'new' })).toBe(true)
  expect(reviewed('licence-renew-overage', { target: 'extend' })).toBe(true)
})

test.each(['inspection-exempt-mark', 'inspection-mark-issue', 'inspection-mark-replace'])(
  '%s: the mark is electronic; a paper one is made for who asks, and paid only when it is sent (order 164 art. 56)',
  (code) => {
    const service = findService(code)
    if (!service) throw new RangeError(code)
    const kinds = (form: Record<string, string>) =>
      stepsOf(service, { ...dataFor(service), form }).map((step) => step.kind)
    expect(kinds({ paper: 'no', deliveryMethod: 'post' })).toEqual(['check', 'register'])
    expect(kinds({ paper: 'yes', deliveryMethod: 'pickup' })).toEqual(['check', 'register', 'make', 'deliver'])
    expect(kinds({ paper: 'yes', deliveryMethod: 'post' })).toEqual(['check', 'pay', 'register', 'make', 'deliver'])
    const asked = service.form.flatMap((part) => part.fields).filter((f) => f.name === 'deliveryMethod')
    expect(asked.map((f) => [f.shownWhen?.({ paper: 'no' }), f.shownWhen?.({ paper: 'yes' })])).toEqual([[false, true]])
  },
)

test('which car it is about is asked, whose licence it is needs no question', () => {
  const asked = (subject: 'vehicle' | 'new-vehicle' | 'licence' | 'person') => choosesSubject({ subject })
  expect([asked('vehicle'), asked('new-vehicle'), asked('licence'), asked('person')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a paper is uploaded when the network does not know it, and only then', () => {
  const asking = services.filter((s) =>
    s.form.some((part) => part.fields.some((f) => f.name === 'proof' && f.options?.some((o) => o.value === 'upload'))),
  )
  expect(asking.length).toBeGreaterThan(1)
  for (const service of asking) {
    const wanted = (proof: string) => wantedUploads(service, { ...dataFor(service), form: { proof } }).length
    expect([service.code, wanted('upload') - wanted('networked')]).toEqual([service.code, 1])
  }
})

test('papers for which the old ones come back are collected, never sent', () => {
  for (const code of ['plate-swap', 'spouse-co-owner-change', 'registration-correction']) {
    const fields = findService(code)?.form.flatMap((part) => part.fields) ?? []
    expect(fields.find((f) => f.name === 'deliveryMethod')?.options?.map((o) => o.value)).toEqual(['pickup'])
    expect([code, fields.some((f) => f.name === 'pickupSite')]).toEqual([code, true])
    expect([code, fields.some((f) => f.name === 'address')]).toEqual([code, false])
  }
})

test('an item that is not open yet names its machinery, its law, its refusals and no page', () => {
  for (const s of services.filter((s) => !isOpen(s))) {
    expect(s.page, s.code).toBeUndefined()
    expect(s.law.length, s.code).toBeGreaterThan(0)
  }
  expect(Object.keys(GOOD).length).toBeGreaterThan(10)
})
