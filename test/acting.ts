import * as drafts from '#api/drafts.ts'
import { FORMS } from './journey.ts'
import type { Visitor } from './people.ts'

/** Begins an application for another: `authority:<id>` or `company:<id>`. */
export const startFor = (who: Visitor, service: string, behalf: string) =>
  who.call(drafts.startDraft, { body: { service, for: behalf } })

/** From the start to the signature; the problem of the first call that is refused. */
export async function handIn(
  who: Visitor,
  service: string,
  behalf: string,
  signature: string,
  choice: { plate?: string; plateType?: string; vin?: string } = {},
) {
  const draft = await startFor(who, service, behalf)
  if (draft.status !== 200) return draft
  const params = { id: draft.body.id }
  const checked = await who.call(drafts.checkDraft, { params, body: choice })
  if (checked.status !== 200) return checked
  for (const [part, values] of Object.entries(FORMS[service] ?? {}))
    await who.call(drafts.saveDraftPart, { params: { ...params, part }, body: { values } })
  return who.call(drafts.submitDraft, { params, body: { declared: true, signature } })
}
