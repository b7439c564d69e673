import { identityMessages } from '#server/connectors/identity.ts'
import { operation, type AgencyPlay, type Desk } from '../agency.ts'
import { personOf } from '../city.ts'
import { FACE_FAILS, FACE_UNSURE, LIVENESS_FAILS } from '../magic.ts'

export function identityPlay({ store }: Desk): AgencyPlay {
  return {
    agency: 'identity',
    operations: [
      operation(identityMessages.verify, ({ name, idNumber }) => {
        const person = personOf(store, idNumber)
        const match = person?.name === name
        return { match, validTo: match ? person.idCardValidTo : null }
      }),
      operation(identityMessages.former, ({ idNumber }) => ({
        numbers: personOf(store, idNumber)?.formerNumbers ?? [],
      })),
      operation(
        identityMessages.background,
        ({ idNumber }) => personOf(store, idNumber)?.background ?? { state: 'clear' as const },
      ),
      // No picture is looked at here: a comment inside the JPEG says how the comparison is to come out.
      operation(identityMessages.compare, ({ idNumber, still }) => {
        const comment = Buffer.from(still, 'base64').toString('latin1')
        const known = personOf(store, idNumber) !== undefined
        const score = !known || comment.includes(FACE_FAILS) ? 0.21 : comment.includes(FACE_UNSURE) ? 0.72 : 0.97
        return { score, model: 'sandbox-1:1 v1' }
      }),
      operation(identityMessages.face, ({ idNumber, sessionId }) => {
        const liveness = !sessionId.includes(LIVENESS_FAILS)
        const match = liveness && personOf(store, idNumber) !== undefined && !sessionId.includes(FACE_FAILS)
        return { match, liveness, score: match ? 0.97 : 0.21 }
      }),
    ],
  }
}
