import type { Session } from '#domain/video/session.ts'
import { findService } from '#domain/services/index.ts'
import { findDraft, saveValues } from '#server/drafts/drafts.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'

/** What an accepted proposal writes: into the own application while it is not handed in. A case is corrected by its own way. */
export async function fillField(tx: Tx, house: House, s: Session, proposal: string): Promise<void> {
  const accepted = s.proposals.find((p) => p.id === proposal)
  if (!accepted || !s.draftId) throw refusedBy(409, { code: 'VIDEO_NOTHING_TO_FILL' })
  const draft = await findDraft(tx, house, s.draftId)
  const part = draft.service.form.find((p) => p.fields.some((f) => f.name === accepted.field))
  const field = part?.fields.find((f) => f.name === accepted.field)
  if (!part || !field) throw refusedBy(409, { code: 'VIDEO_NOTHING_TO_FILL' })
  const value = field.kind === 'confirm' ? accepted.value === 'true' : accepted.value
  // The part is saved whole: its other boxes keep what they have.
  const kept = Object.fromEntries(
    part.fields.flatMap((f) =>
      draft.data.values[f.name] === undefined ? [] : [[f.name, draft.data.values[f.name] ?? '']],
    ),
  )
  await saveValues(tx, house, { kind: 'citizen', id: s.person, session: s.id }, draft.id, part.code, {
    ...kept,
    [field.name]: value,
  })
}

/** Answers that may be proposed in this conversation: those of the open application, never a tick the person must make. */
export async function fieldsFor(tx: Pick<Tx, 'one'>, house: House, s: Session) {
  if (!s.draftId) return []
  const draft = await findDraft(tx, house, s.draftId).catch(() => undefined)
  const service = draft?.service ?? (s.service === undefined ? undefined : findService(s.service))
  if (!draft || !service) return []
  return service.form
    .flatMap((p) => p.fields)
    .filter((f) => f.kind !== 'confirm')
    .map((f) => ({
      name: f.name,
      label: { ...f.label },
      kind: f.kind,
      value: String(draft.data.values[f.name] ?? ''),
      options: 'options' in f && f.options ? f.options.map((o) => ({ value: o.value, label: { ...o.label } })) : [],
    }))
}
