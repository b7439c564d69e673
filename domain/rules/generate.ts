import { isDate } from '#domain/calendar.ts'
import { creditCodeCheckCharacter, organisationCheckCharacter } from '#domain/rules/credit-code.ts'
import { idCheckCharacter } from '#domain/rules/resident-id.ts'
import { vinCheckCharacter } from '#domain/rules/vin.ts'

/**
 * Numbers for the sandbox and the seeds: correct in form, borne by nobody. Pure: the same input gives the same number.
 * All throw RangeError for input they cannot make a number of: that is a mistake in a seed.
 */

/**
 * A resident identity number with the region code of a whole province ('37' → 370000), which no person is given.
 * `sequence` 0–999 is the order number; odd is male.
 */
export function makeResidentId(of: {
  readonly province: string
  readonly birth: string
  readonly sequence: number
}): string {
  check(/^\d{2}$/.test(of.province), 'province')
  check(isDate(of.birth), 'birth')
  const digits = `${of.province}0000${of.birth.replaceAll('-', '')}${padded(of.sequence, 3)}`
  return digits + idCheckCharacter(digits)
}

/**
 * A vehicle identification number with its check character. `wmi` three characters (domestic ones begin with L),
 * `descriptor` places 4–8, `year` the model year 1980–2039, `plant` place 11, `serial` 0–999999.
 */
export function makeVin(of: {
  readonly wmi: string
  readonly descriptor?: string
  readonly year: number
  readonly plant?: string
  readonly serial: number
}): string {
  const { wmi, descriptor = 'AAAAA', year, plant = 'A', serial } = of
  for (const [part, length] of [
    [wmi, 3],
    [descriptor, 5],
    [plant, 1],
  ] as const) {
    check(part.length === length && /^[0-9A-HJ-NPR-Z]+$/.test(part), `VIN part ${part}`)
  }
  check(Number.isInteger(year) && year >= 1980 && year <= 2039, 'year')
  const text = `${wmi}${descriptor}0${YEARS.charAt((year - 1980) % YEARS.length)}${plant}${padded(serial, 6)}`
  return text.slice(0, 8) + vinCheckCharacter(text) + text.slice(9)
}

/**
 * A unified social credit code of a region that does not exist ('37' → 379900), so of no organisation.
 * `serial` 0–999999; `registrar` and `kind` as in GB 32100, an enterprise when not given.
 */
export function makeCreditCode(of: {
  readonly province: string
  readonly serial: number
  readonly registrar?: string
  readonly kind?: string
}): string {
  const { province, serial, registrar = '9', kind = '1' } = of
  check(/^\d{2}$/.test(province), 'province')
  check(/^[0-9A-HJ-NP-RTUW-Y]{2}$/.test(registrar + kind), 'registrar or kind')
  const org = `MA${padded(serial, 6)}`
  const text = `${registrar}${kind}${province}9900${org}${organisationCheckCharacter(org)}`
  return text + creditCodeCheckCharacter(text)
}

/** The n-th mobile number, n 0–99,999,999, of the segment 154, which no operator has been given. */
export function makeMobile(n: number): string {
  return `154${padded(n, 8)}`
}

/** The thirty model-year characters from 1980 (GB 16735 table 1): no I O Q U Z 0. */
const YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789'

function padded(value: number, width: number): string {
  check(Number.isInteger(value) && value >= 0 && value < 10 ** width, `number ${value}`)
  return String(value).padStart(width, '0')
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`cannot make a number: bad ${what}`)
}
