import type { CaseData } from './case.ts'
import { settled, stepsOf } from './moves.ts'
import type { Act, Actor } from './policy.ts'
import type { Service } from './service.ts'

/**
 * Name and identity number are known to many, and a number can be ported away within the hour: whoever signs in with both and
 * another phone has the account from then on. The phone of before is told at once; for a day ownership, plates and what lets others
 * act are out of reach of the account alone, so that the owner can come back first. Everything else goes on, and so does whatever
 * an officer sees the person for, with the identity card.
 */
export const PHONE_REST_HOURS = 24

/** Acts that let others act for the account or its companies, or give a number away; what touches a case is said by its item (`protects`). */
const RESTING: ReadonlySet<Act> = new Set<Act>([
  'authority.grant',
  'company.register',
  'company.manage',
  'maker.manage',
  'plate.own',
])

/** Whether this change must wait: it is one of those acts, and the phone was changed a short while ago. */
export const mustRest = (act: Act, actor: Actor): boolean => isResting(actor) && RESTING.has(act)

/** Whether an application, or a change in it, must wait; not when an officer is going to see the applicant before it is decided. */
export const mustRestWith = (service: Pick<Service, 'protects' | 'steps'>, data: CaseData, actor: Actor): boolean =>
  isResting(actor) && service.protects !== undefined && !willBeSeen(service, data)

/** Whether another phone has taken the account over within the last hours. */
export const isResting = (actor: Actor): actor is Extract<Actor, { kind: 'citizen' }> & { restsUntil: string } =>
  actor.kind === 'citizen' && actor.restsUntil !== undefined

const willBeSeen = (service: Pick<Service, 'steps'>, data: CaseData): boolean =>
  stepsOf(service, data).some((step) => step.kind === 'meet' && !settled('meet', data))
