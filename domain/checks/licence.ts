import { ageOn, addDays } from '../calendar.ts'
import type { LicenceRecord } from '../records.ts'
import { medical as medicalValid, renewal } from '../rules/index.ts'
import type { Problem } from './check.ts'

/** Re-issues or replacements within twelve months from which a person must look (order 164 art. 74, order 162 art. 83; the number is the city's). */
export const FREQUENT_FROM = 3

const block = (code: string, params?: Problem['params']): Problem => ({ code, params, effect: 'block' })

/** Order 162 art. 69: no re-issue while the licence is withheld, suspended or gone. */
export function judgeLicenceState(licence: LicenceRecord | null, today: string): Problem[] {
  if (!licence) return [block('LICENCE_STATE', { state: '没有查到驾驶证' })]
  const problems: Problem[] = []
  if (expiredOverAYear(licence, today)) problems.push(block('LICENCE_EXPIRED_1Y'))
  else if (licence.state !== '正常') problems.push(block('LICENCE_STATE', { state: licence.state }))
  return problems
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

/** From 63 the big classes step down: that is another item (order 162 art. 65 as changed by order 172). */
export function judgeRenewalAge(licence: LicenceRecord | null, birth: string, today: string): Problem[] {
  if (!licence) return []
  const big = licence.classes.filter((c) => ['A1', 'A2', 'A3', 'B1', 'B2', 'N', 'P'].includes(c))
  return big.length > 0 && ageOn(birth, today) >= 63 ? [block('AGE_HIGH', { class: big.join('、'), max: 62 })] : []
}

export const judgePoints = (licence: LicenceRecord | null): Problem[] =>
  licence && licence.points >= 12 ? [block('POINTS_FULL')] : []

export const judgeViolations = (answer: { pending: number; accidentsPending: number }): Problem[] => {
  const n = answer.pending + answer.accidentsPending
  return n > 0 ? [block('DRIVER_VIOLATION', { n })] : []
}

export const judgeWithheld = (answer: { licenceWithheld: boolean }): Problem[] =>
  answer.licenceWithheld ? [block('LICENCE_STATE', { state: '扣留' })] : []

/** Order 162 arts. 63, 85: from a listed institution, not older than six months, fit for every class held. */
export function judgeMedical(
  certificate: { issuedOn: string; fit: boolean; fitFor: readonly string[] } | null,
  classes: readonly string[],
  today: string,
): Problem[] {
  if (!certificate || !medicalValid({ issued: certificate.issuedOn, today }).valid) return [block('MEDICAL_MISSING')]
  const missing = classes.filter((c) => !certificate.fitFor.includes(c))
  return certificate.fit && missing.length === 0
    ? []
    : [block('MEDICAL_UNFIT', { class: (missing.length > 0 ? missing : classes).join('、') })]
}

/** Order 162 art. 73: memory, judgement and reaction from 70 on. */
export const judgeAbility = (test: { passed: boolean } | null, birth: string, today: string): Problem[] =>
  ageOn(birth, today) >= 70 && !test?.passed ? [block('ABILITY_TEST')] : []

export const judgeFrequency = (times: number): Problem[] =>
  times >= FREQUENT_FROM ? [{ code: 'FREQUENT', params: { site: '市车管所综合大厅' }, effect: 'on-site' }] : []
