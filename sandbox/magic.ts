import type { Mode } from './modes.ts'

/**
 * Inputs that make one call go wrong while everything else goes well, so that a demo or a test can show it.
 * A VIN's last four, or a message's text, decide; the made world never has them (serials begin at 100,000).
 */
const BY_VIN_END: Readonly<Record<string, Mode>> = {
  '9901': 'slow',
  '9902': 'down',
  '9903': 'bad-signature',
  '9904': 'wrong-data',
  '9905': 'unavailable',
}

/** The mood a message asks for by a VIN that ends in 99nn; undefined for all others. */
export function magicOf(body: string): Mode | undefined {
  const end = /"vin":"[A-HJ-NPR-Z0-9]{11}00(99\d\d)"/.exec(body)?.[1]
  return end === undefined ? undefined : BY_VIN_END[end]
}

/** VINs of the cars that were made to fail. */
export const MAGIC_VIN = /00990[1-8]$/

/** A VIN that ends in 009906: the register answers later; 009907: it refuses. */
export const LATE_VIN = /009906$/
export const REFUSED_VIN = /009907$/
/** A VIN that ends in 009908: the register refuses the first number handed over for it as in use already. */
export const TAKEN_VIN = /009908$/

/** A mobile that ends so cannot be reached: the gateway refuses. */
export const DEAD_MOBILE = /0000$/

/** Words in a session id of a face comparison, or in a comment of the still that is compared. */
export const FACE_FAILS = 'face-fail'
export const FACE_UNSURE = 'face-unsure'
export const LIVENESS_FAILS = 'liveness-fail'

/** Words in an address. */
export const UNDELIVERABLE = '查无此人'
export const GETS_LOST = '遗失'

/** The last two digits of an amount in fen; real fees are whole yuan. */
export const NOTICE_TWICE = 11
export const NOTICE_LATE = 12
export const NOTICE_SHORT = 13

/** Offices that ask for files of cars: the first file is not whole; the car is registered there at once; its owner never comes. */
export const NOT_WHOLE_AT_FIRST = 330100
export const COMES_BY_ITSELF = 350100
export const NEVER_COMES = 360100
