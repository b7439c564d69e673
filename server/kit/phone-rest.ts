import { shanghaiTime } from '#domain/calendar.ts'
import { isResting } from '#domain/phone-rest.ts'
import type { Actor } from '#domain/policy.ts'
import { type Refused, refusedBy } from './errors.ts'

/** The refusal for what must wait after a change of phone: until when, and how it can be done at once. 409, as it passes by itself. */
export const phoneRests = (actor: Actor): Refused =>
  refusedBy(409, {
    code: 'PHONE_RESTS',
    params: { until: isResting(actor) ? shanghaiTime(new Date(actor.restsUntil)).slice(0, 16) : '' },
  })
