import { addMonths, ageOn } from '../calendar.ts'
import type { Background, DriverPast } from '../driver-records.ts'
import type { LicenceRecord } from '../records.ts'
import { medical as medicalValid } from '../rules/index.ts'
import type { LicenceClass } from '../rules/licence-classes.ts'
import { block, type Problem } from './check.ts'
import { heldSince, mayDrive } from './licence-apply.ts'
import { BIG } from './licence-bars.ts'
import { cleanFrom, lastCycle } from './licence-cycles.ts'
import { heldClasses, type MedicalFinding } from './licence.ts'

/** Keeping a licence and what is written into it: review, restoration, the school bus. */

/** Minutes of learning that a review asks for (order 162 art. 73: at least three hours). */
export const STUDY_MINUTES = 180

/** Order 162 arts. 72, 73: big classes with points in the last cycle, other classes after a fatal accident, learn three hours first. */
export function judgeStudy(licence: LicenceRecord | null, past: DriverPast, today: string): Problem[] {
  if (!licence || past.studyMinutes >= STUDY_MINUTES) return []
  const big = heldClasses(licence).some((c) => BIG.has(c))
  const points = licence.cyclePoints?.[0] ?? 0
  const needed = big ? points > 0 : happenedLastCycle(licence, past, ['fatal-accident'], today)
  return needed ? [block('STUDY_MISSING', { minutes: past.studyMinutes })] : []
}

/** Order 162 art. 73: a body that is known not to fit stops the review; no certificate is asked for. */
export function judgeKnownUnfit(licence: LicenceRecord | null, found: MedicalFinding | null, today: string): Problem[] {
  if (!licence || !found || !medicalValid({ issued: found.issuedOn, today }).valid) return []
  const missing = licence.classes.filter((c) => !found.fit || !found.fitFor.includes(c))
  return missing.length > 0 ? [block('MEDICAL_UNFIT', { class: missing.join('、') })] : []
}

/** Order 162 arts. 72, 73: from 70 on, after an accident with a death or a grave injury, the ability test as well. */
export function judgeAbilityAfterAccident(
  licence: LicenceRecord | null,
  past: DriverPast,
  test: { passed: boolean } | null,
  birth: string,
  today: string,
): Problem[] {
  if (!licence || ageOn(birth, today) < 70 || test?.passed) return []
  return happenedLastCycle(licence, past, ['fatal-accident', 'grave-injury-accident'], today)
    ? [block('ABILITY_TEST')]
    : []
}

/** Order 162 art. 79 paras. 3, 4: only these two grounds can be undone, each within its time. */
export function judgeRestorable(licence: LicenceRecord | null, today: string): Problem[] {
  if (!licence) return [block('LICENCE_STATE', { state: '没有查到驾驶证' })]
  if (licence.state !== '注销') return [block('LICENCE_STATE', { state: licence.state })]
  const { cancelled } = licence
  if (!cancelled || cancelled.ground === 'other') return [block('RESTORE_GROUND')]
  if (cancelled.ground === 'not-renewed') return today > addMonths(cancelled.on, 24) ? [block('RESTORE_LATE')] : []
  return licence.validTo !== 'long' && today >= addMonths(licence.validTo, 12) ? [block('RESTORE_EXPIRED')] : []
}

/** Order 162 art. 79 para. 3: who did not renew passes subject 1 first; who only owes the certificate does not. */
export function judgeRestoreTest(licence: LicenceRecord | null): Problem[] {
  const cancelled = licence?.cancelled
  return cancelled?.ground === 'not-renewed' && !cancelled.theoryPassedOn ? [block('RESTORE_TEST')] : []
}

/** Order 162 art. 79 para. 6: what is open is settled before. */
export const judgeNothingOpen = (answer: { pending: number; accidentsPending: number }): Problem[] =>
  answer.pending + answer.accidentsPending > 0 ? [block('EXAM_PENDING_V')] : []

/** School Bus Regulation art. 23 and order 162 art. 87 (1). The upper age is a dated figure (`busDriverAge`, legal-bounds.ts). */
const BUS_AGE_FROM = 25

export const judgeBusAge = (birth: string, today: string, upTo: number): Problem[] => {
  const age = ageOn(birth, today)
  return age < BUS_AGE_FROM || age > upTo ? [block('BUS_AGE', { age: upTo })] : []
}

/** Kinds of school bus and the class that drives each, by itself or by covering it (order 162 annex 1). */
export const BUSES = { large: 'A1', medium: 'B1', small: 'C1' } as const satisfies Record<string, LicenceClass>

/** Order 162 art. 87 (1): the class, and three years of it. Before the bus is chosen: whether any bus at all. */
export function judgeBusClass(licence: LicenceRecord | null, bus: string, today: string): Problem[] {
  if (!licence) return []
  const wanted: LicenceClass = bus === 'large' || bus === 'medium' ? BUSES[bus] : BUSES.small
  if (!mayDrive(licence).includes(wanted)) return [block('BUS_CLASS', { class: wanted })]
  const date = addMonths(heldSince(licence, wanted) ?? licence.firstIssued, 12 * BUS_YEARS)
  return today < date ? [block('BUS_YEARS', { date })] : []
}

/** Order 162 art. 87 (2). */
export const judgeBusPoints = (licence: LicenceRecord | null, today: string): Problem[] =>
  licence && cleanFrom(licence, 3, today) !== undefined ? [block('BUS_POINTS')] : []

/** Order 162 art. 87 (3), (4), (6): accidents with a death or grave injury, drink, drugs ever; overloading and speeding for a year. */
export function judgeBusRecord(past: DriverPast, today: string): Problem[] {
  const reasons = past.entries.flatMap(({ kind, on }) => {
    const row = BUS_RECORD[kind]
    return row && (!row.months || today < addMonths(on, row.months)) ? [row.reason] : []
  })
  return [...new Set(reasons)].map((reason) => block('BUS_RECORD', { reason }))
}

/** Order 162 arts. 87 (5), (6), 89: asked between offices. */
export const judgeBackground = (answer: Exclude<Background, { state: 'pending' }>): Problem[] =>
  answer.state === 'clear'
    ? []
    : answer.what.map((what) => block('BUS_RECORD', { reason: what === 'crime' ? '犯罪记录' : '吸毒行为记录' }))

const happenedLastCycle = (
  licence: LicenceRecord,
  past: DriverPast,
  kinds: readonly string[],
  today: string,
): boolean => {
  const cycle = lastCycle(licence.firstIssued, today)
  return (
    cycle !== undefined && past.entries.some((e) => kinds.includes(e.kind) && e.on >= cycle.from && e.on < cycle.to)
  )
}

const BUS_YEARS = 3

const drink = { reason: '酒后或者醉酒驾驶记录' }
const drugs = { reason: '吸毒行为记录' }
const accident = { reason: '致人死亡或者重伤的事故责任记录' }
const BUS_RECORD: Readonly<
  Partial<Record<DriverPast['entries'][number]['kind'], { reason: string; months?: number }>>
> = {
  'fatal-accident': accident,
  'grave-injury-accident': accident,
  'unlicensed-accident': accident,
  'hit-and-run-crime': { reason: '犯罪记录' },
  'drink-driving-accident-crime': drink,
  'drink-driving': drink,
  'drunk-driving': drink,
  'revoked-drunk': drink,
  'revoked-drink-commercial': drink,
  'revoked-drunk-commercial': drink,
  'drug-use': drugs,
  'drug-driving': drugs,
  'detox-order': drugs,
  'forced-detox-ended': drugs,
  'drug-dependence': drugs,
  'passenger-overload': { reason: '一年内驾驶客运车辆超员', months: 12 },
  'passenger-speeding': { reason: '一年内驾驶客运车辆超速', months: 12 },
}
