import { Type, type Static } from 'typebox'
import { PAST_KINDS, TEST_PARTS } from '#domain/driver-records.ts'
import { BearerOf, DateOnly, IdNumber, Maybe } from './fields.ts'

/** What the national register tells about drivers beside the licence itself: the past that bars, and the driving tests. */

/** Members of a licence that not every answer carries. */
export const licenceHistory = {
  /** when each class was got, by class */
  classSince: Type.Optional(Type.Record(Type.String(), DateOnly)),
  /** points of the closed points cycles, newest first */
  cyclePoints: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }))),
  cancelled: Type.Optional(
    Type.Object({
      ground: Type.Union([Type.Literal('not-renewed'), Type.Literal('no-medical'), Type.Literal('other')]),
      on: DateOnly,
      theoryPassedOn: Type.Optional(DateOnly),
    }),
  ),
  /** 准许驾驶校车 */
  schoolBus: Type.Optional(Type.Union([Type.Literal('large'), Type.Literal('medium'), Type.Literal('small')])),
  reviewedOn: Type.Optional(DateOnly),
}

export type DriverPast = Static<typeof DriverPast>
export const DriverPast = Type.Object({
  entries: Type.Array(Type.Object({ kind: Type.Enum(PAST_KINDS), on: DateOnly })),
  studyMinutes: Type.Integer({ minimum: 0 }),
})

const Place = Type.String({ pattern: '^\\d{4}$' })
const Part = Type.Enum(TEST_PARTS)

export type Learner = Static<typeof Learner>
export const Learner = Type.Object({
  idNumber: IdNumber,
  name: Type.String(),
  number: Type.String(),
  class: Type.String({ pattern: '^(A[123]|B[12]|C[123456]|[DEFMNP])$' }),
  first: Type.Boolean(),
  acceptedOn: DateOnly,
  place: Place,
  placeChanges: Type.Integer({ minimum: 0 }),
  permit: Type.Union([Type.Object({ number: Type.String(), from: DateOnly, to: DateOnly }), Type.Null()]),
  results: Type.Array(
    Type.Object({
      part: Part,
      on: DateOnly,
      site: Type.String(),
      score: Type.Integer({ minimum: 0, maximum: 100 }),
      passed: Type.Boolean(),
    }),
  ),
  booked: Type.Object({
    '2': Type.Optional(Type.Integer({ minimum: 0 })),
    '3-road': Type.Optional(Type.Integer({ minimum: 0 })),
  }),
  bookings: Type.Array(
    Type.Object({
      id: Type.String(),
      part: Part,
      on: DateOnly,
      at: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
      site: Type.String(),
      place: Place,
      paid: Type.Boolean(),
    }),
  ),
})

export const driverMessages = {
  past: { name: 'past', request: BearerOf, answer: DriverPast },
  learner: { name: 'learner', request: BearerOf, answer: Maybe(Learner) },
}
