import type { FastifyInstance } from 'fastify'
import * as api from '#api/cases.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Command } from '#domain/commands.ts'
import { findService } from '#domain/services/index.ts'
import { billsOf } from '#server/payments/bills.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound } from '#server/kit/errors.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import type { House } from '#server/kit/house.ts'
import type { Route } from '#api/route.ts'
import { allow, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { act, loadCase } from './cases.ts'
import { reasonRoute } from './closed-reads.http.ts'
import { purposeOfRead, readAct } from './closed-reads.ts'
import { eventsOf, type ListRow, ownerOf, workCounts } from './cases.sql.ts'
import { evidenceOf } from './evidence.sql.ts'
import { maskEvidence } from './mask-evidence.ts'
import { movedView } from './moved-view.ts'
import { fieldValue, officerView } from './officer-view.ts'
import { workRows } from './work-rows.ts'

/** The officers' side of cases. */
export function caseRoutes(app: FastifyInstance, house: House): void {
  listRoutes(app, house)
  readRoutes(app, house)
  reasonRoute(app, house)
  unmaskRoute(app, house)
  decisionRoutes(app, house)
}

function listRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.workList, async ({ actor, query }) => {
    const officer = officerOf(actor)
    const now = house.time.now()
    const today = shanghaiDate(now)
    const [rows, counts] = await Promise.all([
      workRows(house.db.read, officer, { ...query, now, most: query.limit }),
      house.db.read.one(workCounts, [officer.office, officer.id, today]),
    ])
    return {
      rows: rows.map((r) => listView(r, today)),
      counts: counts ?? { mine: 0, office: 0, overdue: 0, waiting: 0 },
    }
  })
}

function listView(r: ListRow, today: string) {
  const name = findService(r.service)?.name ?? { zh: r.service, en: r.service }
  return {
    id: r.id,
    number: r.number,
    service: r.service,
    serviceName: { ...name },
    state: r.state,
    step: r.step,
    who: r.who,
    what: r.what,
    channel: r.channel,
    due: r.due,
    overdue: r.state === 'open' && !r.stopped && r.due !== null && r.due < today,
    parked: r.parked?.agency ?? null,
    assignee: r.assignee,
    submittedAt: r.submitted_at.toISOString(),
    version: r.version,
  }
}

function readRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readCase, async ({ actor, params }) => {
    const officer = officerOf(actor)
    const c = await loadCase(house.db.read, house, params.id)
    allow(api.readCase.act, actor, { office: c.office })
    const purpose = await purposeOfRead(house.db.read, officer, c)
    const [events, bills] = await Promise.all([
      house.db.read.many(eventsOf, [c.office, c.id]),
      billsOf(house.db.read, c.id),
    ])
    await audit(house.db.write, actor, {
      act: readAct(c),
      object: { kind: 'case', id: c.id },
      person: await personConcerned(house.db.read, c),
      purpose,
      result: 'done',
    })
    return officerView(c, officer, events, bills, house, house.time.now())
  })
  serveRead(app, house, api.readEvidence, async ({ actor, params }) => {
    const c = await loadCase(house.db.read, house, params.id)
    allow(api.readEvidence.act, actor, { office: c.office })
    const purpose = await purposeOfRead(house.db.read, officerOf(actor), c)
    const row = await house.db.read.one(evidenceOf, [c.id, params.message])
    if (!row) throw notFound()
    await audit(house.db.write, actor, {
      act: 'read-evidence',
      object: { kind: 'exchange', id: params.message },
      person: await personConcerned(house.db.read, c),
      purpose,
      result: 'done',
    })
    const open = (part: string, sealed: Buffer | null) =>
      sealed ? maskEvidence(house.crypto.open(sealed, `exchanges|${part}|${row.message_id}`).toString()) : null
    return {
      agency: row.agency,
      operation: row.operation,
      at: row.started_at.toISOString(),
      ms: row.ms,
      outcome: row.outcome,
      request: open('request', row.request) ?? '',
      answer: open('answer', row.answer),
      requestSignature: row.request_signature,
      answerSignature: row.answer_signature,
    }
  })
}

function unmaskRoute(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.unmask, async (tx, { actor, params, body }) => {
    const c = await loadCase(tx, house, params.id)
    allow(api.unmask.act, actor, { office: c.office })
    const value = fieldValue(c, body.field)
    if (value === undefined) throw notFound()
    await audit(tx, actor, {
      act: `unmask ${body.field}`,
      object: { kind: 'case', id: c.id },
      // Whoever acted has data in the case too.
      person: body.field.startsWith('actedBy.') ? c.applicant : await personConcerned(tx, c),
      purpose: body.reason,
      result: 'done',
    })
    return { value }
  })
}

function decisionRoutes(app: FastifyInstance, house: House): void {
  const decide = <R extends Route>(route: R, command: (body: never) => Command): void => {
    serveAct(app, house, route, async (tx, { actor, params, body }) => {
      const { id } = params as { id: string }
      const owner = await tx.one(ownerOf, [id])
      if (!owner) throw notFound()
      allow(route.act, actor, { office: owner.office })
      return movedView(
        await act(tx, house, officerOf(actor), id, (body as { version: number }).version, command(body as never)),
      )
    })
  }
  decide(api.takeCase, () => ({ type: 'take' }))
  decide(api.giveBackCase, () => ({ type: 'give-back' }))
  decide(api.passCase, (body: { note?: string }) => ({ type: 'pass', note: body.note }))
  decide(api.returnCase, (body: { defects: { target: string; reason: string }[] }) => ({
    type: 'return',
    defects: body.defects,
  }))
  decide(api.refuseCase, (body: { code: string; reason: string }) => ({
    type: 'refuse',
    code: body.code,
    reason: body.reason,
  }))
  decide(api.moveOnSite, (body: { reason: string; site: string }) => ({
    type: 'move-on-site',
    reason: body.reason,
    site: body.site,
  }))
  decide(api.continueAtCounter, () => ({ type: 'continue-at-counter' }))
  decide(api.inspectCase, (body: { passed: boolean; note: string }) => ({
    type: 'inspect',
    passed: body.passed,
    note: body.note,
  }))
  decide(api.coSignSeen, (body: { note: string }) => ({ type: 'co-sign-seen', note: body.note }))
  decide(api.meetCase, (body: { note: string }) => ({ type: 'meet', note: body.note }))
  decide(api.secondPass, (body: { note?: string }) => ({ type: 'second-pass', note: body.note }))
  decide(api.secondReturn, (body: { reason: string }) => ({ type: 'second-return', reason: body.reason }))
}
