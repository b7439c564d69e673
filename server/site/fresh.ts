import { maskMobile } from '#domain/mask.ts'
import { freshMs, mustBeFresh, prove } from '#server/accounts/fresh-check.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { settingsAt } from '#server/plates/settings.ts'
import type { FreshCheck } from '#web/citizen/pages/plate-views.ts'
import type { Fields } from './fields.ts'
import { post, type Visit } from './kit.ts'

const minutesOf = (house: House): number => settingsAt(house.time.now()).checkMinutes

/** Refusals that are about the code: what was chosen is still there. */
export const ABOUT_THE_CODE: ReadonlySet<string> = new Set(['FRESH_CHECK', 'CODE_WRONG', 'CODE_NOT_SENT', 'TOO_MANY'])

/** The code field of a page that takes a number; undefined while the reader counts as checked. `send`: where a code is asked for. */
export async function freshPart(house: House, visit: Visit, send: string): Promise<FreshCheck | undefined> {
  const citizen = citizenOf(visit.actor)
  if ((await freshMs(house.db.read, citizen, minutesOf(house))) > 0) return undefined
  const { mobile } = await findPerson(house.db.read, house, citizen.id)
  return {
    minutes: minutesOf(house),
    mobile: maskMobile(mobile),
    sent: visit.query['sent'] === '1' || visit.problem?.code === 'CODE_WRONG',
    wrong: visit.problem?.code === 'CODE_WRONG',
    send: post(send),
  }
}

/** Looks at a code that was typed; without one the press itself says what is missing. Throws Refused 422 CODE_WRONG, 429. */
export async function proveTyped(house: House, { actor, request }: Visit, fields: Fields): Promise<void> {
  const code = (fields['code'] ?? '').trim()
  if (code) await prove(house, citizenOf(actor), code.slice(0, 12), request.ip, minutesOf(house))
}

/** Throws Refused 422 FRESH_CHECK. */
export const mustBeChecked = (tx: Pick<Tx, 'one'>, house: House, { actor }: Visit): Promise<void> =>
  mustBeFresh(tx, citizenOf(actor), minutesOf(house))
