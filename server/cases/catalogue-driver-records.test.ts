import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { addDays, addMonths, shanghaiDate } from '#domain/calendar.ts'
import type { PastKind } from '#domain/driver-records.ts'
import { findService } from '#domain/services/index.ts'
import type { Person } from '#sandbox/world/shapes.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, FORMS, goodPhoto, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { lookUp, named, signInTo, type World, worldOf } from '#test/world.ts'

/** The same person with another record each time: every refusal that only a rare record gives is reached through the item. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
beforeAll(async () => {
  h = await house({ people: 5 })
  world = await worldOf(h)
  signIn = signInTo(h)
})
afterAll(() => h.close())

const TODAY = shanghaiDate(new Date())
const ago = (months: number): string => addMonths(TODAY, -months)

type Change = Partial<Pick<Person, 'licence' | 'violations' | 'medical' | 'ability' | 'past' | 'learner'>>
type Key = 'song-gang' | 'xie-ting' | 'lin-hao' | 'li-jianguo' | 'ma-li' | 'yu-bo' | 'du-qiang'

async function become(key: Key, change: (p: Person) => Change): Promise<Person> {
  const person = named(world, key)
  const { licence, violations, medical, ability, past, learner } = person
  const own = { licence, violations, medical, ability, past: past ?? NONE, ...(learner ? { learner } : {}) }
  const set = await fetch(`${h.sandboxUrl}/admin/drivers/${person.idNumber}/record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...own, ...change(person) }),
  })
  expect(set.status).toBe(200)
  return person
}

const NONE = { entries: [], studyMinutes: 0 }
const did =
  (...kinds: PastKind[]) =>
  () => ({ past: { entries: kinds.map((kind) => ({ kind, on: ago(8) })), studyMinutes: 0 } })
const licence = (more: Partial<NonNullable<Person['licence']>>) => (p: Person) => ({
  licence: p.licence && { ...p.licence, ...more },
})
const learner =
  (more: Partial<NonNullable<Person['learner']>>) =>
  (p: Person): Change =>
    p.learner ? { learner: { ...p.learner, ...more } } : {}
const medical = (more: object) => (p: Person) => ({ medical: p.medical && { ...p.medical, ...more } })
const gone = (ground: 'not-renewed' | 'no-medical' | 'other', months: number, more = {}) =>
  licence({ state: '注销', cancelled: { ground, on: ago(months) }, ...more })

describe('at the look-up', () => {
  test.each<[service: string, key: Key, what: string, change: (p: Person) => Change, code: string]>([
    ['licence-first-apply', 'ma-li', 'fled from an accident', did('hit-and-run-crime'), 'BARRED_LIFE'],
    ['licence-first-apply', 'ma-li', 'cheated', did('exam-cheating'), 'EXAM_BAN'],
    ['licence-first-apply', 'ma-li', 'no certificate', () => ({ medical: null }), 'MEDICAL_MISSING'],
    ['licence-first-apply', 'ma-li', 'an old certificate', medical({ issuedOn: ago(7) }), 'MEDICAL_MISSING'],
    ['licence-add-class-medical', 'song-gang', '12 points now', licence({ points: 12 }), 'POINTS_FULL'],
    ['licence-add-class-medical', 'song-gang', '12 points before', licence({ cyclePoints: [12, 0] }), 'ADD_CLASS'],
    ['licence-add-class-medical', 'song-gang', 'withheld', licence({ state: '扣留' }), 'LICENCE_STATE'],
    ['licence-add-class-medical', 'song-gang', 'cheated', did('exam-cheating'), 'EXAM_BAN'],
    ['school-bus-driver-qualification', 'du-qiang', '12 points', licence({ cyclePoints: [0, 0, 12] }), 'BUS_POINTS'],
    ['school-bus-driver-qualification', 'du-qiang', 'drank', did('drink-driving'), 'BUS_RECORD'],
    ['school-bus-driver-qualification', 'du-qiang', 'overloaded', did('passenger-overload'), 'BUS_RECORD'],
    [
      'school-bus-driver-qualification',
      'du-qiang',
      'three years short',
      licence({ classSince: { A1: ago(30), C1: ago(30) } }),
      'BUS_YEARS',
    ],
    ['school-bus-driver-qualification', 'du-qiang', 'a motorcycle', licence({ classes: ['D'] }), 'BUS_CLASS'],
    ['school-bus-driver-qualification', 'du-qiang', 'unfit', medical({ fit: false }), 'MEDICAL_UNFIT'],
    ['licence-review', 'yu-bo', 'not learned', () => ({ past: NONE }), 'STUDY_MISSING'],
    ['licence-review', 'yu-bo', '12 points', licence({ points: 12 }), 'POINTS_FULL'],
    [
      'licence-review',
      'yu-bo',
      'unfit',
      () => ({ medical: { issuedOn: ago(1), institution: '市立医院', fit: false, fitFor: [] } }),
      'MEDICAL_UNFIT',
    ],
    [
      'licence-review',
      'li-jianguo',
      'old, an accident, no test',
      (p) => ({
        ability: null,
        past: { entries: [{ kind: 'grave-injury-accident', on: lastYear(p) }], studyMinutes: 0 },
      }),
      'ABILITY_TEST',
    ],
    ['licence-restore', 'xie-ting', 'too late', gone('not-renewed', 25), 'RESTORE_LATE'],
    ['licence-restore', 'xie-ting', 'not tested', gone('not-renewed', 6), 'RESTORE_TEST'],
    ['licence-restore', 'xie-ting', 'given up', gone('other', 6), 'RESTORE_GROUND'],
    ['licence-restore', 'xie-ting', 'ran out', gone('no-medical', 6, { validTo: ago(13) }), 'RESTORE_EXPIRED'],
    [
      'licence-restore',
      'xie-ting',
      'a violation',
      (p) => ({ violations: { ...p.violations, accidentsPending: 1 } }),
      'EXAM_PENDING_V',
    ],
    ['licence-restore', 'xie-ting', 'no certificate', () => ({ medical: null }), 'MEDICAL_MISSING'],
    [
      'learner-permit-print',
      'lin-hao',
      'run out',
      learner({ permit: { number: '1', from: ago(40), to: ago(4) } }),
      'EXAM_PERMIT',
    ],
    ['learner-permit-print', 'lin-hao', 'not yet', learner({ permit: null }), 'EXAM_STATE'],
    ['exam-change-place', 'lin-hao', 'three times', learner({ placeChanges: 3 }), 'EXAM_PLACE3'],
    [
      'exam-change-place',
      'lin-hao',
      'run out',
      learner({ permit: { number: '1', from: ago(40), to: ago(4) } }),
      'EXAM_PERMIT',
    ],
    ['exam-change-place', 'lin-hao', 'a lorry', learner({ class: 'B2' }), 'EXAM_STATE'],
    ['exam-change-place', 'lin-hao', 'nothing passed', learner({ results: [] }), 'EXAM_STATE'],
    ['exam-fee-pay', 'lin-hao', 'paid', learner({ bookings: [seat(true)] }), 'FEE_PAID'],
    ['exam-change-class', 'lin-hao', 'booked', learner({ bookings: [seat(true)] }), 'EXAM_STATE'],
  ])('%s: %s, %s', async (service, key, _what, change, code) => {
    const person = await become(key, change)
    const { blocked, codes } = await lookUp(await signIn(person), service, {})
    expect(blocked).toBe(true)
    expect(codes).toContain(code)
    expect(findService(service)?.refusals).toContain(code)
  })
})

describe('with the answers', () => {
  test.each<
    [service: string, key: Key, change: (p: Person) => Change, form: Record<string, string | boolean>, code: string]
  >([
    ['licence-add-class-medical', 'song-gang', did('fatal-accident'), {}, 'BARRED_CLASS'],
    ['licence-add-class-medical', 'song-gang', medical({ fitFor: ['C1'] }), {}, 'MEDICAL_UNFIT'],
    ['licence-first-apply', 'li-jianguo', () => ({ licence: null, ability: null }), { class: 'C1' }, 'ABILITY_TEST'],
    ['licence-first-apply', 'ma-li', medical({ fitFor: ['C1', 'C5'] }), { class: 'C5' }, 'MEDICAL_DISABLED'],
    ['exam-change-class', 'lin-hao', did('drunk-driving'), { to: 'B2' }, 'BARRED_CLASS'],
  ])('%s: %s %o', async (service, key, change, form, code) => {
    const person = await become(key, change)
    const who = await signIn(person)
    const part = service === 'exam-change-class' ? 'change' : 'wish'
    const photo = service === 'licence-first-apply' ? { photo: await goodPhoto() } : {}
    const { id } = await apply(who, {
      service,
      change: { [part]: { ...FORMS[service]?.[part], ...form } },
      signature: person.name,
      ...photo,
    })
    const { version, problems } = await standsAt(who, id, 'check', 'correcting')
    expect(problems.map((p) => p.code)).toContain(code)
    expect(findService(service)?.refusals).toContain(code)
    await who.call(mine.withdrawCase, { params: { id }, body: { version } })
  })

  test.each([
    [{ C1: 200, B2: 18 }, 0, /年限不够/],
    [{ C1: 200, B2: 60 }, 1, /最近两个记分周期/],
  ] as const)('years and cycles of an added class are told on it: %o', async (months, full, words) => {
    const classSince = Object.fromEntries(Object.entries(months).map(([c, n]) => [c, ago(n)]))
    const person = await become('song-gang', licence({ classSince, cyclePoints: full ? [0, 12, 0] : [0, 0, 0] }))
    const who = await signIn(person)
    const service = 'licence-add-class-medical'
    const { draft } = await lookUp(who, service, {})
    const saved = await who.call(drafts.saveDraftPart, {
      params: { id: draft, part: 'wish' },
      body: { values: { ...FORMS[service]?.['wish'] } },
    })
    expect(saved.body.errors.map((e) => [e.field, words.test(e.message.zh)])).toEqual([['class', true]])
  })
})

/** A day inside the last points cycle. */
function lastYear({ licence: held }: Person): string {
  const first = held?.firstIssued ?? TODAY
  const turns = Number(TODAY.slice(0, 4)) - Number(first.slice(0, 4))
  const turn = addMonths(first, 12 * turns)
  return addDays(turn > TODAY ? addMonths(first, 12 * (turns - 1)) : turn, -30)
}

function seat(paid: boolean) {
  return { id: 'T9', part: '2' as const, on: addDays(TODAY, 9), at: '09:00', site: '第二考场', place: '3702', paid }
}
