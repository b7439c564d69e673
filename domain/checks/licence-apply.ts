import { addMonths, ageOn } from '../calendar.ts'
import { unfit } from '../form.ts'
import type { FieldError } from '../fields.ts'
import type { LicenceRecord } from '../records.ts'
import { REFUSALS } from '../refusals.ts'
import { classRule, classString, isClass, mayApply, type LicenceClass } from '../rules/licence-classes.ts'
import { fill } from '../text.ts'
import { block, type Problem } from './check.ts'
import { cleanFrom, FULL } from './licence-cycles.ts'
import { type MedicalFinding, judgeMedical } from './licence.ts'

/** Applying for a class, as the first or added to those held (order 162 arts. 14, 16, 17). */

/** Order 162 art. 16 para. 1: what may be somebody's first class. */
export const FIRST_CLASSES = ['A3', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'D', 'E', 'F', 'M', 'N', 'P'] as const

/** Order 162 art. 16 para. 2: what may be added; C5 is applied for anew or exchanged (art. 30 para. 5), never added. */
export const ADDED_CLASSES = [
  'A1',
  'A2',
  'A3',
  'B1',
  'B2',
  'C1',
  'C2',
  'C3',
  'C4',
  'C6',
  'D',
  'E',
  'F',
  'M',
  'N',
  'P',
] as const

/** A cancelled, annulled or revoked licence is none; every other one is added to (order 162 art. 16). */
export const judgeNoLicence = (licence: LicenceRecord | null): Problem[] =>
  licence && !GONE.has(licence.state) ? [block('LICENCE_HELD', { class: licence.classes.join('') })] : []

export interface Applicant {
  birth: string
  today: string
  /** Student of a full-time driving school: A1 and A2 from 19, and without the years of art. 17 (1)–(4). */
  student?: boolean
  /** Passed the test of memory, judgement and reaction. */
  ability?: boolean
}

/** Order 162 art. 14 in the wording of order 172: the ages of the class, and the ability test from 70 on. At the limit itself an officer decides (arts. 65, 110). */
export function judgeClassAge(
  wanted: string,
  first: boolean,
  { birth, today, student, ability }: Applicant,
): Problem[] {
  const rule = classRule(wanted)
  if (!rule) return []
  const options = { initial: first, vocational: student === true, threeAbilityTest: ability === true }
  const may = mayApply({ class: wanted, age: ageOn(birth, today), options })
  if (may.ok) return may.warn ? [{ code: may.warn, params: { class: wanted }, effect: 'continue' }] : []
  switch (may.why) {
    case 'AGE_TOO_LOW': {
      const min = student === true && STUDENT_CLASSES.has(wanted) ? STUDENT_AGE : rule.minAge
      return [block('AGE_LOW', { class: wanted, min, date: addMonths(birth, 12 * min) })]
    }
    case 'AGE_TOO_HIGH':
      return [block('AGE_HIGH', { class: wanted, max: rule.maxAge ?? 0 })]
    case 'ABILITY_TEST_NEEDED':
      return [block('ABILITY_TEST')]
    default:
      return [block('CLASS_NOT_FIRST', { class: wanted })]
  }
}

/** Under 18 no class at all is open; told before anything is typed. */
export const judgeOldEnough = (birth: string, today: string): Problem[] =>
  ageOn(birth, today) < YOUNGEST
    ? [block('AGE_LOW', { class: '驾驶证', min: YOUNGEST, date: addMonths(birth, 12 * YOUNGEST) })]
    : []

/** Order 162 art. 17: no cycle of 12 points in the running and the last points cycle, whatever class is added. */
export function judgeCycles(licence: LicenceRecord | null, today: string): Problem[] {
  if (!licence) return []
  if (licence.points >= FULL) return [block('POINTS_FULL')]
  const date = cleanFrom(licence, 1, today)
  return date ? [block('ADD_CLASS', { class: '准驾车型', reason: '上一个记分周期记满12分', date })] : []
}

/** Order 162 arts. 14, 16, 17: age, not held already, the years and the clean cycles that trailers, buses and coaches ask for. */
export function judgeAddClass(licence: LicenceRecord | null, wanted: string, who: Applicant): Problem[] {
  if (!licence || !isClass(wanted)) return []
  if (mayDrive(licence).includes(wanted)) return [block('ADD_CLASS_HELD', { class: wanted })]
  const age = judgeClassAge(wanted, false, who)
  if (who.student === true && STUDENT_CLASSES.has(wanted))
    return [
      ...age,
      ...(mayDrive(licence).includes('C1') ? [] : [block('ADD_CLASS_BASE', { class: wanted, base: 'C1' })]),
    ]
  const rule = ADDING[wanted]
  return rule
    ? [...age, ...judgeYears(licence, wanted, rule, who.today), ...judgeClean(licence, wanted, rule, who.today)]
    : age
}

function judgeYears(licence: LicenceRecord, wanted: string, { after }: Adding, today: string): Problem[] {
  const dates = after.flatMap(({ of, years }) => {
    const since = heldSince(licence, of)
    return since ? [addMonths(since, 12 * years)] : []
  })
  const earliest = dates.toSorted()[0]
  if (earliest === undefined)
    return [block('ADD_CLASS_BASE', { class: wanted, base: after.map((one) => one.of).join('、') })]
  return today < earliest
    ? [block('ADD_CLASS', { class: wanted, reason: '取得前一准驾车型的年限不够', date: earliest })]
    : []
}

function judgeClean(licence: LicenceRecord, wanted: string, { cycles }: Adding, today: string): Problem[] {
  const date = cycles > 1 ? cleanFrom(licence, cycles, today) : undefined
  return date
    ? [block('ADD_CLASS', { class: wanted, reason: `最近${CYCLES[cycles] ?? cycles}个记分周期内有记满12分`, date })]
    : []
}

/** Since when the holder may drive this class, by itself or by one that covers it; undefined: not at all. */
export function heldSince(licence: LicenceRecord, wanted: LicenceClass): string | undefined {
  const drives = mayDrive(licence)
  if (!drives.includes(wanted)) return undefined
  const own = classesOf(licence)
  const since = Object.entries(licence.classSince ?? {}).filter(([c]) => isClass(c) && drives.includes(c))
  const dates = [
    ...since,
    ...own.filter((c) => !since.some(([of]) => of === c)).map((c) => [c, licence.firstIssued] as const),
  ]
  return dates
    .filter(([c]) => c === wanted || classRule(c)?.covers.includes(wanted))
    .map(([, on]) => on)
    .toSorted()[0]
}

/** The classes held and those they cover. */
export function mayDrive(licence: Pick<LicenceRecord, 'classes'>): readonly LicenceClass[] {
  const read = classString({ input: licence.classes.join('') })
  return read.ok ? read.mayDrive : []
}

/** Whether there is a certificate of the last six months at all; for which class is judged when the class is known. */
export const judgeMedicalThere = (certificate: MedicalFinding | null, today: string): Problem[] =>
  judgeMedical(certificate && { ...certificate, fit: true, fitFor: [] }, [], today)

/** Problems told on the field that they are about, in the same words as at the look-up; what bars nothing is told there only. */
export const toldOn = (field: string, problems: readonly Problem[]): FieldError[] =>
  problems
    .filter(({ effect }) => effect !== 'continue')
    .slice(0, 1)
    .map(({ code, params }) => {
      const { message, next } = REFUSALS[code] ?? { message: { zh: code, en: code }, next: { zh: '', en: '' } }
      return unfit(
        field,
        fill(message.zh + next.zh, params),
        `${fill(message.en, params)} ${fill(next.en, params)}`.trim(),
      )
    })

function classesOf(licence: Pick<LicenceRecord, 'classes'>): readonly LicenceClass[] {
  const read = classString({ input: licence.classes.join('') })
  return read.ok ? read.classes : []
}

const GONE: ReadonlySet<string> = new Set(['注销', '撤销', '吊销'])
const YOUNGEST = 18
const STUDENT_AGE = 19
const STUDENT_CLASSES: ReadonlySet<string> = new Set(['A1', 'A2'])
const CYCLES: Readonly<Record<number, string>> = { 2: '两', 3: '三' }

interface Adding {
  /** Any one of these, held for that many years. */
  after: readonly { of: LicenceClass; years: number }[]
  /** Closed points cycles without 12 points. */
  cycles: number
}

const held = (years: number, ...classes: LicenceClass[]): Adding['after'] => classes.map((of) => ({ of, years }))

/** Order 162 art. 17 (1)–(4). */
const ADDING: Readonly<Partial<Record<LicenceClass, Adding>>> = {
  C6: { after: held(1, 'C1', 'C2'), cycles: 1 },
  B1: { after: held(2, 'A3', 'B2', 'C1', 'C2', 'C3', 'C4'), cycles: 2 },
  A2: { after: [...held(2, 'B1', 'B2'), ...held(1, 'A1')], cycles: 2 },
  A1: { after: [...held(2, 'A3', 'B1'), ...held(3, 'B2'), ...held(1, 'A2')], cycles: 3 },
}
