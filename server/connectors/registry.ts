import { Type, type Static } from 'typebox'
import { RegisterAnswer } from '#domain/register-answer.ts'
import type { Exchange } from './exchange.ts'
import { BearerOf, CaseNo, DateOnly, Fen, IdNumber, Maybe, Vin } from './fields.ts'
import { type FileAnswer, vehicleFacts, vehicleMessages } from './registry-vehicles.ts'
import { driverMessages, licenceHistory } from './registry-drivers.ts'

export { RegisterAnswer, RegisterResult } from '#domain/register-answer.ts'

/** The national register of vehicles and drivers: the only place where a licence or a registration is really changed. */

export const LICENCE_STATES = [
  '正常',
  '逾期未换证',
  '扣留',
  '暂扣',
  '注销',
  '撤销',
  '吊销',
  '停止使用',
  '锁定',
] as const
export const VEHICLE_STATES = [
  '正常',
  '抵押',
  '质押',
  '查封',
  '被盗抢',
  '注销',
  '达到报废标准',
  '海关监管',
  '逾期未检验',
  '违法未处理',
  '事故未处理',
] as const

const Deferred = Type.Object({ years: Type.Integer({ minimum: 1 }), until: DateOnly })

export type LicenceRecord = Static<typeof LicenceRecord>
export const LicenceRecord = Type.Object({
  idNumber: IdNumber,
  name: Type.String(),
  /** 档案编号, 12 digits */
  fileNo: Type.String({ pattern: '^\\d{12}$' }),
  classes: Type.Array(Type.String({ pattern: '^(A[123]|B[12]|C[123456]|[DEFMNP])$' }), { minItems: 1 }),
  firstIssued: DateOnly,
  validFrom: DateOnly,
  validTo: Type.Union([DateOnly, Type.Literal('long')]),
  validityYears: Type.Union([Type.Literal(6), Type.Literal(10), Type.Literal('long')]),
  state: Type.Enum(LICENCE_STATES),
  photoTakenOn: DateOnly,
  /** of the running cycle of 12 months */
  points: Type.Integer({ minimum: 0 }),
  /** 12 points in any cycle of this validity: the next licence is for 6 years again */
  fullPointsInValidity: Type.Boolean(),
  issuingOffice: Type.String(),
  replacedTimes12m: Type.Integer({ minimum: 0 }),
  /** what was put off so far (申领规定 art. 75): years in all, last day */
  extendedTo: Type.Optional(DateOnly),
  deferred: Type.Optional(
    Type.Object({
      renewal: Type.Optional(Deferred),
      review: Type.Optional(Deferred),
      medical: Type.Optional(Deferred),
    }),
  ),
  ...licenceHistory,
})

export type VehicleRecord = Static<typeof VehicleRecord>
export const VehicleRecord = Type.Object({
  plate: Type.String(),
  /** GA 24.7: '02' small car, '52' small new-energy car, '01' large car … */
  plateType: Type.String({ pattern: '^\\d{2}$' }),
  vin: Vin,
  engineNo: Type.String(),
  brand: Type.String(),
  model: Type.String(),
  /** GA 802: 'K33' small saloon … */
  vehicleType: Type.String(),
  fuel: Type.String(),
  seats: Type.Integer({ minimum: 1 }),
  colour: Type.String(),
  useType: Type.String(),
  owner: Type.Object({ idNumber: IdNumber, name: Type.String() }),
  registeredOn: DateOnly,
  madeOn: DateOnly,
  inspectionValidTo: DateOnly,
  states: Type.Array(Type.Enum(VEHICLE_STATES), { minItems: 1 }),
  mortgagee: Type.Optional(Type.String()),
  /** 登记证书编号 */
  certificateNo: Type.String({ pattern: '^\\d{12}$' }),
  contactMobile: Type.String(),
  replacedTimes12m: Type.Integer({ minimum: 0 }),
  /** violations of this car that are not settled, when its state says so */
  pendingViolations: Type.Optional(Type.Integer({ minimum: 1 })),
  injuryAccident: Type.Optional(Type.Boolean()),
  illegalModification: Type.Optional(Type.Boolean()),
  ...vehicleFacts,
})

export type Violation = Static<typeof Violation>
export const Violation = Type.Object({
  noticeNo: Type.String(),
  plate: Type.String(),
  at: Type.String(),
  place: Type.String(),
  code: Type.String(),
  what: Type.String(),
  fineFen: Fen,
  points: Type.Integer({ minimum: 0 }),
})

export type DriverViolations = Static<typeof DriverViolations>
export const DriverViolations = Type.Object({
  pending: Type.Integer({ minimum: 0 }),
  items: Type.Array(Violation),
  accidentsPending: Type.Integer({ minimum: 0 }),
  /** a coercive measure that holds the licence back is open */
  licenceWithheld: Type.Boolean(),
})

export type RegisterRequest = Static<typeof RegisterRequest>
export const RegisterRequest = Type.Object({
  caseNo: CaseNo,
  /** code of the service item, as in the catalogue */
  service: Type.String({ maxLength: 80 }),
  /** what is to be written: 'register', 'replace-licence', 'renew-licence', 'replace-certificate' … */
  act: Type.String({ maxLength: 80 }),
  data: Type.Record(Type.String(), Type.Unknown()),
})

const VehicleQuery = Type.Union([
  Type.Object({ plate: Type.String(), plateType: Type.String() }),
  Type.Object({ vin: Vin }),
])

export const registryMessages = {
  driver: { name: 'driver', request: BearerOf, answer: Maybe(LicenceRecord) },
  vehicles: { name: 'vehicles', request: BearerOf, answer: Type.Array(VehicleRecord) },
  vehicle: { name: 'vehicle', request: VehicleQuery, answer: Maybe(VehicleRecord) },
  temporaryPlates: {
    name: 'temporary-plates',
    request: Type.Object({ vin: Vin }),
    answer: Type.Object({ issued: Type.Integer({ minimum: 0 }) }),
  },
  violations: { name: 'violations', request: BearerOf, answer: DriverViolations },
  ...driverMessages,
  ...vehicleMessages,
  register: { name: 'register', request: RegisterRequest, answer: RegisterAnswer },
  outcome: {
    name: 'outcome',
    request: Type.Object({ messageId: Type.String() }),
    answer: Type.Union([RegisterAnswer, Type.Object({ state: Type.Literal('unknown') })]),
  },
}

export type Registry = ReturnType<typeof createRegistry>

export function createRegistry({ ask }: Exchange) {
  return {
    /** null: this person has no licence. */
    driver: (q: { idNumber: string }) => ask('registry', registryMessages.driver, q),
    vehicles: (q: { idNumber: string }) => ask('registry', registryMessages.vehicles, q),
    /** null: no such vehicle (for a VIN: not yet registered). */
    vehicle: (q: { plate: string; plateType: string } | { vin: string }) =>
      ask('registry', registryMessages.vehicle, q),
    /** How many temporary plates this car has had. */
    temporaryPlates: (q: { vin: string }) => ask('registry', registryMessages.temporaryPlates, q),
    /** The file of a car that moves here; asking again says how far it is and moves nothing. */
    requestFile: (q: { caseNo: string; vin: string; plate: string; plateType: string; to: number }) =>
      ask('registry', registryMessages.fileTransfer, q),
    /** Whether the file of a car has been passed on to an office. */
    fileState: (q: { vin: string; to: number }) => ask('registry', registryMessages.fileState, q),
    /** Sends a file, or says why not, to the office that asked; repeated with the same key it is one answer. */
    answerFile: (key: string, q: FileAnswer) => ask('registry', registryMessages.fileAnswer, q, key),
    bindings: (q: { vin: string; idNumber: string }) => ask('registry', registryMessages.bindings, q),
    /** Who uses a car beside its owner; for anybody but the owner, nobody. */
    users: (q: { vin: string; owner: string }) => ask('registry', registryMessages.users, q),
    /** The owner ends one of them; false when that one was not (or is no longer) among them. */
    endUse: (q: { vin: string; owner: string; idNumber: string; kind: 'bound' | 'attached' }) =>
      ask('registry', registryMessages.endUse, q),
    /** Temporary plates this car has had as a special vehicle (order 164 art. 46(5)). */
    specialPlates: (q: { vin: string }) => ask('registry', registryMessages.specialPlates, q),
    violations: (q: { idNumber: string }) => ask('registry', registryMessages.violations, q),
    /** What the law counts of a driver's past; of somebody unknown there is nothing. */
    past: (q: { idNumber: string }) => ask('registry', registryMessages.past, q),
    /** null: no accepted application for the driving tests. */
    learner: (q: { idNumber: string }) => ask('registry', registryMessages.learner, q),
    /** Writes to the register; repeated with the same key it is written once. 'pending' is answered later by a push. */
    register: (key: string, request: RegisterRequest) => ask('registry', registryMessages.register, request, key),
    /** What became of a register() whose answer was lost or late; 'unknown': it never arrived, send it again. */
    outcome: (q: { messageId: string }) => ask('registry', registryMessages.outcome, q),
  }
}
