import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, IdNumber, Maybe } from './fields.ts'

/** Civil affairs: the register of marriages. */

export type Marriage = Static<typeof Marriage>
export const Marriage = Type.Object({ certificateNo: Type.String(), since: DateOnly })

export const civilMessages = {
  marriage: {
    name: 'marriage',
    request: Type.Object({ idNumber: IdNumber, spouseIdNumber: IdNumber }),
    answer: Maybe(Marriage),
  },
}

export type Civil = ReturnType<typeof createCivil>

export function createCivil({ ask }: Exchange) {
  return {
    /** null: no marriage of these two is on the network (before 1990s, abroad): the certificate is shown instead. */
    marriage: (q: { idNumber: string; spouseIdNumber: string }) => ask('civil', civilMessages.marriage, q),
  }
}
