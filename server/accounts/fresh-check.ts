import { isResting } from '#domain/phone-rest.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { checkedMs, setChecked } from './fresh-check.sql.ts'
import { findPerson } from './people.ts'
import { checkCode, requestCode, useCode } from './sign-in.ts'

/** Milliseconds for which this session still counts as checked: `minutes` after signing in or after the last code; 0: no longer. */
export async function freshMs(tx: Pick<Tx, 'one'>, { session }: Citizen, minutes: number): Promise<number> {
  return (await tx.one(checkedMs, [session, minutes]))?.ms ?? 0
}

/**
 * Before what cannot be undone. Throws Refused 422 FRESH_CHECK, with the field `code`, unless the person proved to be that person in
 * the last `minutes`; 409 PHONE_RESTS while the phone that would prove it is new itself.
 */
export async function mustBeFresh(tx: Pick<Tx, 'one'>, citizen: Citizen, minutes: number): Promise<void> {
  if (isResting(citizen)) throw phoneRests(citizen)
  if ((await freshMs(tx, citizen, minutes)) > 0) return
  const why = refusedBy(422, { code: 'FRESH_CHECK', params: { n: minutes } })
  throw new Refused(422, why.code, why.message, {
    ...(why.next ? { next: why.next } : {}),
    fields: [{ field: 'code', code: 'required', message: '请填写短信验证码', en: 'Please enter the code by message' }],
  })
}

/** Sends a code for taking a plate number, the one thing that asks for it, to the person's own phone. Throws Refused 429 TOO_MANY, 503 CODE_NOT_SENT. */
export async function askCode(house: House, citizen: Citizen, address: string): Promise<void> {
  const { mobile } = await findPerson(house.db.read, house, citizen.id)
  await requestCode(house, mobile, { address, own: citizen.id }, 'plate')
}

/**
 * Proves by the code that the session's holder is the person. A session that is fresh already stays so without looking at the
 * code: a double click finds its code used up. Its own transactions, so that a wrong try counts. Throws Refused 422 CODE_WRONG, 429.
 */
export async function prove(
  house: House,
  citizen: Citizen,
  code: string,
  address: string,
  minutes: number,
): Promise<void> {
  if ((await freshMs(house.db.read, citizen, minutes)) > 0) return
  const { mobile } = await findPerson(house.db.read, house, citizen.id)
  const from = { address, own: citizen.id }
  try {
    await checkCode(house, mobile, code, from)
  } catch (error) {
    if ((await freshMs(house.db.read, citizen, minutes)) > 0) return
    throw error
  }
  await house.db.tx(async (tx) => {
    await useCode(tx, house, mobile, code, from)
    await tx.run(setChecked, [citizen.session])
    await audit(tx, citizen, {
      act: 'fresh-check',
      object: { kind: 'person', id: citizen.id },
      person: citizen.id,
      purpose: '再次核验本人',
      result: 'done',
    })
  })
}
