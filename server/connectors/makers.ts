import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Instant, Maybe, Vin, VinOf } from './fields.ts'

/** The industry ministry's data on new cars: certificate of conformity, and the makers' pre-inspection (出厂查验). */

export type ConformityCertificate = Static<typeof ConformityCertificate>
export const ConformityCertificate = Type.Object({
  certNo: Type.String(),
  vin: Vin,
  maker: Type.String(),
  brand: Type.String(),
  model: Type.String(),
  engineNo: Type.String(),
  colour: Type.String(),
  seats: Type.Integer({ minimum: 1 }),
  fuel: Type.Union([
    Type.Literal('汽油'),
    Type.Literal('柴油'),
    Type.Literal('纯电动'),
    Type.Literal('插电式混合动力'),
  ]),
  /** GA 802: 'K33' small saloon … */
  vehicleType: Type.String(),
  madeOn: DateOnly,
  /** the parameters are those of the ministry's announcement (公告) */
  announcementMatch: Type.Boolean(),
})

export type PreInspection = Static<typeof PreInspection>
export const PreInspection = Type.Object({ inspectedAt: Instant, maker: Type.String(), passed: Type.Boolean() })

export const makersMessages = {
  certificate: { name: 'certificate', request: VinOf, answer: Maybe(ConformityCertificate) },
  preInspection: { name: 'pre-inspection', request: VinOf, answer: Maybe(PreInspection) },
}

export type Makers = ReturnType<typeof createMakers>

export function createMakers({ ask }: Exchange) {
  return {
    certificate: (q: { vin: string }) => ask('makers', makersMessages.certificate, q),
    /** null: this maker is not on the network, the car must be shown. */
    preInspection: (q: { vin: string }) => ask('makers', makersMessages.preInspection, q),
  }
}
