import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { demoPerson, type DemoKey } from '#sandbox/world/demo-people.ts'
import type { Person } from '#sandbox/world/shapes.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, FORMS, goodPhoto, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { lookUp, named, signInTo, type World, worldOf } from '#test/world.ts'

/** What the items about drivers and learners refuse: before anything is typed, on the field it is about, or with the answers. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
beforeAll(async () => {
  h = await house({ people: 10 })
  world = await worldOf(h)
  signIn = signInTo(h)
})
afterAll(() => h.close())

describe('refusals are seen before anything is typed, all at once', () => {
  test.each([
    ['licence-first-apply', 'zhang-wei', 'LICENCE_HELD MEDICAL_MISSING'],
    ['licence-first-apply', 'gao-yuan', 'EXAM_RUNNING MEDICAL_MISSING'],
    ['licence-first-apply', 'han-lei', 'BARRED BARRED'],
    ['licence-add-class-medical', 'huang-li', 'LICENCE_EXPIRED_1Y'],
    ['licence-add-class-medical', 'han-lei', 'BARRED BARRED LICENCE_STATE'],
    ['licence-add-class-medical', 'zhang-wei', 'MEDICAL_MISSING'],
    ['school-bus-driver-qualification', 'ma-li', 'BUS_AGE LICENCE_STATE'],
    ['school-bus-driver-qualification', 'zhang-wei', 'BUS_YEARS MEDICAL_MISSING'],
    ['school-bus-driver-qualification', 'han-lei', 'BUS_RECORD LICENCE_STATE'],
    ['school-bus-driver-qualification', 'li-jianguo', 'BUS_AGE'],
    ['licence-review', 'zheng-kai', 'DRIVER_VIOLATION'],
    ['licence-review', 'ma-li', 'LICENCE_STATE'],
    ['licence-restore', 'zhang-wei', 'LICENCE_STATE MEDICAL_MISSING'],
    ['licence-restore', 'zheng-kai', 'EXAM_PENDING_V LICENCE_STATE'],
    ['licence-restore', 'han-lei', 'BARRED BARRED LICENCE_STATE'],
    ['learner-permit-print', 'zhang-wei', 'EXAM_STATE'],
    ['exam-result-query', 'zhang-wei', 'EXAM_STATE'],
    ['exam-fee-pay', 'lin-hao', 'EXAM_STATE'],
    ['exam-change-class', 'gao-yuan', 'EXAM_STATE MEDICAL_MISSING'],
    ['exam-change-place', 'gao-yuan', 'EXAM_STATE'],
    ['exam-change-place', 'zhang-wei', 'EXAM_STATE'],
  ] as const)('%s: %s hears %s', async (service, key, told) => {
    const { blocked, codes } = await lookUp(await signIn(named(world, key)), service, {})
    expect(blocked).toBe(true)
    expect(codes.toSorted().join(' ')).toBe(told)
  })

  test('the ban names its ground and the day it ends', async () => {
    const who = await signIn(named(world, 'han-lei'))
    const { draft } = await lookUp(who, 'licence-first-apply', {})
    const { body } = await who.call(drafts.checkDraft, { params: { id: draft }, body: {} })
    const found = body.checks.flatMap((c) => c.problems)
    expect(found.map((p) => p.message.zh)).toEqual([
      expect.stringMatching(/三年内有吸食、注射毒品行为.*至\d{4}年\d{1,2}月\d{1,2}日止/),
      expect.stringMatching(/三年内代替他人参加考试.*至\d{4}年\d{1,2}月\d{1,2}日止/),
    ])
  })
})

describe('answers that do not fit are named on their field, in the words of the refusal', () => {
  test.each([
    ['licence-first-apply', 'ma-li', 'wish', { class: 'A3' }, 'class', /须年满20周岁.*2027年3月8日起/],
    ['licence-first-apply', 'ma-li', 'wish', { class: 'D', training: 'self' }, 'training', /只适用于 C1、C2/],
    ['licence-add-class-medical', 'song-gang', 'wish', { class: 'C1' }, 'class', /已经可以驾驶C1/],
    ['licence-add-class-medical', 'song-gang', 'wish', { class: 'N', photoChoice: 'stored' }, '', /^/],
    ['licence-add-class-medical', 'du-qiang', 'wish', { class: 'A2' }, '', /^/],
    ['licence-add-class-medical', 'he-ping', 'wish', { class: 'A1' }, 'class', /不得超过63周岁/],
    ['licence-add-class-medical', 'yu-bo', 'wish', { class: 'C6' }, 'class', /已经可以驾驶C6/],
    ['licence-add-class-medical', 'chen-jing', 'wish', { class: 'A1' }, 'class', /须先持有规定的准驾车型/],
    ['school-bus-driver-qualification', 'song-gang', 'bus', { busClass: 'large' }, 'busClass', /所需的A1/],
    ['school-bus-driver-qualification', 'song-gang', 'bus', { busClass: 'small' }, '', /^/],
    ['exam-change-class', 'lin-hao', 'change', { to: 'C1' }, 'to', /就是现在申请的准驾车型/],
    ['exam-change-class', 'lin-hao', 'change', { to: 'A1' }, 'to', /不是可以初次申领的准驾车型/],
    ['exam-change-class', 'lin-hao', 'change', { to: 'B2' }, '', /^/],
    ['exam-change-place', 'lin-hao', 'place', { to: '370203' }, 'to', /就是您现在的考试地/],
    ['exam-fee-pay', 'gao-yuan', 'booking', { part: '1' }, 'part', /没有待缴费的考试预约/],
    ['exam-misconduct-report', 'zhang-wei', 'report', { on: '2099-01-01' }, 'on', /不能晚于今天/],
    ['exam-misconduct-report', 'zhang-wei', 'report', { on: '2026年1月5' }, 'on', /日期/],
  ] as const)('%s: %s, %s %o', async (service, key, part, change, field, words) => {
    const who = await signIn(named(world, key))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
    await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    const saved = await who.call(drafts.saveDraftPart, {
      params: { id: draft.id, part },
      body: { values: { ...FORMS[service]?.[part], ...change } },
    })
    expect(saved.body.errors.map((e) => e.field)).toEqual(field ? [field] : [])
    if (field) expect(saved.body.errors[0]?.message.zh).toMatch(words)
  })

  test('a licence of another city is added to there, unless one studies here', async () => {
    const who = await signIn(named(world, 'luo-yan'))
    const { draft, codes } = await lookUp(who, 'licence-add-class-medical', {})
    expect(codes).toContain('LICENCE_ELSEWHERE')
    const save = async (values: Record<string, string | boolean>) =>
      (
        await who.call(drafts.saveDraftPart, {
          params: { id: draft, part: 'wish' },
          body: { values: { healthDeclaration: true, photoChoice: 'stored', ...values } },
        })
      ).body.errors.map((e) => e.message.zh)
    expect(await save({ class: 'D', student: false })).toEqual([expect.stringMatching(/其他城市核发/)])
    expect(await save({ class: 'A2', student: true })).toEqual([])
  })
})

describe('what is known only with the answers', () => {
  /** Applies and gives back what must be put right. */
  async function corrected(key: DemoKey, service: string, change: Record<string, Record<string, string | boolean>>) {
    const who = await signIn(named(world, key))
    const photo = service === 'licence-first-apply' ? { photo: await goodPhoto() } : {}
    const { id } = await apply(who, { service, change, signature: demoPerson(key).name, ...photo })
    await standsAt(who, id, 'check', 'correcting')
    return (await who.call(mine.readMyCase, { params: { id } })).body.problems.map((p) => p.code)
  }

  test.each([
    ['ma-li', 'licence-first-apply', 'wish', { class: 'D' }, ['MEDICAL_UNFIT']],
    ['lin-hao', 'exam-change-class', 'change', { to: 'C5' }, ['MEDICAL_DISABLED']],
    ['song-gang', 'licence-add-class-medical', 'wish', { class: 'D', photoChoice: 'stored' }, ['MEDICAL_UNFIT']],
  ] as const)('%s, %s: %s %o', async (key, service, part, change, told) => {
    expect(await corrected(key, service, { [part]: { ...FORMS[service]?.[part], ...change } })).toEqual(told)
  })

  test('while the county police still look one is told, and the case waits for them', async () => {
    const person = named(world, 'jin-mei')
    const who = await signIn(person)
    const service = 'school-bus-driver-qualification'
    expect(await lookUp(who, service, {})).toMatchObject({ blocked: false, codes: ['BUS_PENDING'] })
    const { id } = await apply(who, { service, signature: person.name })
    const waiting = await until('the case waits', async () => {
      const { body } = await who.call(mine.readMyCase, { params: { id } })
      return body.parked ? body : undefined
    })
    expect(waiting).toMatchObject({ state: 'open', step: 'check', parked: 'police-crime' })
    const police = (state: object) =>
      fetch(`${h.sandboxUrl}/admin/drivers/${person.idNumber}/background`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(state),
      })
    expect((await police({ state: 'found', what: ['crime', 'drugs'] })).status).toBe(200)
    await who.call(mine.recheckCase, { params: { id }, body: { version: waiting.version } })
    await standsAt(who, id, 'check', 'correcting')
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    expect(body.problems.map((p) => p.message.zh)).toEqual([
      expect.stringContaining('犯罪记录'),
      expect.stringContaining('吸毒行为记录'),
    ])
    expect((await police({ state: 'clear' })).status).toBe(200)
    await who.call(mine.recheckCase, { params: { id }, body: { version: body.version } })
    await standsAt(who, id, 'review')
  })
})

test('booking and cancelling tests is explained and not yet open', async () => {
  const who = await signIn(named(world, 'gao-yuan'))
  for (const service of ['exam-book-local', 'exam-book-remote', 'exam-cancel-local', 'exam-cancel-remote']) {
    const { status, problem } = await who.call(drafts.startDraft, { body: { service } })
    expect([status, problem.code]).toEqual([409, 'SERVICE_NOT_OPEN'])
    const guide = await (await who.raw(`/services/${service}`)).text()
    expect(guide).toContain('即将开通')
    expect(guide).not.toContain(`/services/${service}/start`)
  }
})
