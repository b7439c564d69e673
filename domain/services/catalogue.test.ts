import { expect, test } from 'vitest'
import { CATEGORIES } from '../service.ts'
import { findService, services } from './index.ts'

/**
 * What the law and the trade say of every item, said a second time and independently of its file: category, channels (order 164 art. 86
 * keeps three items from the web), and who may apply (order 164 art. 86, order 162 art. 105). Owners and readers may be units too.
 */
const ITEMS: readonly (readonly [code: string, category: string, channels: string, applicants: string])[] = [
  ['new-vehicle-registration', 'vehicle', 'web video counter', 'self agent company'],
  ['plate-preselect-new', 'vehicle', 'web kiosk counter', 'self agent company'],
  ['plate-preselect-transfer', 'vehicle', 'web kiosk counter', 'self agent company'],
  ['plate-preselect-inbound', 'vehicle', 'web kiosk counter', 'self agent company'],
  ['plate-preselect-nev-exchange', 'vehicle', 'web kiosk counter', 'self agent company'],
  ['nev-plate-exchange-appointment', 'appointment', 'web counter', 'self agent company'],
  ['plate-replace', 'vehicle', 'web video kiosk counter', 'self agent relative company'],
  ['vehicle-licence-replace', 'vehicle', 'web video kiosk counter', 'self agent relative company'],
  ['registration-cert-replace', 'vehicle', 'web video counter', 'self agent company'],
  ['inspection-mark-replace', 'vehicle', 'web video counter', 'self agent relative company'],
  ['inspection-exempt-mark', 'vehicle', 'web video counter', 'self agent relative company'],
  ['vehicle-contact-change', 'vehicle', 'web video kiosk counter', 'self agent company'],
  ['use-type-change-ride-hailing-out', 'vehicle', 'video counter', 'self agent company'],
  ['spouse-co-owner-change', 'vehicle', 'video counter', 'self'],
  ['mortgage-release', 'vehicle', 'web video counter', 'self agent company'],
  ['vehicle-relocate', 'vehicle', 'web counter', 'self agent company'],
  ['oversize-temp-plate', 'vehicle', 'web counter', 'company'],
  ['new-car-temp-plate', 'vehicle', 'web kiosk counter', 'self agent company'],
  ['vehicle-bind-non-owned', 'vehicle', 'web counter', 'self'],
  ['vehicle-affiliation-apply', 'vehicle', 'web counter', 'self company'],
  ['manufacturer-pre-inspection-submit', 'vehicle', 'web', 'maker'],
  ['vehicle-transfer-registration', 'vehicle', 'web counter', 'self agent company'],
  ['owner-identity-record-change', 'vehicle', 'video counter', 'self agent company'],
  ['owner-name-address-change', 'vehicle', 'web video counter', 'self agent company'],
  ['plate-swap', 'vehicle', 'video counter', 'self agent company'],
  ['mortgage-register', 'vehicle', 'web video counter', 'self agent company'],
  ['pledge-record', 'vehicle', 'video counter', 'self agent'],
  ['vehicle-loss-deregistration', 'vehicle', 'video counter', 'self'],
  ['registration-correction', 'vehicle', 'web video counter', 'self agent company'],
  ['licence-renew-expiry', 'driver', 'web video kiosk counter', 'self agent relative'],
  ['licence-renew-overage', 'driver', 'web video counter', 'self agent relative'],
  ['licence-replace-damaged', 'driver', 'web video kiosk counter', 'self agent relative'],
  ['licence-replace-lost', 'driver', 'web video kiosk counter', 'self agent relative'],
  ['driver-contact-change', 'driver', 'web video kiosk counter', 'self'],
  ['defer-licence-renewal', 'driver', 'web video counter', 'self agent'],
  ['defer-licence-review', 'driver', 'web video counter', 'self agent'],
  ['defer-medical-certificate', 'driver', 'web video counter', 'self agent'],
  ['licence-first-apply', 'driver', 'kiosk web counter', 'self'],
  ['licence-add-class-medical', 'driver', 'kiosk web counter', 'self'],
  ['school-bus-driver-qualification', 'driver', 'web counter', 'self'],
  ['medical-certificate-submit', 'driver', 'web kiosk counter', 'self agent relative'],
  ['licence-review', 'driver', 'web counter', 'self agent'],
  ['licence-info-change', 'driver', 'web video counter', 'self agent'],
  ['licence-transfer-in', 'driver', 'web video counter', 'self agent'],
  ['licence-downgrade', 'driver', 'web video counter', 'self agent'],
  ['licence-restore', 'driver', 'web counter', 'self'],
  ['exam-book-local', 'exam', 'web kiosk counter', 'self'],
  ['exam-cancel-local', 'exam', 'web kiosk counter', 'self'],
  ['exam-book-remote', 'exam', 'web kiosk counter', 'self'],
  ['exam-cancel-remote', 'exam', 'web kiosk counter', 'self'],
  ['exam-fee-pay', 'exam', 'web kiosk counter', 'self agent'],
  ['learner-permit-print', 'exam', 'web kiosk counter', 'self'],
  ['exam-misconduct-report', 'exam', 'web counter', 'self'],
  ['exam-change-class', 'exam', 'web counter', 'self'],
  ['exam-change-place', 'exam', 'web counter', 'self'],
  ['exam-result-query', 'exam', 'web kiosk', 'self'],
  ['violation-query', 'violation', 'web kiosk counter', 'self company'],
  ['violation-handle', 'violation', 'web kiosk counter', 'self'],
  ['fine-pay', 'violation', 'web kiosk counter', 'self agent'],
  ['violation-objection', 'violation', 'web counter', 'self'],
  ['violation-defer', 'violation', 'web counter', 'self'],
  ['points-query', 'violation', 'web kiosk counter', 'self'],
  ['points-study-reduce', 'violation', 'web', 'self'],
  ['points-full-education', 'violation', 'web counter', 'self'],
  ['inspection-mark-issue', 'vehicle', 'web counter', 'self agent company'],
  ['inspection-appointment', 'appointment', 'web counter', 'self company'],
  ['onsite-vehicle-check-appointment', 'appointment', 'web kiosk counter', 'self agent'],
  ['counter-appointment', 'appointment', 'web kiosk counter', 'self'],
  ['video-window-session', 'appointment', 'video', 'self'],
  ['plate-segment-publish', 'information', 'web kiosk', 'self'],
  ['e-driving-licence', 'information', 'web', 'self'],
  ['e-vehicle-licence', 'information', 'web', 'self company'],
  ['e-inspection-mark', 'information', 'web', 'self'],
  ['reminders', 'information', 'web', 'self'],
  ['consultation', 'information', 'web video counter', 'self'],
  ['service-rating', 'information', 'web kiosk counter video', 'self'],
  ['service-authorise', 'information', 'web counter', 'self company'],
  ['progress-query', 'information', 'web kiosk counter', 'self agent'],
  ['account-identity', 'information', 'web video kiosk counter', 'self'],
  ['unit-account', 'information', 'web counter', 'company'],
  ['service-guide', 'information', 'web kiosk counter', 'self'],
]

test('the catalogue has exactly these items', () => {
  expect(services.map((s) => s.code).toSorted()).toEqual(ITEMS.map(([code]) => code).toSorted())
})

test('somebody else’s car is named by its plate where the applicant does not own it yet, or never will', () => {
  expect(
    services
      .filter((s) => s.vehicleOf === 'other')
      .map((s) => s.code)
      .toSorted(),
  ).toEqual([
    'owner-identity-record-change',
    'plate-preselect-transfer',
    'vehicle-affiliation-apply',
    'vehicle-bind-non-owned',
    'vehicle-transfer-registration',
  ])
})

test.each(ITEMS)('%s: category, channels and applicants', (code, category, channels, applicants) => {
  const service = findService(code)
  expect(service?.category).toBe(category)
  expect(service?.channels.toSorted()).toEqual(channels.split(' ').toSorted())
  expect(service?.applicants.toSorted()).toEqual(applicants.split(' ').toSorted())
})

test('what cannot be done on the web alone is done face to face', () => {
  const seen = (code: string) => findService(code)?.steps.some((step) => step.kind === 'meet')
  for (const { code } of services.filter((s) => !s.channels.includes('web')))
    expect([code, seen(code)]).toEqual([code, true])
})

test('lists go by category, then by rank; what has none comes last, by its code', () => {
  const key = (s: (typeof services)[number]): string =>
    [CATEGORIES.indexOf(s.category), s.rank ?? 999_999].map((n) => String(n).padStart(6, '0')).join(' ') + s.code
  expect(services.map((s) => s.code)).toEqual(
    services.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((s) => s.code),
  )
})
