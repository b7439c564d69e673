import { parseFields } from '#domain/fields.ts'
import { choosesSubject, type FormPart, type Material } from '#domain/service.ts'
import { blockingProblems, type Draft } from '#server/drafts/drafts.ts'
import { isCounty } from '#server/kit/regions.ts'
import { paths } from '#web/citizen/paths.ts'
import type { StepView } from '#web/citizen/views.ts'
import type { Say } from './words.ts'

/** One screen of an application: `subject`, `precheck`, `form/<part>`, `materials` or `check`. */
export type DraftStep = string

/** The screens of this application, in order: only what this person must still be asked. */
export function draftSteps(draft: Draft): DraftStep[] {
  const { service } = draft
  return [
    ...(choosesSubject(service) ? ['subject'] : []),
    'precheck',
    ...askedParts(draft).map((part) => `form/${part.code}`),
    ...(wantedMaterials(draft).length > 0 ? ['materials'] : []),
    'check',
  ]
}

export const stepPath = (draft: Pick<Draft, 'id'>, step: DraftStep): string => `/my/drafts/${draft.id}/${step}`

/** What to photograph for this application, from its own answers. */
export function wantedMaterials({ service, data }: Draft): Material[] {
  const { subject, values } = data
  return subject ? service.materials.filter((m) => m.how === 'upload' && m.required?.({ form: values, subject })) : []
}

/** Parts of the form with a question for this person: who wants no paper is not asked where to send it. */
export const askedParts = ({ service, data }: Draft): FormPart[] =>
  service.form.filter((part) => part.fields.some((f) => !f.shownWhen || f.shownWhen(data.values)))

/** Where one left off: the first screen on which something is missing. */
export function resumeAt(draft: Draft): DraftStep {
  const { service, data } = draft
  if (choosesSubject(service) && data.checks.length === 0) return 'subject'
  if (data.checks.length === 0 || !data.subject || blockingProblems(data.checks).length > 0) return 'precheck'
  const part = service.form.find((p) => parseFields(p.fields, data.values, isCounty).errors.length > 0)
  if (part) return `form/${part.code}`
  return wantedMaterials(draft).some((m) => (data.materials[m.code] ?? []).length === 0) ? 'materials' : 'check'
}

/** The screen after this one. */
export function stepAfter(draft: Draft, step: DraftStep): DraftStep {
  const steps = draftSteps(draft)
  return steps[steps.indexOf(step) + 1] ?? 'check'
}

/** "Step 3 of 6", and the way back. */
export function stepView(draft: Draft, step: DraftStep, say: Say): StepView {
  const steps = draftSteps(draft)
  const i = Math.max(0, steps.indexOf(step))
  const before = steps[i - 1]
  return {
    service: say(draft.service.name),
    n: i + 1,
    of: steps.length,
    back: before ? stepPath(draft, before) : paths.guide(draft.service.code),
  }
}
