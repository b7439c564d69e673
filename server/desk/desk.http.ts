import type { FastifyInstance } from 'fastify'
import * as api from '#api/desk.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { may } from '#domain/policy.ts'
import { findService } from '#domain/services/index.ts'
import { same } from '#domain/text.ts'
import { weekBefore } from '#server/cases/work-rows.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { type Officer, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { accessLog } from './access-log.ts'
import {
  confirmSettlement,
  type DifferenceRow,
  lockDifference,
  proposeSettlement,
  readBoard,
  readDifferences,
  sendSettlementBack,
} from './desk.sql.ts'
import { listExportRoutes } from './list-exports.http.ts'
import { lookRoutes } from './looks.http.ts'
import { leads, officeName, officesUnder } from './offices.ts'

const DAY_MS = 86_400_000
const OLD_DAYS = 3

/** What those who lead and those who check see: boards, the access log, differences of money, lists to take out. */
export function deskRoutes(app: FastifyInstance, house: House): void {
  boardRoute(app, house)
  serveRead(app, house, api.readAccessLog, ({ actor, body }) => accessLog(house, officerOf(actor), body))
  differenceRoutes(app, house)
  listExportRoutes(app, house)
  lookRoutes(app, house)
}

function boardRoute(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readBoard, async ({ actor }) => {
    const { office } = officerOf(actor)
    const now = house.time.now()
    const rows = await house.db.read.many(readBoard, [officesUnder(house, office), shanghaiDate(now), weekBefore(now)])
    return {
      at: now.toISOString(),
      rows: rows.map(({ oldest, ...row }) => ({
        ...row,
        officeName: officeName(house, row.office),
        serviceName: findService(row.service)?.name ?? same(row.service),
        oldestDays: oldest ? Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / DAY_MS)) : 0,
      })),
    }
  })
}

function differenceRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listDifferences, async ({ actor }) => {
    const officer = officerOf(actor)
    const rows = await house.db.read.many(readDifferences, [officer.office, leads(house, officer.office)])
    return { items: rows.map((row) => differenceView(row, officer, house.time.now())) }
  })
  serveAct(app, house, api.settleDifference, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const row = await openDifference(tx, house, officer, params.id)
    if (row.proposed_by) throw refusedBy(409, { code: 'DIFFERENCE_PROPOSED' })
    await tx.run(proposeSettlement, [params.id, house.time.now(), officer.id, body.how, body.note])
    await note(tx, officer, 'difference.propose', params.id, `${body.how}:${body.note}`)
    return { ok: true as const }
  })
  serveAct(app, house, api.confirmSettlement, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const row = await openDifference(tx, house, officer, params.id)
    if (!row.proposed_by) throw refusedBy(409, { code: 'NOTHING_PROPOSED' })
    if (row.proposed_by === officer.id) throw refusedBy(403, { code: 'OWN_MATTER' })
    if (body.confirm) await tx.run(confirmSettlement, [params.id, house.time.now(), officer.id])
    else await tx.run(sendSettlementBack, [params.id])
    const act = body.confirm ? 'difference.settle' : 'difference.back'
    await note(tx, officer, act, params.id, `${row.proposed_by} 登记的处理`)
    return { ok: true as const }
  })
}

async function openDifference(tx: Tx, house: House, officer: Officer, id: string) {
  const row = await tx.one(lockDifference, [officer.office, leads(house, officer.office), id])
  if (!row) throw notFound()
  if (row.settled_at) throw refusedBy(409, { code: 'DIFFERENCE_SETTLED' })
  return row
}

const note = (tx: Tx, officer: Officer, act: string, id: string, purpose: string): Promise<void> =>
  audit(tx, officer, { act, object: { kind: 'payment-difference', id }, purpose, result: 'done' })

function differenceView(row: DifferenceRow, officer: Officer, now: Date) {
  const open = row.settled_at === null
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    billNumber: row.bill_number,
    caseNumber: row.case_number,
    caseId: row.case_id,
    oursFen: row.ours_fen,
    theirsFen: row.theirs_fen,
    old: open && row.at.getTime() < now.getTime() - OLD_DAYS * DAY_MS,
    mayPropose: open && row.proposed_by === null && may('money.settle', officer) === 'yes',
    mayConfirm: open && row.proposed_by !== null && row.proposed_by !== officer.id,
    ...proposedView(row),
    ...settledView(row),
  }
}

function proposedView({ proposed_at: at, proposed_by: by, proposed_how: how, proposed_note: note }: DifferenceRow) {
  return at && by && how ? { proposed: { at: at.toISOString(), by, how, note: note ?? '' } } : {}
}

function settledView(row: DifferenceRow) {
  const { settled_at: at, settled_by: by, settled_how: how } = row
  if (!at || !by || !how) return {}
  const said = { at: at.toISOString(), by, how, note: row.settled_note ?? '' }
  return { settled: { ...said, confirmedBy: row.confirmed_by ?? '' } }
}
