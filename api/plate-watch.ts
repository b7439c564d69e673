import { type Static, Type } from 'typebox'
import { FINDINGS, GROUP_KINDS } from '#domain/plates/insiders.ts'
import { route } from './route.ts'
import { Instant, strict } from './shared.ts'

export const Month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$' })
const Count = Type.Integer({ minimum: 0 })

export type PlateWatch = Static<typeof PlateWatch>
/** The tests for insiders over the choices of one month. */
export const PlateWatch = Type.Object({
  month: Month,
  /** When it was made; a month that runs is counted anew each time. */
  at: Instant,
  closed: Type.Boolean(),
  choices: Count,
  nice: Count,
  alarms: Count,
  shares: Type.Array(
    Type.Object({
      kind: Type.Enum([...GROUP_KINDS]),
      name: Type.String(),
      choices: Count,
      nice: Count,
      expected: Type.Number(),
      chi: Type.Number(),
      alarm: Type.Boolean(),
    }),
  ),
  findings: Type.Array(
    Type.Object({
      kind: Type.Enum([...FINDINGS]),
      number: Type.String(),
      at: Instant,
      tags: Type.Array(Type.String()),
    }),
  ),
})

export const readPlateWatch = route({
  name: 'readPlateWatch',
  method: 'GET',
  path: '/api/plates/watch',
  act: 'plates.read',
  summary: 'Who chose strikingly well in a month: shares of nice numbers, and single events that need a look',
  query: Type.Object({ month: Type.Optional(Month) }, strict),
  reply: PlateWatch,
})
