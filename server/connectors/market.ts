import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Maybe } from './fields.ts'

/** The market regulator's register of companies. */

export type Company = Static<typeof Company>
export const Company = Type.Object({
  creditCode: Type.String(),
  name: Type.String(),
  legalRepresentative: Type.String(),
  state: Type.Union([Type.Literal('存续'), Type.Literal('吊销'), Type.Literal('注销')]),
  since: DateOnly,
})

export const marketMessages = {
  company: {
    name: 'company',
    request: Type.Object({ creditCode: Type.String({ pattern: '^[0-9A-Z]{18}$' }) }),
    answer: Maybe(Company),
  },
  /** Whether this very person is its legal representative: a name alone is borne by many. The number is compared there and not told. */
  representative: {
    name: 'representative',
    request: Type.Object({
      creditCode: Type.String({ pattern: '^[0-9A-Z]{18}$' }),
      name: Type.String(),
      idNumber: Type.String({ pattern: '^[0-9]{17}[0-9X]$' }),
    }),
    answer: Type.Object({ matches: Type.Boolean() }),
  },
}

export type Market = ReturnType<typeof createMarket>

export function createMarket({ ask }: Exchange) {
  return {
    company: (q: { creditCode: string }) => ask('market', marketMessages.company, q),
    representative: (q: { creditCode: string; name: string; idNumber: string }) =>
      ask('market', marketMessages.representative, q),
  }
}
