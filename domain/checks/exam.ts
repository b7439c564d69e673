import { addDays, addMonths } from '../calendar.ts'
import type { Learner, TestBooking, TestPart } from '../driver-records.ts'
import { examBooking, passMark } from '../rules/exam.ts'
import { classRule, isClass, type LicenceClass } from '../rules/licence-classes.ts'
import type { LicenceRecord } from '../records.ts'
import { block, type Problem } from './check.ts'
import { FIRST_CLASSES, judgeAddClass, judgeClassAge } from './licence-apply.ts'

/** The driving tests (order 162 arts. 30–47): what learners may do, and why not. */

/** No accepted application: nothing to book, change or look at. */
export const judgeLearner = (learner: Learner | null): Problem[] => (learner ? [] : [state('没有受理中的考试申请')])

/** One application at a time; another class is a change of it (exam-change-class). */
export const judgeNotLearning = (learner: Learner | null): Problem[] =>
  learner ? [block('EXAM_RUNNING', { class: learner.class })] : []

/** Order 162 arts. 40, 41: issued once subject 1 is passed (or at acceptance, art. 30), three years, not beyond the age of the class. */
export function judgePermit(learner: Learner | null, today: string): Problem[] {
  if (!learner) return judgeLearner(learner)
  if (!learner.permit) return [state('科目一还没有合格,还没有学习驾驶证明')]
  return today > learner.permit.to ? [block('EXAM_PERMIT')] : []
}

/** A permit that ran out ends the application; before there is one nothing can run out. */
const judgePermitRunning = (learner: Learner, today: string): Problem[] =>
  learner.permit ? judgePermit(learner, today) : []

/** Years a learner's permit lasts (order 162 art. 41). */
export const PERMIT_YEARS = 3

/** The last day of a permit: three years, and not beyond the day before the learner is too old for the class. */
export function permitEnd(cls: string, birth: string, from: string): string {
  const end = lastOf(from, 12 * PERMIT_YEARS)
  const max = classRule(cls)?.maxAge ?? null
  const tooOld = max === null ? end : lastOf(birth, 12 * (max + 1))
  return tooOld < end ? tooOld : end
}

/** The last of so many months from a day on: the day before the same day, or the end of a month that has no such day (29 February). */
function lastOf(from: string, months: number): string {
  const same = addMonths(from, months)
  return same.slice(8) === from.slice(8) ? addDays(same, -1) : same
}

/** Additions that are tested on subject 2 and 3 only, so that the permit comes with the acceptance (order 162 arts. 30, 40). */
export function isShortTest(held: readonly string[], wanted: string): boolean {
  const from = SHORT_TESTS[wanted] ?? []
  return held.some((c) => from.includes(c))
}

/** What may stop a change of the class applied for; the results that stay are `keptResults`. */
export function judgeClassChange(
  learner: Learner | null,
  licence: LicenceRecord | null,
  wanted: string,
  who: { birth: string; today: string; ability?: boolean },
): Problem[] {
  if (!learner) return []
  const no = (reason: string): Problem => block('EXAM_CLASS', { reason })
  if (wanted === learner.class) return [no('就是现在申请的准驾车型')]
  if (!learner.first) return judgeAddClass(licence, wanted, who)
  if (!FIRST_CLASSES.some((c) => c === wanted)) return [no('不是可以初次申领的准驾车型')]
  return judgeClassAge(wanted, true, who)
}

/** While a test is booked neither class nor place may change; it is cancelled or taken first. */
export const judgeNothingBooked = (learner: Learner | null, today: string): Problem[] =>
  (learner?.bookings ?? []).some((b) => b.on >= today) ? [state('有已预约还没有考的考试')] : []

/** Subject 1 stays within a family of classes, because its questions are the same; what was driven in another car does not. */
export const keptResults = (learner: Learner, wanted: string): Learner['results'] =>
  FAMILIES.some((family) => family.includes(learner.class) && family.includes(wanted))
    ? learner.results.filter((r) => r.part === '1')
    : []

/** Changes of place that an application may have (order 162 art. 39). */
export const PLACE_CHANGES = 3

/** Order 162 art. 39: C1–C6, after a part is passed, three times at most. An added class moves with the licence (art. 22 (5)). */
export function judgePlaceChange(learner: Learner | null, today: string): Problem[] {
  if (!learner) return judgeLearner(learner)
  return [
    ...(MOVABLE.has(learner.class) ? [] : [state('只有C1至C6可以变更考试地')]),
    ...(learner.first ? [] : [state('增驾的请先办理驾驶证转入换证')]),
    ...(learner.results.some((r) => r.passed) ? [] : [state('还没有通过任何科目')]),
    ...(learner.placeChanges >= PLACE_CHANGES ? [block('EXAM_PLACE3')] : []),
    ...judgePermitRunning(learner, today),
  ]
}

/** A booking that waits for its fee; `part` undefined: any. */
export function judgeFeeDue(learner: Learner | null, part: string | undefined, today: string): Problem[] {
  if (!learner) return judgeLearner(learner)
  const own = learner.bookings.filter((b) => b.on >= today && (part === undefined || b.part === part))
  if (own.some((b) => !b.paid)) return judgePermitRunning(learner, today)
  return [own.length > 0 ? block('FEE_PAID') : state('没有待缴费的考试预约')]
}

/** The fee of one part for one class (Shandong: cars 80, 240, 200, 40 yuan; other vehicles 80, 160, 120, 40). */
export function testFee(cls: string, part: TestPart): string {
  if (part === '1') return 'exam1'
  if (part === '3-safe') return 'exam3safe'
  if (OTHER_VEHICLES.has(cls)) return part === '2' ? 'exam2moto' : 'exam3moto'
  return part === '2' ? 'exam2' : 'exam3road'
}

export interface Wish {
  part: TestPart
  /** The day of the test, and the four digits of the office that holds it. */
  on: string
  place: string
}

export interface WishContext {
  today: string
  /** Adds the class to a licence for cars (order 162 art. 44 (3)). */
  holdsCarLicence: boolean
  /** The own city has no ground for subject 2 of this class (order 162 art. 39 para. 2). */
  noGroundHere?: boolean
}

/** Whether this part may be booked for this day and place (order 162 arts. 39, 41, 43, 44, 47); all reasons at once. */
export function judgeBooking(learner: Learner | null, wish: Wish, given: WishContext): Problem[] {
  if (!learner || !isClass(learner.class)) return judgeLearner(learner)
  return [
    ...judgeOrder(learner, wish),
    ...judgeTimes(learner, learner.class, wish, given),
    ...(learner.bookings.some((b) => b.part === wish.part && b.on >= given.today)
      ? [state('这个科目已经预约,请先取消或者考完')]
      : []),
    ...judgePlace(learner, wish, given),
  ]
}

/** A session is full for whom the rank is beyond its seats. */
export const judgeSeat = (rank: number, seats: number): Problem[] =>
  rank > seats ? [block('EXAM_FULL', { rank, seats })] : []

/** The seat of a booking that was not paid for is given to the next. */
export const judgePaid = (booking: Pick<TestBooking, 'paid'>): Problem[] => (booking.paid ? [] : [block('EXAM_FEE')])

/** Order 162 art. 46: a day before at the latest, which is until midnight; later it counts as failed. */
export const judgeCancel = (booking: Pick<TestBooking, 'on'>, today: string): Problem[] =>
  today < booking.on ? [] : [block('EXAM_LATE')]

/** Order 162 art. 39: subject 1, then 2 and 3-road in any order, then the part about safe driving. */
function judgeOrder(learner: Learner, { part }: Wish): Problem[] {
  const passed = (p: TestPart) => learner.results.some((r) => r.part === p && r.passed)
  if (passed(part)) return [state('这个科目已经合格')]
  const needed = part === '3-safe' ? (learner.class === 'C6' ? (['2'] as const) : (['2', '3-road'] as const)) : []
  const missing = needed.filter((p) => !passed(p))
  return missing.length > 0 ? [state(`须先通过${missing.map((p) => PART_NAMES[p]).join('、')}`)] : []
}

function judgeTimes(learner: Learner, cls: LicenceClass, wish: Wish, given: WishContext): Problem[] {
  const { part, on } = wish
  const subject = SUBJECTS[part]
  const failed = subject === 1 ? undefined : lastFailed(learner, part)
  const may = examBooking({
    subject,
    cls,
    date: on,
    holdsCarLicence: given.holdsCarLicence,
    ...(learner.permit ? { permitFrom: learner.permit.from, permitTo: learner.permit.to } : {}),
    ...(part === '2' || part === '3-road' ? { bookedTimes: learner.booked[part] ?? 0 } : {}),
    ...(failed ? { lastFailed: failed } : {}),
  })
  if (may.ok) return []
  const from = learner.permit?.from ?? given.today
  const wait = waitFor(cls, subject, given.holdsCarLicence)
  const words: Partial<Record<typeof may.why, Problem>> = {
    TOO_SOON_AFTER_PERMIT: block('EXAM_SOON', { n: subject, d: wait, date: addDays(from, wait) }),
    FIVE_ATTEMPTS_USED: block('EXAM_FIVE', { n: subject }),
    TEN_DAYS_AFTER_FAIL: block('EXAM_10D', { date: addDays(failed ?? given.today, 10) }),
    PERMIT_EXPIRED: block('EXAM_PERMIT'),
    NO_LEARNER_PERMIT: state('科目一还没有合格,还没有学习驾驶证明'),
  }
  // What is left, passed already, is told by judgeOrder.
  const found = words[may.why]
  return found ? [found] : []
}

const lastFailed = (learner: Learner, part: TestPart): string | undefined =>
  learner.results.filter((r) => r.part === part && !r.passed).at(-1)?.on

/** Days from the permit to the part, as `examBooking` counts them. */
function waitFor(cls: LicenceClass, subject: 1 | 2 | 3, holdsCarLicence: boolean): number {
  const mark = passMark({ class: cls })
  if (subject === 2) return mark.wait2
  return holdsCarLicence && mark.wait3 === 40 ? 30 : mark.wait3
}

/** Order 162 art. 39: where one learns; for big classes and C6 another city of the province when the own has no ground. */
function judgePlace(learner: Learner, { part, place }: Wish, { noGroundHere }: WishContext): Problem[] {
  if (place === learner.place) return []
  const lent =
    part === '2' &&
    noGroundHere === true &&
    LENT_GROUND.has(learner.class) &&
    place.slice(0, 2) === learner.place.slice(0, 2)
  return lent ? [] : [state('考场不在您的考试地,请先办理变更考试地')]
}

export const PART_NAMES: Readonly<Record<TestPart, string>> = {
  '1': '科目一',
  '2': '科目二',
  '3-road': '科目三道路驾驶技能',
  '3-safe': '科目三安全文明驾驶常识',
}

export const PART_NAMES_EN: Readonly<Record<TestPart, string>> = {
  '1': 'Subject 1: theory',
  '2': 'Subject 2: on the ground',
  '3-road': 'Subject 3: on the road',
  '3-safe': 'Subject 3: safe driving',
}

const SUBJECTS: Readonly<Record<TestPart, 1 | 2 | 3>> = { '1': 1, '2': 2, '3-road': 3, '3-safe': 3 }

/** Classes whose subject 1 asks the same questions: small cars, coaches, lorries, motorcycles. */
const FAMILIES: readonly (readonly string[])[] = [
  ['C1', 'C2', 'C3', 'C5'],
  ['A1', 'A3', 'B1'],
  ['A2', 'B2'],
  ['D', 'E', 'F'],
]

const MOVABLE: ReadonlySet<string> = new Set(['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])
const LENT_GROUND: ReadonlySet<string> = new Set(['A1', 'A2', 'A3', 'B1', 'B2', 'C6'])
const OTHER_VEHICLES: ReadonlySet<string> = new Set(['C4', 'D', 'E', 'F', 'M', 'N', 'P'])

/** Order 162 art. 30 paras. 2–4: the class that is added, and those of which one is held. */
const SHORT_TESTS: Readonly<Record<string, readonly string[]>> = {
  C1: ['C2'],
  C6: ['A1', 'A3', 'B1', 'B2', 'C1', 'C2'],
  D: ['E', 'F'],
  E: ['F'],
}

const state = (reason: string): Problem => block('EXAM_STATE', { reason })
