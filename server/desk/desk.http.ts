import type { FastifyInstance } from 'fastify'
import * as api from '#api/desk.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { findService } from '#domain/services/index.ts'
import { workRows } from '#server/cases/work-rows.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { accessLog } from './access-log.ts'
import { workCsv } from './csv.ts'
import { findDifference, readBoard, readDifferences, settleDifference } from './desk.sql.ts'

const DAY_MS = 86_400_000
const OLD_DAYS = 3

/** What those who lead and those who check see: boards, the access log, differences of money, lists to take out. */
export function deskRoutes(app: FastifyInstance, house: House): void {
  boardRoute(app, house)
  serveRead(app, house, api.readAccessLog, ({ actor, body }) => accessLog(house, officerOf(actor), body))
  differenceRoutes(app, house)
  exportRoute(app, house)
}

const leads = (house: House, office: number): boolean => office === house.city.homeOffice

function boardRoute(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readBoard, async ({ actor }) => {
    const { office } = officerOf(actor)
    const now = house.time.now()
    const offices = leads(house, office) ? house.city.offices.map((o) => o.office) : [office]
    const today = shanghaiDate(now)
    const rows = await house.db.read.many(readBoard, [
      offices,
      today,
      addDays(today, 1),
      new Date(now.getTime() - 7 * DAY_MS),
    ])
    return {
      at: now.toISOString(),
      rows: rows.map(({ oldest, ...row }) => ({
        ...row,
        officeName: house.city.offices.find((o) => o.office === row.office)?.name ?? both(String(row.office)),
        serviceName: findService(row.service)?.name ?? both(row.service),
        oldestDays: oldest ? Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / DAY_MS)) : 0,
      })),
    }
  })
}

const both = (text: string) => ({ zh: text, en: text })

function differenceRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listDifferences, async ({ actor }) => {
    const { office } = officerOf(actor)
    const rows = await house.db.read.many(readDifferences, [office, leads(house, office)])
    const old = house.time.now().getTime() - OLD_DAYS * DAY_MS
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        billNumber: row.bill_number,
        caseNumber: row.case_number,
        caseId: row.case_id,
        oursFen: row.ours_fen,
        theirsFen: row.theirs_fen,
        old: row.settled_at === null && row.at.getTime() < old,
        ...(row.settled_at && row.settled_by && row.settled_how
          ? {
              settled: {
                at: row.settled_at.toISOString(),
                by: row.settled_by,
                how: row.settled_how,
                note: row.settled_note ?? '',
              },
            }
          : {}),
      })),
    }
  })
  serveAct(app, house, api.settleDifference, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const mine = [officer.office, leads(house, officer.office), params.id] as const
    if (!(await tx.one(findDifference, [...mine]))) throw notFound()
    const settled = await tx.one(settleDifference, [...mine, house.time.now(), officer.id, body.how, body.note])
    if (!settled) throw refusedBy(409, { code: 'DIFFERENCE_SETTLED' })
    await audit(tx, officer, {
      act: 'difference.settle',
      object: { kind: 'payment-difference', id: params.id },
      purpose: `${body.how}:${body.note}`,
      result: 'done',
    })
    return { settled: true }
  })
}

const MOST = 10_000

function exportRoute(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.exportWork, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    const today = shanghaiDate(house.time.now())
    const rows = await workRows(tx, officer, { view: body.view, service: body.service, today, most: MOST })
    await audit(tx, officer, {
      act: 'export-list',
      object: { kind: 'work-list', id: body.view },
      purpose: `导出 ${rows.length} 件:${body.purpose}`,
      result: 'done',
    })
    return {
      name: `cases-${body.view}-${today}.csv`,
      rows: rows.length,
      csv: workCsv(rows, officer.id, house.time.now()),
    }
  })
}
