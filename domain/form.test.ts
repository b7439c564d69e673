import { describe, expect, test } from 'vitest'
import { isCounty } from '#server/kit/regions.ts'
import { dataFor, LEARNER, LICENCE, VEHICLE } from '#test/cases.ts'
import type { CaseSubject } from './case.ts'
import type { Values } from './fields.ts'
import { parseForm } from './form.ts'
import type { LicenceRecord, VehicleRecord } from './records.ts'
import { findService } from './services/index.ts'

/** Answers that are right by themselves, against this licence or car. */

const ofLicence = (change: Partial<LicenceRecord> = {}): CaseSubject => ({
  kind: 'licence',
  licence: { ...LICENCE, ...change },
})
const ofVehicle = (change: Partial<VehicleRecord> = {}): CaseSubject => ({
  kind: 'vehicle',
  vehicle: { ...VEHICLE, ...change },
})

/** Names of the fields that do not fit; only those the item itself judges. */
function unfitFields(code: string, subject: CaseSubject | undefined, form: Values): string[] {
  const service = findService(code)
  if (!service) throw new Error(`no item ${code}`)
  const fields = service.form.flatMap((p) => p.fields).filter((f) => Object.hasOwn(form, f.name))
  const known = { subject, name: '张伟', office: 370200, today: '2026-03-02', isCounty }
  return parseForm(service, fields, form, known).errors.map((e) => e.field)
}

const A2_AT_64 = ofLicence({ classes: ['A2'], idNumber: '370000196203010011' })
const A2_AT_62 = ofLicence({ classes: ['A2'], idNumber: '370000196309010011' })
const A2_AT_71 = ofLicence({ classes: ['A2'], idNumber: '370000195503010011' })
const D_AT_71 = ofLicence({ classes: ['D'], idNumber: '370000195503010011' })

const LEARNING: CaseSubject = { kind: 'person', birth: '2000-05-05', learner: LEARNER }

describe('answers against the subject', () => {
  test.each<[string, CaseSubject | undefined, Values, string[]]>([
    ['licence-downgrade', ofLicence({ classes: ['B2'] }), { target: 'C1' }, []],
    ['licence-downgrade', ofLicence({ classes: ['C1'] }), { target: 'B2' }, ['target']],
    ['licence-downgrade', ofLicence({ classes: ['F'] }), { target: 'C1' }, ['target']],
    ['licence-downgrade', undefined, { target: 'B2' }, []],
    ['licence-renew-overage', A2_AT_64, { target: 'C2', keepC6: true }, []],
    ['licence-renew-overage', A2_AT_64, { target: 'rest' }, ['target']],
    ['licence-renew-overage', A2_AT_64, { target: 'extend', extendYears: '3' }, ['target']],
    ['licence-renew-overage', A2_AT_62, { target: 'extend', extendYears: '3' }, []],
    ['licence-renew-overage', A2_AT_62, { target: 'extend', extendYears: '' }, ['extendYears']],
    ['licence-renew-overage', A2_AT_62, { target: 'C1' }, ['target']],
    ['licence-renew-overage', A2_AT_71, { target: 'C1', keepC6: true }, ['keepC6']],
    ['licence-renew-overage', D_AT_71, { target: 'rest' }, []],
    ['licence-renew-overage', D_AT_71, { target: 'C1' }, ['target']],
    ['licence-info-change', ofLicence({ name: '张玮' }), { change: 'name' }, []],
    ['licence-info-change', ofLicence(), { change: 'name' }, ['change']],
    ['licence-info-change', ofLicence(), { change: 'address' }, []],
    ['driver-contact-change', ofLicence({ classes: ['A1'] }), { employer: '青岛公交集团' }, []],
    ['driver-contact-change', ofLicence(), { employer: '青岛公交集团' }, ['employer']],
    ['defer-licence-review', ofLicence(), { years: '3' }, []],
    [
      'defer-licence-review',
      ofLicence({ deferred: { review: { years: 2, until: '2028-03-01' } } }),
      { years: '2' },
      ['years'],
    ],
    [
      'defer-licence-review',
      ofLicence({ deferred: { medical: { years: 2, until: '2028-03-01' } } }),
      { years: '3' },
      [],
    ],
    ['owner-name-address-change', ofVehicle(), { change: 'name' }, ['change']],
    ['owner-name-address-change', ofVehicle(), { change: 'address', newRegion: '370211' }, []],
    ['owner-name-address-change', ofVehicle(), { change: 'address', newRegion: '370102' }, ['newRegion']],
    ['vehicle-relocate', ofVehicle(), { newRegion: '370211' }, []],
    ['vehicle-relocate', ofVehicle(), { newRegion: '370102' }, ['newRegion']],
    ['spouse-co-owner-change', ofVehicle(), { spouseId: VEHICLE.owner.idNumber }, ['spouseId']],
    ['spouse-co-owner-change', ofVehicle(), { spouseId: '370000198502280111' }, []],
    ['mortgage-register', ofVehicle(), { creditor: 'person', creditorId: VEHICLE.owner.idNumber }, ['creditorId']],
    ['plate-swap', ofVehicle(), { otherPlate: '鲁b·12346' }, []],
    ['plate-swap', ofVehicle(), { otherPlate: '鲁b·12345' }, ['otherPlate']],
    ['plate-swap', ofVehicle(), { otherPlate: '鲁BD12345' }, ['otherPlate']],
    ['vehicle-affiliation-apply', ofVehicle(), { until: '2026-03-02' }, ['until']],
    ['vehicle-affiliation-apply', ofVehicle(), { until: '2026-03-03' }, []],
    ['vehicle-affiliation-apply', ofVehicle(), { until: '2029-03-02' }, []],
    ['vehicle-affiliation-apply', ofVehicle(), { until: '2029-03-03' }, ['until']],
    ['fine-pay', { kind: 'person' }, { decisionNo: '370201190000001' }, []],
    ['fine-pay', { kind: 'person' }, { decisionNo: '37020119000000X' }, ['decisionNo']],
    ['exam-change-class', LEARNING, { to: 'C2' }, []],
    ['exam-change-class', LEARNING, { to: 'A1' }, ['to']],
    ['exam-change-class', { kind: 'person', birth: '2000-05-05' }, { to: 'A1' }, []],
    ['exam-fee-pay', LEARNING, { part: '2' }, ['part']],
    ['exam-fee-pay', { kind: 'person' }, { part: '2' }, []],
    ['vehicle-contact-change', ofVehicle(), { zip: '266071' }, []],
    ['vehicle-contact-change', ofVehicle(), { zip: '26607a' }, ['zip']],
  ])('%s %#', (code, subject, form, fields) => {
    expect(unfitFields(code, subject, form)).toEqual(fields)
  })

  test('an answer that is missing is named once, as missing', () => {
    expect(unfitFields('licence-downgrade', ofLicence(), { target: '' })).toEqual(['target'])
  })
})

test('C6 is kept beside either car class, and is no question where the rest stays (order 162 art. 65)', () => {
  const service = findService('licence-renew-overage')
  const fields = service?.form.flatMap((p) => p.fields).filter((f) => ['target', 'keepC6'].includes(f.name)) ?? []
  const known = { subject: undefined, name: '张伟', office: 370200, today: '2026-03-02', isCounty }
  const kept = (form: Values) => service && parseForm(service, fields, form, known).values['keepC6']
  expect(['C1', 'C2', 'rest'].map((target) => kept({ target, keepC6: true }))).toEqual([true, true, undefined])
  expect(kept({ target: 'C1' })).toBe(false)
})

test.each([
  ['02', ['plateCar']],
  ['52', ['plateCar']],
  ['07', ['plateMoto']],
  ['15', ['plateTrailer']],
  ['13', ['plateLow']],
])('new plates of type %s cost %s', (plateType, fees) => {
  const service = findService('plate-replace')
  if (!service) throw new Error('no item')
  expect(service.feesFor?.({ ...dataFor(service), subject: ofVehicle({ plateType }) })).toEqual(fees)
})
