/** What the national register and the police tell about drivers and about those who learn to drive. Shapes only. */

/** One entry of a person's past that the law counts when a licence or the school bus is asked for (order 162 arts. 15, 18, 87, 93). */
export interface PastEntry {
  kind: PastKind
  /** The day of the act; for a revocation or an annulment, the day of the decision. */
  on: string
}

/**
 * `revoked-…` also stands for the same act of somebody who had no licence: the periods are the same (art. 15 para. 2).
 * Accidents are entered only with equal or more blame.
 */
export const PAST_KINDS = [
  'drug-use',
  'drug-driving',
  'detox-order',
  'forced-detox-ended',
  'drug-dependence',
  'hit-and-run-crime',
  'drink-driving-accident-crime',
  'revoked-drunk',
  'revoked-drink-commercial',
  'revoked-drunk-commercial',
  'revoked-racing-crime',
  'revoked-accident-crime',
  'revoked-other',
  'annulled',
  'annulled-deceit',
  'unlicensed-accident',
  'exam-stand-in',
  'exam-cheating',
  'false-papers',
  'fatal-accident',
  'grave-injury-accident',
  'drunk-driving',
  'drink-driving',
  'passenger-overload',
  'passenger-speeding',
] as const
export type PastKind = (typeof PAST_KINDS)[number]

/** A driver's past, as the register keeps it. It is judged and not kept with a case. */
export interface DriverPast {
  entries: readonly PastEntry[]
  /** The learning that a review may ask for (order 162 art. 73): minutes since the last points cycle ended, the cases of accidents included. */
  studyMinutes: number
}

/** Criminal and drug records, answered between offices (order 162 art. 89). `pending`: the county police are still looking. */
export type Background =
  | { state: 'clear' }
  | { state: 'found'; what: readonly ('crime' | 'drugs')[] }
  | { state: 'pending' }

/** The driving test has three subjects; the third has a part on the road and one about safe driving (order 162 art. 30). */
export const TEST_PARTS = ['1', '2', '3-road', '3-safe'] as const
export type TestPart = (typeof TEST_PARTS)[number]

export interface TestResult {
  part: TestPart
  on: string
  site: string
  score: number
  passed: boolean
}

export interface TestBooking {
  id: string
  part: TestPart
  /** The day of the test and the hour of the session, as 'YYYY-MM-DD' and 'HH:MM'. */
  on: string
  at: string
  site: string
  /** First four digits of the office that holds the test. */
  place: string
  paid: boolean
}

/** An accepted application for the tests: who learns which class, how far, and where. */
export interface Learner {
  idNumber: string
  name: string
  number: string
  class: string
  /** False: the class is added to a licence. */
  first: boolean
  acceptedOn: string
  /** First four digits of the office where the tests are taken. */
  place: string
  placeChanges: number
  /** The learner's permit; null until subject 1 is passed. */
  permit: { number: string; from: string; to: string } | null
  /** Every test that was taken, in time; those of an earlier class or permit that count no more are not among them. */
  results: readonly TestResult[]
  /** Bookings of subjects 2 and 3-road that were granted under this permit, cancelled ones not counted. */
  booked: Readonly<Partial<Record<TestPart, number | undefined>>>
  /** Tests that are booked and not yet taken. */
  bookings: readonly TestBooking[]
}
