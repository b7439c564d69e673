import { partyOf } from '#domain/co-sign.ts'
import type { Case } from '#domain/case.ts'
import type { Effect } from '#domain/commands.ts'
import { maskName } from '#domain/mask.ts'
import { definitionOf } from '#domain/services/index.ts'
import { idIndex } from '#server/accounts/people.ts'
import { tellPerson } from '#server/messages/messages.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { askParty, endQuestion, whoSignsFor } from './co-signs.sql.ts'

/**
 * Effect of entering the step: the question stands where the other person finds it. Who has an account is told at once; who has
 * none finds it after signing in. Nothing is ever sent to a number that somebody else typed.
 */
export async function askCoSigner(
  tx: Tx,
  house: House,
  c: Case,
  { until }: Extract<Effect, { type: 'ask-co-signer' }>,
): Promise<void> {
  const party = partyOf(definitionOf(c), c.data)
  if (!party) throw new Error(`${c.service} waits for somebody whom nobody has named`)
  await tx.run(askParty, [c.office, c.id, idIndex(house, party.idNumber), new Date(until), house.time.now()])
  const people = await tx.many(whoSignsFor, [party.idNumber, idIndex(house, party.idNumber)])
  for (const { person } of people) {
    await tellPerson(tx, house, c, person, 'co-sign-asked', { until, applicant: maskName(c.data.applicant.name) })
    tx.afterCommit(() => house.bus.publish({ topic: `person:${person}`, version: c.version }))
  }
}

/** Effect of leaving the step by whatever way: nobody is asked any longer. */
export async function endCoSign(
  tx: Tx,
  house: House,
  c: Case,
  { as }: Extract<Effect, { type: 'end-co-sign' }>,
): Promise<void> {
  await tx.run(endQuestion, [c.office, c.id, as, house.time.now()])
}
