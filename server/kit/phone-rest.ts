import { isResting } from '#domain/phone-rest.ts'
import type { Actor } from '#domain/policy.ts'
import { type Refused, refusedBy } from './errors.ts'

/** The refusal for what must wait after a change of phone: until when, and how it can be done at once. 409, as it passes by itself. */
export const phoneRests = (actor: Actor): Refused =>
  refusedBy(409, { code: 'PHONE_RESTS', params: { until: isResting(actor) ? moment(actor.restsUntil) : '' } })

/** China has one time and no summer time. */
const moment = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
