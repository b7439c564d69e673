import { ownCase } from '#server/cases/own-case.ts'
import { type Draft, findDraft } from '#server/drafts/drafts.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow } from '#server/kit/serve.ts'
import { paths } from '#web/citizen/paths.ts'
import type { Visit } from './kit.ts'

/** Reads the draft that the address names and asks whether it is the reader's. */
export async function draftOf(house: House, visit: Visit): Promise<Draft> {
  const draft = await findDraft(house.db.read, house, visit.params['id'] ?? '')
  allow('draft.own', visit.actor, { owner: draft.person })
  return draft
}

/**
 * What all pages of a draft say of themselves. A draft that was handed in is a case under the same id: whoever goes back in the
 * browser, or has kept the address, comes to the case.
 */
export const draftSpec = (house: House) =>
  ({
    act: 'draft.own',
    gone: async ({ actor, params }: Visit): Promise<string | undefined> =>
      ownCase(house.db.read, house, 'case.own', actor, params['id'] ?? '').then((c) => paths.case(c.id), unless404),
  }) as const

function unless404(error: unknown): undefined {
  if (!(error instanceof Refused) || error.status !== 404) throw error
}
