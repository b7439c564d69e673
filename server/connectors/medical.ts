import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { BearerOf, DateOnly, Maybe } from './fields.ts'

/** Hospitals: certificate of physical condition; and the test of memory, judgement and reaction for drivers of 70 and over. */

export type MedicalCertificate = Static<typeof MedicalCertificate>
export const MedicalCertificate = Type.Object({
  issuedOn: DateOnly,
  institution: Type.String(),
  /** licence classes the person is fit for */
  fitFor: Type.Array(Type.String()),
  fit: Type.Boolean(),
  /** from a clinic the province named for adapted vehicles (C5) */
  specialist: Type.Optional(Type.Boolean()),
})

export type AbilityTest = Static<typeof AbilityTest>
export const AbilityTest = Type.Object({ takenOn: DateOnly, institution: Type.String(), passed: Type.Boolean() })

export const medicalMessages = {
  certificate: { name: 'certificate', request: BearerOf, answer: Maybe(MedicalCertificate) },
  ability: { name: 'ability', request: BearerOf, answer: Maybe(AbilityTest) },
}

export type Medical = ReturnType<typeof createMedical>

export function createMedical({ ask }: Exchange) {
  return {
    /** The newest one, however old. */
    certificate: (q: { idNumber: string }) => ask('medical', medicalMessages.certificate, q),
    ability: (q: { idNumber: string }) => ask('medical', medicalMessages.ability, q),
  }
}
