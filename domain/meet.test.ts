import { describe, expect, test } from 'vitest'
import { after, caseOf, CITIZEN, dataFor, does, mended, NOW, officer, SYSTEM, walkTo } from '#test/cases.ts'
import { defineService, type Service } from './service.ts'
import { findService } from './services/index.ts'
import { stepsOf } from './moves.ts'

const certificate = findService('registration-cert-replace')
if (!certificate) throw new RangeError('registration-cert-replace')

/** An item that the law gives to the owner in person only (order 164 art. 86): after the checks somebody must see the owner. */
const inPerson: Service = defineService({
  ...certificate,
  channels: ['video', 'counter'],
  steps: [{ kind: 'check' }, { kind: 'meet' }, { kind: 'review' }, { kind: 'register' }],
})
const reviewer = officer('o-1', 'reviewer')
const NOTE = '人证一致,本人自愿'

describe('seeing the applicant', () => {
  test('while the applicant is awaited the legal clock stands, and a message says where to come', () => {
    const decision = does(caseOf(inPerson), inPerson, SYSTEM, { type: 'checked', results: [] })
    expect(decision).toMatchObject({ ok: true, next: { step: 'meet', clock: { stoppedOn: '2026-03-02' } } })
    expect(decision.ok && decision.effects).toContainEqual({ type: 'message', template: 'meet' })
    const seen = after(
      walkTo(inPerson, 'meet'),
      inPerson,
      reviewer,
      { type: 'meet', note: NOTE },
      new Date('2026-03-05T02:00:00Z'),
    )
    expect(seen.clock).toMatchObject({ due: '2026-03-06' })
    expect(seen.clock.stoppedOn).toBeUndefined()
  })
  test('at the counter it needs no conversation; by video the conversation is named', () => {
    const waiting = walkTo(inPerson, 'meet')
    expect(after(waiting, inPerson, reviewer, { type: 'meet', note: NOTE })).toMatchObject({
      step: 'review',
      channel: 'counter',
      data: { met: { by: 'o-1', note: NOTE, at: NOW.toISOString() } },
    })
    expect(after(waiting, inPerson, reviewer, { type: 'meet', note: NOTE, session: 's-1' })).toMatchObject({
      step: 'review',
      channel: 'video',
      data: { met: { session: 's-1' } },
    })
  })
  test('another office may see the person in the window, never at its own counter; and only a reviewer may', () => {
    const waiting = walkTo(inPerson, 'meet')
    const huangdao = { ...officer('o-9', 'reviewer'), office: 370211 }
    expect(after(waiting, inPerson, huangdao, { type: 'meet', note: NOTE, session: 's-1' }).step).toBe('review')
    expect(does(waiting, inPerson, huangdao, { type: 'meet', note: NOTE })).toMatchObject({
      refusal: { code: 'OTHER_OFFICE' },
    })
    expect(does(waiting, inPerson, officer('o-3', 'producer'), { type: 'meet', note: NOTE })).toMatchObject({
      refusal: { code: 'ROLE_MISSING' },
    })
    expect(does(waiting, inPerson, CITIZEN, { type: 'meet', note: NOTE })).toMatchObject({ ok: false })
  })
  test('nothing is decided before the applicant was seen, but it can be returned, refused, moved, withdrawn', () => {
    const waiting = walkTo(inPerson, 'meet')
    expect(does(waiting, inPerson, reviewer, { type: 'pass' })).toMatchObject({ refusal: { code: 'WRONG_STEP' } })
    expect(after(waiting, inPerson, CITIZEN, { type: 'withdraw' }).state).toBe('withdrawn')
    expect(after(waiting, inPerson, reviewer, { type: 'refuse', code: 'SUSPECT', reason: '不是本人' }).state).toBe(
      'refused',
    )
    const moved = after(waiting, inPerson, reviewer, { type: 'move-on-site', reason: '身份需到场核实', site: 'main' })
    const back = after(moved, inPerson, reviewer, { type: 'continue-at-counter' })
    expect(back).toMatchObject({ state: 'open', step: 'meet', channel: 'counter' })
  })
  test('who has been seen is not asked again after a correction', () => {
    const seen = after(walkTo(inPerson, 'meet'), inPerson, reviewer, { type: 'meet', note: NOTE, session: 's-1' })
    const returned = after(seen, inPerson, reviewer, {
      type: 'return',
      defects: [{ target: 'other', reason: '地址不全' }],
    })
    const again = after(returned, inPerson, CITIZEN, mended(returned))
    expect(after(again, inPerson, SYSTEM, { type: 'checked', results: [] }).step).toBe('review')
  })
  test('a case that stopped at its checks is seen at the counter before anything is decided', () => {
    const problem = {
      check: 'vehicle-replaced-often' as const,
      outcome: 'problem' as const,
      problems: [{ code: 'FREQUENT', effect: 'on-site' as const }],
      at: NOW.toISOString(),
      evidence: [],
    }
    const stopped = after(caseOf(inPerson), inPerson, SYSTEM, { type: 'checked', results: [problem] })
    expect(after(stopped, inPerson, reviewer, { type: 'continue-at-counter' }).step).toBe('meet')
  })
})

test('who asks for a certificate by video is seen between the two reviews, who asks online is not', () => {
  const kinds = (channel: string) =>
    stepsOf(certificate, dataFor(certificate, { form: { channel } })).map((s) => s.kind)
  expect(kinds('video').slice(1, 4)).toEqual(['review', 'meet', 'second-review'])
  expect(kinds('web')).not.toContain('meet')
  const data = dataFor(certificate, { form: { channel: 'video', deliveryMethod: 'post' } })
  expect(walkTo(certificate, 'done', caseOf(certificate, { data, channel: 'video' }))).toMatchObject({
    state: 'done',
    data: { met: { by: 'o-1' } },
  })
})
