import { Type } from 'typebox'
import { route } from './route.ts'
import { Instant, Ok, strict } from './shared.ts'

/**
 * What cannot be undone asks once more whether it is really that person: a code to the own phone, good for some minutes. Signing
 * in counts as one. A phone left on a table chooses nothing.
 */
export const askFreshCode = route({
  name: 'askFreshCode',
  method: 'POST',
  path: '/api/my/fresh-check/code',
  act: 'citizen.self',
  idempotent: 'own',
  summary: 'Send a code to the own phone, to prove again who one is',
  body: Type.Object({}, strict),
  reply: Ok,
})
export const proveFresh = route({
  name: 'proveFresh',
  method: 'POST',
  path: '/api/my/fresh-check',
  act: 'citizen.self',
  idempotent: 'own',
  summary: 'Prove by the code who one is; good for some minutes on this device',
  body: Type.Object({ code: Type.String({ maxLength: 12 }) }, strict),
  reply: Type.Object({ until: Instant }),
})
