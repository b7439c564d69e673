import { Type, type Static } from 'typebox'
import { CaseNo, DateOnly, IdNumber, Vin } from './fields.ts'

/** What the national register tells about vehicles beside the registration itself: scrapping, pledges, users, files on the move. */

/** Members of a registration that not every answer carries. */
export const vehicleFacts = {
  /** 强制报废期止; absent where the use has no such day */
  scrapOn: Type.Optional(DateOnly),
  pledgee: Type.Optional(Type.String()),
  /** since when this owner has it; absent: since the first registration */
  ownedSince: Type.Optional(DateOnly),
  /** last change of numbers with another car of the owner */
  swappedOn: Type.Optional(DateOnly),
  /** the electronic file has gone to another office, where the car is not registered yet */
  leaving: Type.Optional(Type.Object({ to: Type.Integer(), toName: Type.String(), since: DateOnly })),
}

/** The electronic file of a car that moves (order 164 art. 18): asked for by the office of arrival, made by the office of origin. */
export type FileTransfer = Static<typeof FileTransfer>
export const FileTransfer = Type.Union([
  Type.Object({ state: Type.Literal('pending') }),
  Type.Object({
    state: Type.Literal('sent'),
    from: Type.String(),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    sentAt: Type.String(),
  }),
  Type.Object({ state: Type.Literal('refused'), reasonZh: Type.String() }),
])

export type FileAnswer = Static<typeof vehicleMessages.fileAnswer.request>

/** Who beside the owner may see and settle a car's violations (备案非本人机动车). */
export type Bindings = Static<typeof Bindings>
export const Bindings = Type.Object({
  /** drivers bound to this car, and cars bound to this driver */
  ofCar: Type.Integer({ minimum: 0 }),
  ofDriver: Type.Integer({ minimum: 0 }),
  bound: Type.Boolean(),
  /** the one whom the unit that owns the car has attached it to */
  attachedTo: Type.Union([IdNumber, Type.Null()]),
})

/** One who uses a car beside its owner. */
export type CarUser = Static<typeof CarUser>
export const CarUser = Type.Object({
  idNumber: IdNumber,
  name: Type.String(),
  /** `bound`: may see and settle its violations; `attached`: the unit has given it to this one to use */
  kind: Type.Union([Type.Literal('bound'), Type.Literal('attached')]),
  until: Type.Optional(DateOnly),
})

export type SpecialPlates = Static<typeof SpecialPlates>
export const SpecialPlates = Type.Object({
  issued: Type.Integer({ minimum: 0 }),
  /** number and last day of the newest one */
  last: Type.Union([Type.Object({ number: Type.String(), validTo: DateOnly }), Type.Null()]),
})

export const vehicleMessages = {
  fileTransfer: {
    name: 'file-transfer',
    request: Type.Object({
      caseNo: CaseNo,
      vin: Vin,
      plate: Type.String(),
      plateType: Type.String(),
      to: Type.Integer(),
    }),
    answer: FileTransfer,
  },
  /** How far a file is that moves to an office; asking moves nothing. */
  fileState: {
    name: 'file-state',
    request: Type.Object({ vin: Vin, to: Type.Integer() }),
    answer: Type.Object({
      state: Type.Union([Type.Literal('none'), Type.Literal('pending'), Type.Literal('sent')]),
    }),
  },
  /** What this office answers to a request for a file that it keeps; `file` hashes to `hash` in its canonical form. */
  fileAnswer: {
    name: 'file-answer',
    request: Type.Union([
      Type.Object({
        requestNo: Type.String(),
        vin: Vin,
        to: Type.Integer(),
        verdict: Type.Literal('sent'),
        hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        file: Type.Record(Type.String(), Type.Unknown()),
      }),
      Type.Object({
        requestNo: Type.String(),
        vin: Vin,
        to: Type.Integer(),
        verdict: Type.Literal('refused'),
        reasonZh: Type.String(),
      }),
    ]),
    answer: Type.Object({ received: Type.Literal(true) }),
  },
  bindings: { name: 'bindings', request: Type.Object({ vin: Vin, idNumber: IdNumber }), answer: Bindings },
  /** `owner`: who asks; the register tells it to nobody else. */
  users: { name: 'users', request: Type.Object({ vin: Vin, owner: IdNumber }), answer: Type.Array(CarUser) },
  endUse: {
    name: 'end-use',
    request: Type.Object({ vin: Vin, owner: IdNumber, idNumber: IdNumber, kind: CarUser.properties.kind }),
    answer: Type.Object({ ended: Type.Boolean() }),
  },
  specialPlates: { name: 'special-plates', request: Type.Object({ vin: Vin }), answer: SpecialPlates },
}
