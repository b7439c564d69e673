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
}

export type Market = ReturnType<typeof createMarket>

export function createMarket({ ask }: Exchange) {
  return { company: (q: { creditCode: string }) => ask('market', marketMessages.company, q) }
}
