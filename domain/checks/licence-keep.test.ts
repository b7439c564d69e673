import type { DriverPast, PastKind } from '#domain/driver-records.ts'
import type { LicenceRecord } from '#domain/records.ts'
import { LICENCE } from '#test/cases.ts'
import { table, TODAY } from '#test/judging.ts'
import {
  judgeAbilityAfterAccident,
  judgeBackground,
  judgeBusAge,
  judgeBusClass,
  judgeBusPoints,
  judgeBusRecord,
  judgeKnownUnfit,
  judgeNothingOpen,
  judgeRestorable,
  judgeRestoreTest,
  judgeStudy,
} from './licence-keep.ts'

/** Review, restoration and the school bus: every refusal, and beside it the case that passes. */

const licence = (change: Partial<LicenceRecord> = {}): LicenceRecord => ({
  ...LICENCE,
  firstIssued: '2010-06-01',
  validTo: '2028-01-01',
  ...change,
})
const past = (studyMinutes: number, ...entries: [PastKind, string][]): DriverPast => ({
  entries: entries.map(([kind, on]) => ({ kind, on })),
  studyMinutes,
})

const bus = { classes: ['A2'], cyclePoints: [3, 0] }
const accident = (on: string) => past(0, ['fatal-accident', on])
table('the learning of a review (art. 73)', [
  ['a lorry with points, not learned', () => judgeStudy(licence(bus), past(0), TODAY), 'STUDY_MISSING'],
  ['… for 179 minutes', () => judgeStudy(licence(bus), past(179), TODAY), 'STUDY_MISSING'],
  ['… for three hours', () => judgeStudy(licence(bus), past(180), TODAY), ''],
  [
    'a lorry without points in the last cycle',
    () => judgeStudy(licence({ ...bus, cyclePoints: [0, 9] }), past(0), TODAY),
    '',
  ],
  [
    'a lorry and a motorcycle on one licence',
    () => judgeStudy(licence({ ...bus, classes: ['A2', 'D'] }), past(0), TODAY),
    'STUDY_MISSING',
  ],
  ['a car with points', () => judgeStudy(licence({ cyclePoints: [9] }), past(0), TODAY), ''],
  [
    'a car after a fatal accident in the last cycle',
    () => judgeStudy(licence(), accident('2024-06-01'), TODAY),
    'STUDY_MISSING',
  ],
  ['… on the last day of it', () => judgeStudy(licence(), accident('2025-05-31'), TODAY), 'STUDY_MISSING'],
  ['… in this cycle: due when it has ended', () => judgeStudy(licence(), accident('2025-06-01'), TODAY), ''],
  [
    '… in the first year: no cycle has ended yet',
    () => judgeStudy(licence({ firstIssued: '2025-06-01' }), accident('2025-08-01'), TODAY),
    '',
  ],
  ['… long ago', () => judgeStudy(licence(), accident('2024-05-31'), TODAY), ''],
])

const found = (change = {}) => ({ issuedOn: '2026-01-01', fit: true, fitFor: ['C1'], ...change })
const old = (test: { passed: boolean } | null, kind: PastKind, birth = '1956-03-02') =>
  judgeAbilityAfterAccident(licence(), past(0, [kind, '2025-01-01']), test, birth, TODAY)
table('health at a review', [
  ['nothing is known', () => judgeKnownUnfit(licence(), null, TODAY), ''],
  ['fit', () => judgeKnownUnfit(licence(), found(), TODAY), ''],
  ['not fit', () => judgeKnownUnfit(licence(), found({ fit: false }), TODAY), 'MEDICAL_UNFIT'],
  ['not fit for this class', () => judgeKnownUnfit(licence({ classes: ['A1'] }), found(), TODAY), 'MEDICAL_UNFIT'],
  [
    'an old result says nothing',
    () => judgeKnownUnfit(licence(), found({ fit: false, issuedOn: '2025-01-01' }), TODAY),
    '',
  ],
  ['70 after a grave accident', () => old(null, 'grave-injury-accident'), 'ABILITY_TEST'],
  ['… with the test', () => old({ passed: true }, 'fatal-accident'), ''],
  ['… with a failed test', () => old({ passed: false }, 'fatal-accident'), 'ABILITY_TEST'],
  ['69 after one', () => old(null, 'fatal-accident', '1956-03-03'), ''],
  ['70 without one', () => old(null, 'drink-driving'), ''],
])

const gone = (ground: 'not-renewed' | 'no-medical' | 'other', on: string, change: Partial<LicenceRecord> = {}) =>
  licence({ state: '注销', cancelled: { ground, on }, ...change })
table('restoring (art. 79)', [
  ['two years to the day', () => judgeRestorable(gone('not-renewed', '2024-03-02'), TODAY), ''],
  ['a day more', () => judgeRestorable(gone('not-renewed', '2024-03-01'), TODAY), 'RESTORE_LATE'],
  ['no certificate, still valid', () => judgeRestorable(gone('no-medical', '2020-01-01'), TODAY), ''],
  ['no certificate, for life', () => judgeRestorable(gone('no-medical', '2020-01-01', { validTo: 'long' }), TODAY), ''],
  [
    'ran out within a year',
    () => judgeRestorable(gone('no-medical', '2025-01-01', { validTo: '2025-03-03' }), TODAY),
    '',
  ],
  [
    'ran out a year ago',
    () => judgeRestorable(gone('no-medical', '2025-01-01', { validTo: '2025-03-02' }), TODAY),
    'RESTORE_EXPIRED',
  ],
  ['given up by the holder', () => judgeRestorable(gone('other', '2026-01-01'), TODAY), 'RESTORE_GROUND'],
  ['nobody knows why', () => judgeRestorable(licence({ state: '注销' }), TODAY), 'RESTORE_GROUND'],
  ['in force', () => judgeRestorable(licence(), TODAY), 'LICENCE_STATE'],
  ['revoked', () => judgeRestorable(licence({ state: '吊销' }), TODAY), 'LICENCE_STATE'],
  ['never had one', () => judgeRestorable(null, TODAY), 'LICENCE_STATE'],
  ['not renewed, not tested', () => judgeRestoreTest(gone('not-renewed', '2025-01-01')), 'RESTORE_TEST'],
  [
    'not renewed, tested',
    () =>
      judgeRestoreTest(
        licence({ cancelled: { ground: 'not-renewed', on: '2025-01-01', theoryPassedOn: '2026-01-01' } }),
      ),
    '',
  ],
  ['no certificate: no test', () => judgeRestoreTest(gone('no-medical', '2025-01-01')), ''],
  ['something open', () => judgeNothingOpen({ pending: 0, accidentsPending: 1 }), 'EXAM_PENDING_V'],
  ['nothing open', () => judgeNothingOpen({ pending: 0, accidentsPending: 0 }), ''],
])

const drives = (which: string, classes: string[], since: string) =>
  judgeBusClass(licence({ classes, classSince: Object.fromEntries(classes.map((c) => [c, since])) }), which, TODAY)
table('the school bus (art. 87)', [
  ['24', () => judgeBusAge('2001-03-03', TODAY, 60), 'BUS_AGE'],
  ['25', () => judgeBusAge('2001-03-02', TODAY, 60), ''],
  ['60', () => judgeBusAge('1965-03-03', TODAY, 60), ''],
  ['61', () => judgeBusAge('1965-03-02', TODAY, 60), 'BUS_AGE'],
  ['61 where the State has raised the limit', () => judgeBusAge('1965-03-02', TODAY, 63), ''],
  ['64 there', () => judgeBusAge('1962-03-02', TODAY, 63), 'BUS_AGE'],
  ['large with A1 for three years', () => drives('large', ['A1'], '2023-03-02'), ''],
  ['… a day less', () => drives('large', ['A1'], '2023-03-03'), 'BUS_YEARS'],
  ['large with B1', () => drives('large', ['B1'], '2010-01-01'), 'BUS_CLASS'],
  ['medium with B1', () => drives('medium', ['B1'], '2010-01-01'), ''],
  ['medium with A2', () => drives('medium', ['A2'], '2010-01-01'), ''],
  ['medium with B2', () => drives('medium', ['B2'], '2010-01-01'), 'BUS_CLASS'],
  ['small with C1', () => drives('small', ['C1'], '2010-01-01'), ''],
  ['small with C2', () => drives('small', ['C2'], '2010-01-01'), 'BUS_CLASS'],
  ['before a bus is chosen: any bus', () => drives('', ['C1'], '2010-01-01'), ''],
  [
    'a full cycle among the last three',
    () => judgeBusPoints(licence({ cyclePoints: [0, 0, 12] }), TODAY),
    'BUS_POINTS',
  ],
  ['one before that', () => judgeBusPoints(licence({ cyclePoints: [0, 0, 0, 12] }), TODAY), ''],
  ['a fatal accident ever', () => judgeBusRecord(accident('1999-01-01'), TODAY), 'BUS_RECORD'],
  ['a grave injury ever', () => judgeBusRecord(past(0, ['grave-injury-accident', '1999-01-01']), TODAY), 'BUS_RECORD'],
  ['drink-driving once', () => judgeBusRecord(past(0, ['drink-driving', '1999-01-01']), TODAY), 'BUS_RECORD'],
  ['drugs', () => judgeBusRecord(past(0, ['drug-use', '1999-01-01']), TODAY), 'BUS_RECORD'],
  [
    'overloading within a year',
    () => judgeBusRecord(past(0, ['passenger-overload', '2025-03-03']), TODAY),
    'BUS_RECORD',
  ],
  ['overloading a year ago', () => judgeBusRecord(past(0, ['passenger-overload', '2025-03-02']), TODAY), ''],
  ['speeding within a year', () => judgeBusRecord(past(0, ['passenger-speeding', '2025-06-01']), TODAY), 'BUS_RECORD'],
  ['cheating in a test is no such record', () => judgeBusRecord(past(0, ['exam-cheating', '2025-06-01']), TODAY), ''],
  [
    'two kinds, told both; the same kind once',
    () =>
      judgeBusRecord(
        past(0, ['drink-driving', '1999-01-01'], ['drunk-driving', '2001-01-01'], ['drug-use', '2001-01-01']),
        TODAY,
      ),
    'BUS_RECORD BUS_RECORD',
  ],
  ['the police found nothing', () => judgeBackground({ state: 'clear' }), ''],
  [
    'the police found something',
    () => judgeBackground({ state: 'found', what: ['crime', 'drugs'] }),
    'BUS_RECORD BUS_RECORD',
  ],
])
