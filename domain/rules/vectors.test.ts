import { describe, expect, test } from 'vitest'
import { isWorkingDay, parseCalendar } from '#domain/calendar.ts'
import * as rules from '#domain/rules/index.ts'
import calendarFile from '#config/calendar.json' with { type: 'json' }
import vectors from '#test/vectors.json' with { type: 'json' }

type Row = Readonly<Record<string, unknown>>
type Rule = (q: unknown) => unknown

const functions: ReadonlyMap<string, Rule> = new Map(Object.entries(rules))

/** Which fields of a row go in; everything else of the row is what must come out. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  plate: ['type', 'input'],
  id: ['input'],
  vin: ['input', 'domestic'],
  uscc: ['input'],
  mobile: ['input'],
  classString: ['input'],
  mayApply: ['class', 'age', 'options'],
  overAge: ['classes', 'age', 'options'],
  speed: ['group', 'road', 'overPercent'],
  overload: ['kind', 'overPercent'],
  freight: ['overPercent'],
  mayHandle: ['current', 'points', 'sameVehicle', 'online'],
  fullEducation: ['totalPoints', 'timesInCycle', 'big'],
  endOfCycle: ['entries'],
  reducePoints: ['current', 'reducedThisCycle', 'step'],
  inspection: ['vehicle', 'registered'],
  scrap: ['use', 'size'],
  validity: ['current', 'fullPoints'],
  renewal: ['validTo', 'today'],
  medical: ['issued', 'today'],
  fileNo: ['input'],
  useType: ['code'],
  plateTypeFor: ['vehicleType', 'newEnergy'],
  examBooking: [
    'subject',
    'cls',
    'date',
    'permitFrom',
    'permitTo',
    'bookedTimes',
    'lastFailed',
    'passed',
    'holdsCarLicence',
  ],
  passMark: ['class'],
  lateFee: ['fine', 'received', 'paid'],
  workingDays: ['from', 'days'],
}

/** Inputs that the rows leave to the file as a whole. */
const calendar = {
  off: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  on: ['2026-02-14', '2026-02-28'],
}
const CONTEXT: Readonly<Record<string, Row>> = { id: { today: vectors.id.today }, workingDays: { calendar } }

const { crossCheck, ...keys } = vectors

/** Every row of a key, with what the table says beyond the row: valid rows of a code table leave out their `ok`. */
function rowsOf(key: string, value: object): Row[] {
  if (Array.isArray(value)) return value
  const { valid, invalid, ...others }: { valid?: Row[]; invalid?: Row[] } = value
  expect(
    Object.keys(others).filter((name) => CONTEXT[key]?.[name] === undefined),
    `unread parts of ${key}`,
  ).toEqual([])
  return [...(valid ?? []).map((row) => ({ ok: true, ...row })), ...(invalid ?? [])]
}

const cases = Object.entries(keys).map(([key, value]) => ({ key, rows: rowsOf(key, value) }))

test('every key has its function and every function its key', () => {
  expect([...functions.keys()].toSorted()).toEqual(Object.keys(keys).toSorted())
  expect(Object.keys(INPUTS).toSorted()).toEqual(Object.keys(keys).toSorted())
})

test('no row is left out', () => {
  // Counted on the raw file, without knowledge of its keys: the length of every outermost list.
  const leaves = (value: unknown): number => {
    if (Array.isArray(value)) return value.length
    return typeof value === 'object' && value !== null
      ? Object.values(value).reduce((sum: number, part) => sum + leaves(part), 0)
      : 0
  }
  const consumed = cases.reduce((sum, { rows }) => sum + rows.length, 0)
  expect(consumed).toBe(leaves(keys))
  expect(consumed).toBeGreaterThan(500)
})

describe.each(cases)('$key', ({ key, rows }) => {
  test.each(rows.map((row) => ({ row, name: JSON.stringify(row).slice(0, 110) })))('$name', ({ row }) => {
    const inputs = INPUTS[key] ?? []
    const query = Object.fromEntries(Object.entries(row).filter(([name]) => inputs.includes(name)))
    const { result, ...outputs } = Object.fromEntries(Object.entries(row).filter(([name]) => !inputs.includes(name)))
    const answer = functions.get(key)?.({ ...query, ...CONTEXT[key] })
    expect(answer).toEqual('result' in row ? result : outputs)
  })
})

describe('crossCheck: what independent implementations say', () => {
  const today = vectors.id.today

  test('its parts are all read', () => {
    expect(Object.keys(crossCheck).toSorted()).toEqual(
      [
        'fuzz',
        'id',
        'idDisagree',
        'note',
        'realCodesThatFail',
        'uscc',
        'usccDisagree',
        'vin',
        'vinDisagree',
      ].toSorted(),
    )
    expect([...crossCheck.idDisagree, ...crossCheck.usccDisagree, ...crossCheck.vinDisagree]).toEqual([])
    expect(crossCheck.fuzz.usccDisagreementsNotRemainderZero).toBe(0)
  })
  test.each(crossCheck.id)('id %s %s', (input, ok) => expect(rules.id({ input, today }).ok).toBe(ok))
  test.each(crossCheck.uscc)('uscc %s %s', (input, ok) => expect(rules.uscc({ input }).ok).toBe(ok))
  test.each(crossCheck.vin)('vin %s %s', (input, ok) => {
    expect(rules.vin({ input, domestic: String(input).startsWith('L') })).toMatchObject({ ok, checkDigitOk: ok })
  })
  test.each(crossCheck.realCodesThatFail)('real code $input', ({ input, ...answer }) => {
    expect(rules.uscc({ input })).toEqual(answer)
  })
})

test('the calendar of the house agrees with the one of the vectors', () => {
  const house = parseCalendar(calendarFile)
  for (const date of calendar.off) expect(isWorkingDay(date, house), date).toBe(false)
  for (const date of calendar.on) expect(isWorkingDay(date, house), date).toBe(true)
  for (const { from, days, due } of vectors.workingDays) {
    expect(rules.workingDays({ from, days, calendar: house })).toEqual({ due })
  }
})
