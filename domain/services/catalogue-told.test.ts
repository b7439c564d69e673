import { describe, expect, test } from 'vitest'
import { TOLD } from '#test/catalogue-told.ts'
import { mayActBy } from '../acting.ts'
import { asksMoney, type Service } from '../service.ts'
import { findService, services } from './index.ts'

/** Nothing of what is told of an item is missing from its declaration, and nothing is invented: each difference has its reason here. */

interface Told {
  service: Service
  limit: string
  fees: readonly string[]
  uploads: readonly string[]
  law: readonly string[]
  refusals: readonly string[]
}

const list = (cell = '-'): string[] => (cell === '-' ? [] : cell.split(' '))

function toldOf(line: string): Told {
  const [code = '', limit = '-', fees, uploads, law, refusals] = line.split(' | ')
  const service = findService(code)
  if (!service) throw new RangeError(code)
  return { service, limit, fees: list(fees), uploads: list(uploads), law: list(law), refusals: list(refusals) }
}

const NOT_IN_LAW =
  'the order names no seizure or customs control for this (164 arts. 23, 24, 51–57); adding one is forbidden (art. 83 (4))'
const GONE_BY_NAME = 'told by the state it is: stolen, deregistered or due for scrapping'

/** Told, and not declared. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'plate-replace VEHICLE_SEIZED': NOT_IN_LAW,
  'plate-replace VEHICLE_STATE': GONE_BY_NAME,
  'vehicle-licence-replace VEHICLE_SEIZED': NOT_IN_LAW,
  'vehicle-licence-replace VEHICLE_STATE': GONE_BY_NAME,
  'registration-cert-replace VEHICLE_SEIZED': NOT_IN_LAW,
  'registration-cert-replace VEHICLE_CUSTOMS': NOT_IN_LAW,
  'inspection-mark-replace VEHICLE_SEIZED': NOT_IN_LAW,
  'inspection-exempt-mark VEHICLE_SEIZED': NOT_IN_LAW,
  'inspection-mark-issue VEHICLE_SEIZED': NOT_IN_LAW,
  'owner-identity-record-change VEHICLE_SEIZED': NOT_IN_LAW,
  'owner-name-address-change VEHICLE_SEIZED': NOT_IN_LAW,
  'owner-name-address-change CERT_NEEDED':
    'the certificate is brought when the new licence is collected, and that is declared',
  'inspection-exempt-mark MATERIAL_BAD':
    'nothing is uploaded: insurance and tax are looked up, or shown at the counter',
  'licence-info-change MATERIAL_BAD': 'the one upload is the photo, which has its own refusal (PHOTO_BAD)',
  'vehicle-affiliation-apply NOT_OWNER': 'the applicant is not the owner; that the car is a unit’s is NOT_OF_UNIT',
  'licence-renew-overage AGE_HIGH':
    'the age is why one applies: not yet (OVERAGE_NOT_DUE), or nothing remains (OVERAGE_ENDS)',
  'manufacturer-pre-inspection-submit CERT_MISMATCH': 'by line and field of the upload: PRE_CERTIFICATE',
  'manufacturer-pre-inspection-submit VEHICLE_MISMATCH': 'by line and field of the upload: PRE_VIN, PRE_OTHER_MAKER',
  'manufacturer-pre-inspection-submit DUPLICATE':
    'the same car again is the same record; a registered one is PRE_REGISTERED',
  'unit-account MATERIAL_BAD': 'nothing is uploaded: the market register is asked',
  'unit-account DUPLICATE': 'registered again it is the same account',
  'video-window-session ID_NOT_VERIFIED': 'the conversation is where identity is verified',
  'video-window-session APPT_FULL': 'a full day shows no free time',
  'video-window-session SUSPECT': 'the case that is talked about moves on site, the conversation ends in its own words',
  'video-window-session MATERIAL_BAD': 'the case that is talked about is returned for correction',
  'video-window-session L164:6': 'of the window as such; the item cites what it is for (arts. 74, 86)',
  'video-window-session L164:9': 'of the window as such',
  'video-window-session LEGOV:8': 'of the window as such',
  'e-driving-licence photo': 'the photo on file is shown; a new one comes with a new licence',
  'licence-renew-expiry medical': 'paid to the hospital',
  'licence-renew-overage medical': 'paid to the hospital',
  'licence-first-apply medical': 'paid to the hospital',
  'licence-add-class-medical medical': 'paid to the hospital',
  'school-bus-driver-qualification medical': 'paid to the hospital',
  'medical-certificate-submit medical': 'paid to the hospital',
  'licence-restore exam1': 'paid when the test is booked (exam-fee-pay); restoring follows the passed test',
  'points-full-education exam1': 'paid when the test is booked (exam-fee-pay)',
  'points-full-education exam2': 'paid when the test is booked (exam-fee-pay)',
  'points-full-education exam3road': 'paid when the test is booked (exam-fee-pay)',
}

const order = (...articles: string[]): readonly string[] => articles
/** Refusals beside those told, each with what it rests on. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  INVOICE_MISMATCH: order('L164:15', 'L164:29'),
  CERT_MISMATCH: order('L164:15'),
  INSURANCE_NONE: order('L164:18', 'L164:26'),
  INSPECTION_EXPIRED: order('L164:18', 'L164:26'),
  RELOCATE_HERE: order('L164:18'),
  // Art. 110 counts 63 in, art. 65 forbids driving from then on: an officer decides.
  AT_UPPER_AGE_LIMIT: order('L162:14'),
  FILE_NOT_PASSED: order('L164:18', 'L164:27'),
  // Each says 登记地; doing another place's business is an offence (art. 83 (6)).
  VEHICLE_ELSEWHERE: order(
    'L164:16',
    'L164:19',
    'L164:23',
    'L164:25',
    'L164:27',
    'L164:31',
    'L164:34',
    'L164:37',
    'L164:51',
    'L164:52',
  ),
}

/** Refusals that only one item has beside those told. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'plate-preselect-nev-exchange': { VEHICLE_KIND: 'green plates are for new-energy cars with ordinary plates' },
  'mortgage-release': { NOT_MORTGAGED: 'nothing to release (order 164 art. 33)' },
  'oversize-temp-plate': { COMPANY_ONLY: 'told as who may apply: the haulier' },
  'new-car-temp-plate': { VEHICLE_STOLEN: 'order 164 art. 15 (9)' },
  'vehicle-bind-non-owned': {
    BIND_DONE: 'bound already',
    LICENCE_EXPIRED_1Y: 'told as who may apply: a normal licence',
  },
  'vehicle-affiliation-apply': {
    NOT_OF_UNIT: 'told as what it is for: the car of a unit',
    COMPANY_CLOSED: 'a unit that is no more cannot agree',
    ATTACHED: 'one user at a time',
    BIND_DONE: 'attached already',
  },
  'manufacturer-pre-inspection-submit': {
    MAKER_NOT_ADMITTED: 'told as who may apply',
    PRE_VIN: 'rule R3, by line and field',
    PRE_OTHER_MAKER: 'the maker’s own VINs only',
    PRE_CERTIFICATE: 'the certificate of conformity of this very car',
    PRE_REGISTERED: 'a registered car is inspected by an office (order 164 art. 14)',
    MAKER_NO_KEY: 'told as who may apply: signs each record',
    PRE_UNSIGNED: 'the signature told in the form, by line',
    PRE_SIGNATURE: 'the signature told in the form, by line',
    PRE_PHOTOS: 'the three photos told in the form, by line',
    PHOTO_TOO_LARGE: 'told in the form: 2 MB each',
    PHOTO_DIFFERS: 'the photo that was signed',
    PHOTO_USED: 'each car has its own photos',
  },
  'new-vehicle-registration': {
    MAKER_SUSPENDED:
      'told of the maker’s item: sample checks, suspend a maker; the car is shown as with NOT_PREINSPECTED',
    PRE_OBJECTED: 'told of the maker’s item: sample checks; the car is shown as with NOT_PREINSPECTED',
  },
  'mortgage-register': {
    BANK_OFFLINE: 'a creditor that is not on the network comes along (order 164 art. 32)',
    CONTRACT_MISMATCH: 'order 164 art. 36 with art. 15 (1)',
  },
  'pledge-record': { NOT_PLEDGED: 'nothing to release (order 164 art. 34)' },
  'licence-renew-expiry': { LICENCE_LONG_TERM: 'nothing expires (order 162 art. 62)' },
  'defer-licence-renewal': { LICENCE_LONG_TERM: 'nothing expires (order 162 art. 62)' },
  'licence-renew-overage': { OVERAGE_NOT_DUE: 'order 162 art. 65', OVERAGE_ENDS: 'order 162 art. 79 (10)' },
  'licence-first-apply': {
    LICENCE_HELD: 'a class is added then (order 162 art. 17)',
    EXAM_RUNNING: 'one application for the tests at a time',
    BARRED_LIFE: 'order 162 art. 15',
    BARRED_CLASS: 'order 162 art. 18',
  },
  'licence-add-class-medical': {
    EXAM_RUNNING: 'one application for the tests at a time',
    BARRED_LIFE: 'order 162 art. 15',
    BARRED_CLASS: 'order 162 art. 18',
    EXAM_BAN: 'order 162 art. 93',
    ADD_CLASS_HELD: 'order 162 art. 17',
    ADD_CLASS_BASE: 'order 162 arts. 17, 22',
    MEDICAL_MISSING: 'order 162 art. 22',
    ABILITY_TEST: 'order 162 art. 22, from 70 on',
  },
  'school-bus-driver-qualification': { BUS_CLASS: 'order 162 art. 87 (1)', MEDICAL_DISABLED: 'order 162 art. 88 (3)' },
  'licence-review': { STUDY_MISSING: 'order 162 art. 73', ABILITY_TEST: 'order 162 art. 73' },
  'licence-transfer-in': { LICENCE_HERE: 'order 162 art. 64' },
  'licence-restore': {
    RESTORE_EXPIRED: 'order 162 art. 79: within two years',
    RESTORE_GROUND: 'order 162 art. 79: only these grounds',
    RESTORE_TEST: 'order 162 art. 79: subject 1 first',
    BARRED_LIFE: 'order 162 art. 15',
    EXAM_BAN: 'order 162 art. 93',
    MEDICAL_UNFIT: 'order 162 art. 14',
    MEDICAL_DISABLED: 'order 162 art. 14',
  },
  'exam-cancel-local': { EXAM_STATE: 'nothing is booked' },
  'exam-cancel-remote': { EXAM_STATE: 'nothing is booked' },
  'exam-fee-pay': { EXAM_STATE: 'nothing is booked' },
  'exam-result-query': { EXAM_STATE: 'no application for the tests' },
  'exam-change-class': {
    EXAM_STATE: 'no application for the tests',
    ABILITY_TEST: 'order 162 art. 22, from 70 on',
    ADD_CLASS: 'order 162 art. 17',
    ADD_CLASS_HELD: 'order 162 art. 17',
    ADD_CLASS_BASE: 'order 162 arts. 17, 22',
    BARRED_CLASS: 'order 162 art. 18',
    MEDICAL_MISSING: 'order 162 art. 22',
    MEDICAL_DISABLED: 'order 162 art. 14',
  },
  'violation-handle': {
    V_HANDLED: 'decided already',
    V_ONE_VEHICLE: 'order 163 arts. 13, 14',
    V_CLASS: 'the class does not cover the car',
    V_STUDIES_3: 'order 163 art. 18',
  },
  'fine-pay': { FINE_UNKNOWN: 'no such decision' },
  'violation-objection': { V_OBJECTION: 'order 157 art. 5: one objection at a time' },
  'violation-defer': { V_HANDLED: 'decided already', V_ONSITE: 'decided on the spot' },
  'points-full-education': { POINTS_NOT_FULL: 'order 163 art. 18: from 12 points' },
  'inspection-mark-issue': {
    TEST_NONE: 'order 164 art. 54',
    TOO_EARLY: 'order 164 art. 54',
    VEHICLE_KIND: 'order 164 art. 54: large buses and school buses at home only',
  },
  'inspection-appointment': {
    MARK_NO_TEST: 'this year the mark comes without a test',
    VIOLATION_PENDING: 'told, and no bar (the law makes it one of the mark only)',
    ACCIDENT_PENDING: 'told, and no bar',
    VEHICLE_KIND: 'large coaches and school buses where they are registered (order 164 art. 54)',
  },
  'video-window-session': {
    VIDEO_NOT_FOR_ITEM: 'told as its channels',
    VIDEO_CLOSED: 'out of hours',
    VIDEO_LONG_WAIT: 'too many wait',
    VIDEO_BOOKING_PAUSED: 'bookings missed',
  },
  'service-authorise': { AUTHORITY_AGE: 'relatives from 60 on', AUTHORITY_DAYS: 'thirty days' },
  'unit-account': {
    COMPANY_CODE: 'rule R4',
    COMPANY_UNKNOWN: 'rule R4: the registry is final',
    COMPANY_CLOSED: 'the unit is no more',
    COMPANY_NOT_LEGAL: 'told as who may apply',
    COMPANY_ONE_ADMIN: 'one administrator',
    COMPANY_FULL: 'ten users',
    COMPANY_PERSON_FULL: 'three units',
  },
}

/** What every application of a kind can end in, whatever else is told of it. */
function impliedBy(service: Service): Set<string> {
  const paper = asksMoney(service) ? ['PAY_TIMEOUT', 'ADDRESS_BAD', 'SUSPECT'] : []
  const agent = mayActBy(service, 'agent') || mayActBy(service, 'company') ? ['AUTH_EXPIRED'] : []
  const joint = service.coSign ? ['CO_DECLINED', 'CO_SIGN_OVER'] : []
  const car =
    service.subject === 'vehicle' ? ['NOT_OWNER', 'VEHICLE_UNKNOWN', 'VEHICLE_STOLEN', 'VEHICLE_CANCELLED'] : []
  const licence = service.subject === 'licence' ? ['LICENCE_STATE', 'LICENCE_EXPIRED_1Y', 'LICENCE_ELSEWHERE'] : []
  const plate = service.steps.some((s) => s.kind === 'choose-plate') ? ['PLATE_TAKEN'] : []
  const photo = service.materials.some((m) => m.how === 'upload' && m.code === 'photo') ? ['PHOTO_BAD'] : []
  const any = ['ID_NOT_VERIFIED', 'ID_DOC_EXPIRED', 'BLACKLIST', 'DUPLICATE', 'DATA_DOWN', 'SUSPECT']
  return new Set([...any, ...paper, ...agent, ...joint, ...car, ...licence, ...plate, ...photo])
}

const told = TOLD.map(toldOf)

test('every item is told of', () => {
  expect(told.map((t) => t.service.code).toSorted()).toEqual(services.map((s) => s.code).toSorted())
})

describe.each(told.map((t) => [t.service.code, t] as const))('%s', (code, t) => {
  const left = (what: string): boolean => LEFT_OUT[`${code} ${what}`] !== undefined
  const articles = t.service.law.map((ref) => `${ref.source}:${ref.article}`)

  test('the legal limit', () => {
    const { workingDays, law } = t.service.limit
    if (t.limit === '-') expect(law, 'a limit no law sets is the office’s own').toBeUndefined()
    else expect(`${workingDays} ${law?.source}:${law?.article}`).toBe(t.limit)
  })
  test('fees, uploads and articles', () => {
    expect(t.fees.filter((fee) => !t.service.fees.includes(fee) && !left(fee))).toEqual([])
    const uploads = t.service.materials.filter((m) => m.how === 'upload').map((m) => m.code)
    expect(t.uploads.filter((m) => !uploads.includes(m) && !left(m))).toEqual([])
    expect(t.law.filter((ref) => !articles.includes(ref) && !left(ref))).toEqual([])
  })
  test('refusals: none missing, none invented', () => {
    const declared = t.service.refusals
    expect(t.refusals.filter((r) => !declared.includes(r) && !left(r))).toEqual([])
    const implied = impliedBy(t.service)
    const own = OWN[code] ?? {}
    const invented = declared.filter((r) => !t.refusals.includes(r) && !implied.has(r) && !ADDED[r] && !own[r])
    expect(invented).toEqual([])
  })
})

test('every reason is still needed', () => {
  const facts = new Set(
    told.flatMap((t) => [...t.fees, ...t.uploads, ...t.law, ...t.refusals].map((f) => `${t.service.code} ${f}`)),
  )
  expect(Object.keys(LEFT_OUT).filter((key) => !facts.has(key))).toEqual([])
  const declares = (code: string, r: string) => findService(code)?.refusals.includes(r)
  const idle = Object.entries(OWN).flatMap(([code, reasons]) =>
    Object.keys(reasons)
      .filter((r) => !declares(code, r))
      .map((r) => `${code} ${r}`),
  )
  expect(idle).toEqual([])
})
