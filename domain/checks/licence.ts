import { ageOn, addDays } from '../calendar.ts'
import type { Deferral, LicenceRecord } from '../records.ts'
import { classString, fileNo, medical as medicalValid, overAge, renewal } from '../rules/index.ts'
import { BIG, classRule } from '../rules/licence-classes.ts'
import { block, type Problem } from './check.ts'

/** Re-issues or replacements within twelve months from which a person must look (order 164 art. 74, order 162 art. 83; the number is the city's). */
export const FREQUENT_FROM = 3

/** Order 162 art. 69: no re-issue while the licence is withheld, suspended or gone. */
export const judgeLicenceState = (licence: LicenceRecord | null, today: string): Problem[] =>
  licence && expiredOverAYear(licence, today) ? [block('LICENCE_EXPIRED_1Y')] : judgeStanding(licence)

/** 逾期未换证 is no bar: within a year after the end a licence can still be renewed or put off (arts. 75, 79(8)). */
export function judgeStanding(licence: LicenceRecord | null): Problem[] {
  if (!licence) return judgeOnRecord(licence)
  return ['正常', '逾期未换证'].includes(licence.state) ? [] : [block('LICENCE_STATE', { state: licence.state })]
}

/** Order 162 art. 81 asks every holder to report, whatever the state of the licence. */
export const judgeOnRecord = (licence: LicenceRecord | null): Problem[] =>
  licence ? [] : [block('LICENCE_STATE', { state: '没有查到驾驶证' })]

/** The first four digits of the file number are the issuing place, and of an office's number its city. */
const isIssuedBy = (licence: LicenceRecord, office: number): boolean => {
  const read = fileNo({ input: licence.fileNo })
  return read.ok && read.office === String(office).slice(0, 4)
}

/** Order 162 arts. 66(1), 75, 81: only the issuing place; elsewhere the licence moves first (arts. 64, 70). */
export const judgeIssuedHere = (licence: LicenceRecord | null, office: number): Problem[] =>
  licence && !isIssuedBy(licence, office) ? [block('LICENCE_ELSEWHERE')] : []

/** Order 162 art. 64 moves a licence that another place issued. */
export const judgeIssuedElsewhere = (licence: LicenceRecord | null, office: number): Problem[] =>
  licence && isIssuedBy(licence, office) ? [block('LICENCE_HERE')] : []

/** Years that may be put off in all (order 162 art. 75). */
export const DEFER_YEARS = 3

/** Order 162 art. 75: while valid or within a year after, three years in all. */
export function judgeDeferral(licence: LicenceRecord | null, what: Deferral, today: string): Problem[] {
  if (!licence) return []
  if (what === 'renewal' && licence.validTo === 'long') return [block('LICENCE_LONG_TERM')]
  return [
    ...(expiredOverAYear(licence, today) ? [block('DEFER_LATE')] : []),
    ...((licence.deferred?.[what]?.years ?? 0) >= DEFER_YEARS ? [block('DEFER_USED')] : []),
  ]
}

/** What the age leaves of the classes held (order 162 art. 65 as changed by order 172). */
export const remainingClasses = (licence: LicenceRecord, birth: string, today: string) =>
  overAge({
    classes: heldClasses(licence),
    age: ageOn(birth, today),
    extended: licence.extendedTo !== undefined && licence.extendedTo > today,
  })

/** In the year before 63 the big classes may be asked for up to three years more, once (order 162 art. 65 as changed by order 172). */
export const mayExtend = (licence: LicenceRecord, birth: string, today: string): boolean =>
  ageOn(birth, today) === OVERAGE - 1 &&
  licence.extendedTo === undefined &&
  heldClasses(licence).some((c) => BIG.has(c))
const OVERAGE = 63

/** The register may keep "A2D" as one word or as two. */
export function heldClasses(licence: Pick<LicenceRecord, 'classes'>) {
  const read = classString({ input: licence.classes.join('') })
  return read.ok ? read.classes : []
}

/** Order 162 art. 65: at the age limit the class steps down; where nothing remains the licence ends (art. 79(10)). */
export function judgeOverage(licence: LicenceRecord | null, birth: string, today: string): Problem[] {
  if (!licence) return []
  const held = heldClasses(licence)
  const left = remainingClasses(licence, birth, today)
  if (left.length === 0) return [block('OVERAGE_ENDS', { class: held.join('、') })]
  return left.join() === held.join() && !mayExtend(licence, birth, today)
    ? [block('OVERAGE_NOT_DUE', { class: held.join('、') })]
    : []
}

const expiredOverAYear = (licence: LicenceRecord, today: string): boolean =>
  licence.validTo !== 'long' && renewal({ validTo: licence.validTo, today }).state.startsWith('cancelled')

/** Order 162 art. 63: within 90 days before expiry; up to a year after it can still be renewed, though not driven on. */
export function judgeRenewalWindow(licence: LicenceRecord | null, today: string): Problem[] {
  if (!licence) return []
  if (licence.validTo === 'long') return [block('LICENCE_LONG_TERM')]
  return renewal({ validTo: licence.validTo, today }).state === 'too-early'
    ? [block('LICENCE_NOT_DUE', { date: licence.validTo, earliest: addDays(licence.validTo, -90) })]
    : []
}

/** A class that is over its age steps down or ends: that is another item (order 162 art. 65 as changed by order 172). */
export function judgeRenewalAge(licence: LicenceRecord | null, birth: string, today: string): Problem[] {
  if (!licence) return []
  const left = remainingClasses(licence, birth, today)
  const over = heldClasses(licence).filter((c) => !left.includes(c))
  const ends = [...new Set(over.map((c) => classRule(c)?.endsAt ?? OVERAGE))]
  return ends.map((end) => {
    const classes = over.filter((c) => (classRule(c)?.endsAt ?? OVERAGE) === end)
    return block('AGE_HIGH', { class: classes.join('、'), max: end - 1 })
  })
}

export const judgePoints = (licence: LicenceRecord | null): Problem[] =>
  licence && licence.points >= 12 ? [block('POINTS_FULL')] : []

export const judgeViolations = (answer: { pending: number; accidentsPending: number }): Problem[] => {
  const n = answer.pending + answer.accidentsPending
  return n > 0 ? [block('DRIVER_VIOLATION', { n })] : []
}

export const judgeWithheld = (answer: { licenceWithheld: boolean }): Problem[] =>
  answer.licenceWithheld ? [block('LICENCE_STATE', { state: '扣留' })] : []

export interface MedicalFinding {
  issuedOn: string
  fit: boolean
  fitFor: readonly string[]
  /** From a clinic that the province named for adapted vehicles (C5). */
  specialist?: boolean | undefined
}

/** Order 162 arts. 63, 85: from a listed institution (for C5 one named by the province), not older than six months, fit for every class. */
export function judgeMedical(certificate: MedicalFinding | null, classes: readonly string[], today: string): Problem[] {
  if (!certificate || !medicalValid({ issued: certificate.issuedOn, today }).valid) return [block('MEDICAL_MISSING')]
  if (classes.includes('C5') && !certificate.specialist) return [block('MEDICAL_DISABLED')]
  const missing = classes.filter((c) => !certificate.fitFor.includes(c))
  return certificate.fit && missing.length === 0
    ? []
    : [block('MEDICAL_UNFIT', { class: (missing.length > 0 ? missing : classes).join('、') })]
}

/** Order 162 art. 73: memory, judgement and reaction from 70 on; `always`: whoever keeps the big classes longer, at any age. */
export const judgeAbility = (
  test: { passed: boolean } | null,
  birth: string,
  today: string,
  always = false,
): Problem[] => ((always || ageOn(birth, today) >= 70) && !test?.passed ? [block('ABILITY_TEST')] : [])

export const judgeFrequency = (times: number, from: number = FREQUENT_FROM): Problem[] =>
  times >= from ? [{ code: 'FREQUENT', params: { site: '市车管所综合大厅' }, effect: 'on-site' }] : []

/** Classes below those held: covered by one of them, and so not printed beside it. */
export function lowerClasses(licence: Pick<LicenceRecord, 'classes'>) {
  const read = classString({ input: licence.classes.join('') })
  return read.ok ? read.mayDrive.filter((c) => !read.classes.includes(c)) : []
}
