import { describe, expect, test } from 'vitest'
import {
  inspectedAt,
  judgeRecord,
  photoNamed,
  type PreInspectionRecord,
  readTable,
  repeated,
  sameRecord,
  SAMPLE_HEAD,
} from './pre-inspection.ts'
import { makeVin } from './rules/generate.ts'

/** Order 164 art. 14: the maker's own inspection of a new car, line by line; every fault of a line is named. */

const NOW = new Date('2026-03-02T02:00:00Z')
const VIN = makeVin({ wmi: 'LFM', year: 2026, serial: 1 })
const RECORD: PreInspectionRecord = {
  vin: VIN,
  model: 'BYD7000',
  engineNo: 'TZ200-1',
  colour: 'A',
  power: '纯电',
  seats: '5',
  inspectedAt: '2026-03-02 10:00',
  inspector: '周工',
  photoFront: 'a'.repeat(64),
  photoRear: 'b'.repeat(64),
  photoVin: 'c'.repeat(64),
}
const judge = (change: Partial<PreInspectionRecord>) => judgeRecord({ ...RECORD, ...change }, { wmi: ['LFM'] }, NOW)

test.each<[string, Partial<PreInspectionRecord>, string[]]>([
  ['as it should be', {}, []],
  ['a mistyped VIN', { vin: `${VIN.slice(0, 16)}I` }, ['PRE_VIN']],
  ['of another maker', { vin: makeVin({ wmi: 'LSV', year: 2026, serial: 1 }) }, ['PRE_OTHER_MAKER']],
  ['without a model', { model: '' }, ['PRE_MODEL']],
  ['a model of sixty characters', { model: 'M'.repeat(60) }, []],
  ['… of sixty-one', { model: 'M'.repeat(61) }, ['PRE_MODEL']],
  ['an engine number of three', { engineNo: 'ABC' }, ['PRE_ENGINE']],
  ['… of four', { engineNo: 'ABC1' }, []],
  ['a colour that is none', { colour: 'K' }, ['PRE_COLOUR']],
  ['the last of the colours', { colour: 'J' }, []],
  ['a kind of power that is none', { power: '蒸汽' }, ['PRE_POWER']],
  ['no seat', { seats: '0' }, ['PRE_SEATS']],
  ['nine seats', { seats: '9' }, []],
  ['ten seats', { seats: '10' }, ['PRE_SEATS']],
  ['inspected a minute from now', { inspectedAt: '2026-03-02 10:01' }, ['PRE_TIME']],
  ['inspected at an instant', { inspectedAt: '2026-03-02T02:00:00Z' }, []],
  ['… that is to come', { inspectedAt: '2026-03-02T02:00:01Z' }, ['PRE_TIME']],
  ['inspected at no time of day', { inspectedAt: '2026-03-02' }, ['PRE_TIME']],
  ['inspected on a day that was not', { inspectedAt: '2026-02-32 10:00' }, ['PRE_TIME']],
  ['by one letter', { inspector: '周' }, ['PRE_INSPECTOR']],
  ['the same photo twice', { photoRear: RECORD.photoFront }, ['PRE_PHOTOS']],
  ['a photo without its hash', { photoVin: 'c'.repeat(63) }, ['PRE_PHOTOS']],
  ['two faults at once', { seats: 'x', inspector: '' }, ['PRE_SEATS', 'PRE_INSPECTOR']],
])('%s', (_, change, told) => expect(judge(change)).toEqual(told))

test('times without a zone are those of China', () => {
  expect(inspectedAt({ inspectedAt: '2026-03-02 10:00' })).toBe('2026-03-02T02:00:00.000Z')
  expect(inspectedAt({ inspectedAt: '2026-03-02T10:00:00+09:00' })).toBe('2026-03-02T01:00:00.000Z')
})

describe('the table', () => {
  const row = Object.values(RECORD).join(',')
  test('is read with the numbers that its lines have in the file, empty ones left out', () => {
    const read = readTable(`\ufeff${SAMPLE_HEAD}\r\n${row},c2ln\r\n\r\n${row.toLowerCase()},\r\n`)
    expect(read).toEqual({
      ok: true,
      lines: [
        { line: 2, record: RECORD, signature: 'c2ln' },
        expect.objectContaining({ line: 4, signature: '', record: { ...RECORD, model: 'byd7000' } }),
      ],
    })
  })
  test('has quotes as spreadsheets write them', () => {
    const read = readTable(`${SAMPLE_HEAD}\n${row.replace('BYD7000', '" BYD,""7000"" "')},`)
    expect(read).toMatchObject({ ok: true, lines: [{ record: { model: 'BYD,"7000"' } }] })
  })
  test.each([
    ['without a column', SAMPLE_HEAD.replace('车身颜色', '颜料'), 'PRE_HEAD'],
    ['without a line', SAMPLE_HEAD, 'PRE_EMPTY'],
    ['with ten thousand lines and one', `${SAMPLE_HEAD}\n${'x\n'.repeat(10_001)}`, 'PRE_TOO_MANY'],
  ])('%s is refused whole', (_, text, why) => expect(readTable(text)).toEqual({ ok: false, why }))
  test('of ten thousand lines is read', () => {
    expect(readTable(`${SAMPLE_HEAD}\n${'x\n'.repeat(10_000)}`)).toMatchObject({ ok: true })
  })
})

test('the same line again is harmless, another content for one car is not', () => {
  const line = (no: number, change: Partial<PreInspectionRecord> = {}) => ({
    line: no,
    record: { ...RECORD, ...change },
  })
  expect([...repeated([line(2), line(3), line(4, { seats: '7' }), line(5, { vin: 'other' })])]).toEqual([
    [3, 'same'],
    [4, 'differs'],
  ])
  expect(sameRecord(RECORD, { ...RECORD, photoVin: 'd'.repeat(64) })).toBe(false)
})

test.each([
  [`${VIN}-1.jpg`, 'photoFront'],
  [`${VIN.toLowerCase()}_右后.png`, 'photoRear'],
  [`${VIN} vin.jpeg`, 'photoVin'],
  [`${VIN}-4.jpg`, undefined],
  [`${VIN}.jpg`, undefined],
])('%s shows %s', (name, slot) => {
  expect(photoNamed(name)).toEqual(slot === undefined ? undefined : { vin: VIN, slot })
})
