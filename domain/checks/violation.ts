import { addMonths } from '../calendar.ts'
import type { LicenceRecord, VehicleRecord } from '../records.ts'
import { classString, mayHandle, reducePoints } from '../rules/index.ts'
import type { LicenceClass } from '../rules/licence-classes.ts'
import { block, type Problem } from './check.ts'

/** One violation as the national violations system keeps it. Money in fen. */
export interface ViolationRecord {
  id: string
  vehicle: Pick<VehicleRecord, 'plate' | 'plateType' | 'vehicleType' | 'useType'> & { ownerIdNumber: string }
  /** `on-site`: an officer stopped the driver and the decision was handed over there. */
  source: 'camera' | 'on-site'
  /** `decided`: there is a penalty decision; `removed`: found wrong and taken out (order 157 art. 22). */
  state: 'open' | 'decided' | 'paid' | 'removed'
  objection?: 'examining' | 'rejected' | undefined
  /** 0 for a warning. */
  fineFen: number
  points: number
}

/** What is known about the driver who wants to settle, reduce or learn. */
export interface DriverStanding {
  licence: LicenceRecord | null
  /** Plates of other people's cars that are linked to the account, as "plateType|plate". */
  linked: readonly string[]
  /** Full-points studies in the present and in the last points cycle. */
  studies: { present: number; last: number }
}

/**
 * Whether a driver may settle these records without an officer (order 157 arts. 43, 52, 58; order 163 arts. 9, 14): every
 * hindrance at once, over all records together. `online` false: at a counter, where only what the law itself bars is barred.
 */
export function judgeSettle(
  records: readonly ViolationRecord[],
  driver: DriverStanding,
  idNumber: string,
  online: boolean,
): Problem[] {
  const fixed = records.flatMap((record) => judgeRecord(record, driver, idNumber, online))
  return [
    ...fixed,
    ...(online ? judgeDriver(driver.licence) : []),
    ...(new Set(records.map(carOf)).size > 1 && online ? [block('V_ONE_VEHICLE')] : []),
    ...judgePointsAfter(records, driver, idNumber, online),
  ]
}

/** Points the driver would have afterwards; for the notice that order 163 art. 13 asks for before a decision. */
export const pointsAfter = (records: readonly ViolationRecord[], licence: Pick<LicenceRecord, 'points'>): number =>
  records.reduce((sum, record) => sum + countedPoints(record), licence.points)

/** Order 157 arts. 5, 22: only a camera record can be objected to, and only until it is decided; afterwards there is review or court (art. 67). */
export function judgeObjection(record: ViolationRecord, driver: DriverStanding, idNumber: string): Problem[] {
  if (record.source === 'on-site') return [block('V_ONSITE')]
  return [
    ...judgeLinked(record, driver, idNumber),
    ...(record.state === 'open' ? [] : [block('ERASE_HANDLED')]),
    ...(record.state === 'open' && record.objection === 'examining' ? [block('V_OBJECTION')] : []),
  ]
}

/** Order 157 art. 53: whoever may be asked to come may ask for more time, as long as nothing is decided. */
export const judgeMoreTime = (records: readonly ViolationRecord[], driver: DriverStanding, idNumber: string) =>
  records.flatMap((record) => [
    ...judgeLinked(record, driver, idNumber),
    ...(record.source === 'on-site' ? [block('V_ONSITE')] : record.state === 'open' ? [] : [block('V_HANDLED')]),
  ])

/** A decision that can be paid: known and not paid yet (anyone with its number may pay). */
export function judgeFine(decision: { state: 'open' | 'paid' } | null): Problem[] {
  if (!decision) return [block('FINE_UNKNOWN')]
  return decision.state === 'paid' ? [block('FINE_PAID')] : []
}

export interface StudyStanding extends DriverStanding {
  openViolations: number
  /** Points taken off by study in the present cycle. */
  reduced: number
  /** Punished in the last three cycles for one of the acts of art. 26 (2), in the register's words. */
  punishedFor?: string | undefined
  /** Cheated at study or test in the last three cycles (art. 26 (5)). */
  cheated: boolean
  /** Own cars whose inspection has run out or which should have been deregistered (art. 26 (4)). */
  ownCarsOverdue: readonly string[]
}

/** Order 163 arts. 25–27: who may take points off by study; `step` is 2 for an hour in class, else 1. */
export function judgeStudy(standing: StudyStanding, today: string, step: 1 | 2 = 1): Problem[] {
  const { licence } = standing
  if (!licence) return [block('LICENCE_STATE', { state: NO_LICENCE })]
  const asked = reducePoints({ current: licence.points, reducedThisCycle: standing.reduced, step })
  return [
    ...(standing.openViolations > 0 ? [block('STUDY_PENDING')] : []),
    ...(asked.ok ? [] : [block(STUDY_REFUSALS[asked.why])]),
    ...barsTo(standing, licence, today).map((reason) => block('STUDY_BAR', { reason })),
  ]
}

/** Order 163 arts. 17–22: the course is for who has reached 12; ten days after a failed test (`again`: the first possible day). */
export const judgeFullCourse = (
  licence: Pick<LicenceRecord, 'points'> | null,
  again: string | undefined,
  today: string,
): Problem[] => [
  ...(licence && licence.points >= FULL ? [] : [block('POINTS_NOT_FULL')]),
  ...(again !== undefined && today < again ? [block('EXAM_10D', { date: again })] : []),
]

/** School buses, buses, lorries and their trailers of medium size and above (GA 802 codes), dangerous goods. */
export const isHeavy = ({ vehicleType, useType }: Pick<VehicleRecord, 'vehicleType' | 'useType'>): boolean =>
  /^[KHQBZG][12]/.test(vehicleType) || useType.includes('校车') || useType.includes('危')

const FULL = 12
/** Order 157 art. 52: up to 200 yuan the simple procedure, above it the ordinary one. */
const SIMPLE_FEN = 200_00
const NO_LICENCE = '没有查到驾驶证'

const carOf = ({ vehicle }: ViolationRecord): string => `${vehicle.plateType}|${vehicle.plate}`

/** Order 163 art. 28: a warning costs no points. */
const countedPoints = (record: ViolationRecord): number => (record.fineFen === 0 ? 0 : record.points)

function judgeRecord(record: ViolationRecord, driver: DriverStanding, idNumber: string, online: boolean): Problem[] {
  if (record.source === 'on-site') return [block('V_ONSITE')]
  if (record.state !== 'open') return [block('V_HANDLED')]
  const always = record.objection === 'examining' ? [block('V_OBJECTION')] : []
  if (!online) return always
  return [
    ...always,
    ...judgeLinked(record, driver, idNumber),
    ...(record.fineFen > SIMPLE_FEN ? [block('V_200')] : []),
    ...(isHeavy(record.vehicle) ? [block('V_HEAVY')] : judgeClass(record, driver.licence)),
    ...(record.vehicle.ownerIdNumber !== idNumber && driver.studies.present >= 3 ? [block('V_STUDIES_3')] : []),
  ]
}

const judgeLinked = (record: ViolationRecord, driver: DriverStanding, idNumber: string): Problem[] =>
  record.vehicle.ownerIdNumber === idNumber || driver.linked.includes(carOf(record)) ? [] : [block('V_NOT_BOUND')]

/** Driving without the class is another, heavier violation (order 163 art. 9 (5)); it is never settled by a press. */
function judgeClass({ vehicle }: ViolationRecord, licence: LicenceRecord | null): Problem[] {
  const read = licence ? classString({ input: licence.classes.join('') }) : undefined
  if (!licence || !read?.ok || read.mayDrive.some((held) => classesFor(vehicle.vehicleType).includes(held))) return []
  return [block('V_CLASS', { class: licence.classes.join('、') })]
}

/** Any of these allows driving a vehicle of the type (GA 802 codes; order 162 annex 1). */
const classesFor = (vehicleType: string): readonly LicenceClass[] =>
  CLASSES_FOR.find(([type]) => type.test(vehicleType))?.[1] ?? ['C1', 'C2', 'C5']
const CLASSES_FOR: readonly (readonly [RegExp, readonly LicenceClass[]])[] = [
  [/^M.2/, ['F']],
  [/^M21/, ['E']],
  [/^M/, ['D']],
  [/^N/, ['C4']],
  [/^H5/, ['C3']],
  [/^J/, ['M']],
  [/^D11/, ['N']],
  [/^D12/, ['P']],
]

function judgeDriver(licence: LicenceRecord | null): Problem[] {
  if (!licence) return [block('LICENCE_STATE', { state: NO_LICENCE })]
  if (licence.state === REVIEW_OVERDUE) return [block('REVIEW_OVERDUE')]
  return licence.state === '正常' ? [] : [block('LICENCE_STATE', { state: licence.state })]
}
const REVIEW_OVERDUE = '逾期未审验'

/**
 * Order 163 art. 14: below 12 anything; at 12 only further records of the same car, and not online. The records are taken
 * in the order given. Which car brought the driver to 12 before today is not known here: the own one counts as that car.
 */
function judgePointsAfter(
  records: readonly ViolationRecord[],
  { licence }: DriverStanding,
  idNumber: string,
  online: boolean,
): Problem[] {
  if (!licence) return []
  if (online && licence.points >= FULL) {
    const other = records.some((r) => r.vehicle.ownerIdNumber !== idNumber)
    return [block(other ? 'V_OTHER_12' : 'POINTS_FULL')]
  }
  let current = licence.points
  let car: string | undefined
  for (const record of records) {
    const sameVehicle = car === undefined ? record.vehicle.ownerIdNumber === idNumber : car === carOf(record)
    const answer = mayHandle({ current, points: countedPoints(record), sameVehicle, online })
    if (!answer.ok) return [block(answer.why === 'POINTS_WOULD_REACH_12_ONLINE' ? 'V_12' : 'V_OTHER_12')]
    current = answer.total
    car = carOf(record)
  }
  return []
}

const STUDY_REFUSALS = { POINTS_FULL: 'POINTS_FULL', POINTS_NONE: 'STUDY_NONE', REDUCE_CAP_6: 'STUDY_CAP' } as const

/** Order 163 art. 26, each number of it that applies, in the words that the driver is told. */
function barsTo(standing: StudyStanding, licence: LicenceRecord, today: string): string[] {
  const bars: readonly (readonly [boolean, string])[] = [
    [standing.studies.present >= 2 || standing.studies.last >= 2, '本周期或者上一个周期内参加过两次以上满分教育'],
    [standing.punishedFor !== undefined, `最近三个周期内受过处罚:${standing.punishedFor ?? ''}`],
    [today < addMonths(licence.firstIssued, PROBATION_MONTHS), '驾驶证在实习期内'],
    [licence.state === REVIEW_OVERDUE, '驾驶证逾期未审验'],
    [['扣留', '暂扣'].includes(licence.state), `驾驶证被${licence.state}`],
    [standing.ownCarsOverdue.length > 0, `名下机动车检验过期或者应当注销:${standing.ownCarsOverdue.join('、')}`],
    [standing.cheated, '最近三个周期内有弄虚作假、冒名顶替的记录'],
  ]
  return bars.filter(([applies]) => applies).map(([, reason]) => reason)
}

/** Order 162 art. 76: the first twelve months. */
const PROBATION_MONTHS = 12
