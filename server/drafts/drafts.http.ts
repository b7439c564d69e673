import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import * as api from '#api/drafts.ts'
import type { CaseSubject } from '#domain/case.ts'
import { CHECKS } from '#domain/checks/check.ts'
import { refusalOf } from '#domain/refusals.ts'
import type { Problem } from '#domain/checks/check.ts'
import type { House } from '#server/kit/house.ts'
import { allow, citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import {
  blockingProblems,
  type Draft,
  findDraft,
  lockOwnDraft,
  openDraftsOf,
  removeDraft,
  saveValues,
  startDraft,
} from './drafts.ts'
import { precheck } from './subject.ts'
import { attach, submitDraft } from './submit.ts'

export function draftRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.startDraft, async (tx, { actor, body }) =>
    show(await startDraft(tx, house, citizenOf(actor), body.service, body.for)),
  )
  serveRead(app, house, api.listDrafts, async ({ actor }) => ({
    drafts: (await openDraftsOf(house.db.read, house, citizenOf(actor).id)).map(show),
  }))
  serveRead(app, house, api.readDraft, async ({ actor, params }) => {
    const draft = await findDraft(house.db.read, house, params.id)
    allow(api.readDraft.act, actor, { owner: draft.person })
    return show(draft)
  })
  serveRead(app, house, api.checkDraft, async ({ actor, params, body }) => {
    const draft = await findDraft(house.db.read, house, params.id)
    allow(api.checkDraft.act, actor, { owner: draft.person })
    return show(await precheck(house, citizenOf(actor), params.id, body))
  })
  serveAct(app, house, api.saveDraftPart, async (tx, { actor, params, body }) => {
    const { draft, errors } = await saveValues(tx, house, citizenOf(actor), params.id, params.part, body.values)
    return {
      draft: show(draft),
      errors: errors.map((e) => ({ field: e.field, code: e.code, message: { ...e.message } })),
    }
  })
  serveAct(app, house, api.attachFiles, async (tx, { actor, params, body }) =>
    show(await attach(tx, house, citizenOf(actor), params.id, params.material, body.files)),
  )
  serveAct(app, house, api.submitDraft, async (tx, { actor, params, body }) => {
    const c = await submitDraft(tx, house, citizenOf(actor), params.id, body)
    return { id: c.id, number: c.number, version: c.version, state: c.state, step: c.step }
  })
  serveAct(app, house, api.dropDraft, async (tx, { actor, params }) => {
    const draft = await lockOwnDraft(tx, house, citizenOf(actor), params.id)
    await removeDraft(tx, draft.id)
    return { ok: true as const }
  })
}

/** A problem as the citizen reads it, in both languages. */
export const problemView = (p: Problem) => ({ code: p.code, effect: p.effect, ...refusalOf(p.code, p.params) })

function show(draft: Draft): Static<typeof api.DraftView> {
  return {
    id: draft.id,
    service: draft.service.code,
    version: draft.version,
    subject: shownSubject(draft.data.subject),
    checks: draft.data.checks.map((r) => ({
      check: r.check,
      label: { ...CHECKS[r.check].label },
      outcome: r.outcome,
      at: r.at,
      problems: r.problems.map(problemView),
    })),
    blocked: blockingProblems(draft.data.checks).length > 0,
    values: { ...draft.data.values },
    materials: Object.fromEntries(Object.entries(draft.data.materials).map(([code, files]) => [code, [...files]])),
    updatedAt: draft.updatedAt.toISOString(),
  }
}

/** Of a car that may be another's its owner and the owner's number are not told, nor what proves that one holds its papers. */
function shownSubject(subject: CaseSubject | undefined): unknown {
  if (subject?.kind !== 'vehicle') return subject
  const {
    owner: _owner,
    contactMobile: _mobile,
    engineNo: _engine,
    mortgagee: _lender,
    pledgee: _pledgee,
    ...rest
  } = subject.vehicle
  return { kind: subject.kind, vehicle: rest }
}
