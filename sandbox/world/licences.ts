import { addDays, addMonths } from '#domain/calendar.ts'
import type { LicenceRecord } from '#server/connectors/registry.ts'
import type { Random } from './random.ts'

interface Holder {
  readonly idNumber: string
  readonly name: string
}

/** A licence first issued on a day: 6 years, then 10, then for long, as 申领规定 art. 60 has it. */
export function licenceSince(holder: Holder, firstIssued: string, today: string, random: Random): LicenceRecord {
  const tenFrom = addMonths(firstIssued, 72)
  const longFrom = addMonths(firstIssued, 192)
  const [validFrom, validTo, validityYears] =
    today < tenFrom
      ? ([firstIssued, tenFrom, 6] as const)
      : today < longFrom
        ? ([tenFrom, longFrom, 10] as const)
        : ([longFrom, 'long', 'long'] as const)
  return {
    ...holder,
    fileNo: `3702${random.digits(7)}${random.int(1, 9)}`,
    classes: [random.pick(['C1', 'C1', 'C1', 'C1', 'C2', 'C2', 'B2', 'A2'])],
    firstIssued,
    validFrom,
    validTo,
    validityYears,
    state: random.chance(0.93) ? '正常' : random.pick(['扣留', '暂扣', '停止使用', '注销', '撤销']),
    photoTakenOn: validFrom,
    points: random.pick([0, 0, 0, 0, 1, 3, 3, 6, 9]),
    fullPointsInValidity: random.chance(0.02),
    issuingOffice: '山东省青岛市公安局交通警察支队',
    replacedTimes12m: random.chance(0.03) ? 1 : 0,
  }
}

/** A six-year C1 licence that ends on a day (past or future), in order otherwise. */
export function licenceEnding(holder: Holder, validTo: string, random: Random): LicenceRecord {
  const firstIssued = addMonths(validTo, -72)
  return {
    ...licenceSince(holder, firstIssued, addDays(firstIssued, 1), random),
    classes: ['C1'],
    validTo,
    state: '正常',
    points: 0,
    fullPointsInValidity: false,
    replacedTimes12m: 0,
  }
}
