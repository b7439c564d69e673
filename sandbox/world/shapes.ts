import { Type, type Static } from 'typebox'
import { MortgageContract, MortgageRelease } from '#server/connectors/bank.ts'
import { Emission } from '#server/connectors/environment.ts'
import { CompulsoryPolicy } from '#server/connectors/insurance.ts'
import { ConformityCertificate, PreInspection } from '#server/connectors/makers.ts'
import { BackgroundAnswer } from '#server/connectors/identity.ts'
import { Company } from '#server/connectors/market.ts'
import { AbilityTest, MedicalCertificate } from '#server/connectors/medical.ts'
import { DriverViolations, LicenceRecord, VehicleRecord } from '#server/connectors/registry.ts'
import { DriverPast, Learner } from '#server/connectors/registry-drivers.ts'
import { SafetyTest } from '#server/connectors/stations.ts'
import { Invoice, TaxRecord, UsedCarInvoice } from '#server/connectors/tax.ts'
import { TransportPermit } from '#server/connectors/transport.ts'
import { Seizure } from '#server/connectors/court.ts'

/** What the outside world knows about one person; each agency reads only its own part. */
export type Person = Static<typeof Person>
export const Person = Type.Object({
  idNumber: Type.String(),
  name: Type.String(),
  sex: Type.Union([Type.Literal('F'), Type.Literal('M')]),
  birth: Type.String(),
  mobile: Type.String(),
  address: Type.String(),
  idCardValidTo: Type.String(),
  licence: Type.Union([LicenceRecord, Type.Null()]),
  violations: DriverViolations,
  medical: Type.Union([MedicalCertificate, Type.Null()]),
  ability: Type.Union([AbilityTest, Type.Null()]),
  past: Type.Optional(DriverPast),
  /** the accepted application for the driving tests */
  learner: Type.Optional(Learner),
  /** criminal and drug records; none said means none found */
  background: Type.Optional(BackgroundAnswer),
  marriage: Type.Optional(Type.Object({ spouse: Type.String(), certificateNo: Type.String(), since: Type.String() })),
  /** numbers of papers this person had before */
  formerNumbers: Type.Optional(Type.Array(Type.String())),
})

/** One car, from the factory on; `registration` is null until it has plates. */
export type Car = Static<typeof Car>
export const Car = Type.Object({
  vin: Type.String(),
  certificate: ConformityCertificate,
  preInspection: Type.Union([PreInspection, Type.Null()]),
  invoice: Type.Union([Invoice, Type.Null()]),
  purchaseTax: Type.Union([TaxRecord, Type.Null()]),
  vesselTax: Type.Union([TaxRecord, Type.Null()]),
  policy: Type.Union([CompulsoryPolicy, Type.Null()]),
  emission: Emission,
  seizure: Seizure,
  registration: Type.Union([VehicleRecord, Type.Null()]),
  /** what the lender uploaded; nothing said means that the loan runs */
  release: Type.Optional(MortgageRelease),
  /** temporary plates the car has had */
  temporaryPlates: Type.Optional(Type.Integer({ minimum: 0 })),
  usedInvoice: Type.Optional(UsedCarInvoice),
  /** the mortgage contract a lender uploaded */
  contract: Type.Optional(MortgageContract),
  transportPermit: Type.Optional(TransportPermit),
  safetyTest: Type.Optional(SafetyTest),
  /** identity numbers of drivers who are not the owner */
  boundTo: Type.Optional(Type.Array(Type.String())),
  attachedTo: Type.Optional(Type.Object({ idNumber: Type.String(), until: Type.String() })),
  specialPlates: Type.Optional(
    Type.Object({ issued: Type.Integer({ minimum: 1 }), number: Type.String(), validTo: Type.String() }),
  ),
  /** the electronic file is on its way to this office */
  file: Type.Optional(Type.Object({ to: Type.Integer(), askedAt: Type.String() })),
})

/** What the market regulator holds; who the legal representative is it confirms and does not tell. */
export type MarketCompany = Static<typeof MarketCompany>
export const MarketCompany = Type.Intersect([Company, Type.Object({ legalIdNumber: Type.String() })])

export interface World {
  readonly today: string
  readonly people: readonly Person[]
  readonly cars: readonly Car[]
  readonly companies: readonly MarketCompany[]
}
