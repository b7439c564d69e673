import { Type, type Static } from 'typebox'
import { DateOnly, Vin } from './message-fields.ts'

/** What the register wrote; which members are there depends on the act. */
export type RegisterResult = Static<typeof RegisterResult>
export const RegisterResult = Type.Object({
  registrationNo: Type.String(),
  newFileNo: Type.Optional(Type.String()),
  certificateNo: Type.Optional(Type.String()),
  vehicleLicenceNo: Type.Optional(Type.String()),
  plate: Type.Optional(Type.String()),
  /** what the paper now says, where the act changed it: holder's or owner's name, licence classes, a corrected entry */
  name: Type.Optional(Type.String()),
  classes: Type.Optional(Type.String()),
  colour: Type.Optional(Type.String()),
  vehicleType: Type.Optional(Type.String()),
  registeredOn: Type.Optional(DateOnly),
  validFrom: Type.Optional(DateOnly),
  validTo: Type.Optional(Type.Union([DateOnly, Type.Literal('long')])),
  validityYears: Type.Optional(Type.Union([Type.Literal(6), Type.Literal(10), Type.Literal('long')])),
  /* of a learner */
  learnerNo: Type.Optional(Type.String()),
  permitNo: Type.Optional(Type.String()),
  /** one line for each test that was taken, as "2 2026-11-02 90 passed" */
  testResults: Type.Optional(Type.String()),
  /* of a vehicle */
  useType: Type.Optional(Type.String()),
  /** 注销证明编号 */
  deregistrationNo: Type.Optional(Type.String()),
  /** the former owner may have the old number again until this day (order 164 art. 44) */
  formerPlate: Type.Optional(Type.String()),
  formerPlateUntil: Type.Optional(DateOnly),
  /** the car with which numbers were changed: it now bears `otherPlate` */
  otherVin: Type.Optional(Vin),
  otherPlate: Type.Optional(Type.String()),
  otherLicenceNo: Type.Optional(Type.String()),
  /** what its own papers bear beside */
  otherEngineNo: Type.Optional(Type.String()),
  otherBrand: Type.Optional(Type.String()),
  otherModel: Type.Optional(Type.String()),
  otherVehicleType: Type.Optional(Type.String()),
  otherColour: Type.Optional(Type.String()),
  otherUseType: Type.Optional(Type.String()),
  otherRegisteredOn: Type.Optional(DateOnly),
  /** for the time until the plates are made (order 164 arts. 47, 51): fifteen days at most, never beyond the insurance */
  temporaryPlate: Type.Optional(Type.String()),
  temporaryFrom: Type.Optional(DateOnly),
  temporaryTo: Type.Optional(DateOnly),
})

export type RegisterAnswer = Static<typeof RegisterAnswer>
export const RegisterAnswer = Type.Union([
  Type.Object({ state: Type.Literal('accepted'), result: RegisterResult }),
  Type.Object({ state: Type.Literal('pending') }),
  Type.Object({ state: Type.Literal('refused'), code: Type.String(), reasonZh: Type.String() }),
])
