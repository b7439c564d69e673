import type * as api from '#api/oversight.ts'
import type { BodyOf } from '#api/route.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { may } from '#domain/policy.ts'
import { findService } from '#domain/services/index.ts'
import { workRows } from '#server/cases/work-rows.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { workCsv } from './csv.ts'
import { decideExport, type ExportRow, insertExport, lockExport, readExports, takeExport } from './list-exports.sql.ts'

const DAY_MS = 86_400_000
const SHOWN_DAYS = 30
const MOST = 10_000

/* A list leaves the house by two people: one asks with a purpose, another decides, who asked takes it once, within a day. */

export async function listExports(house: House, officer: Officer) {
  const decides = may('export.approve', officer) === 'yes'
  const since = new Date(house.time.now().getTime() - SHOWN_DAYS * DAY_MS)
  const rows = await house.db.read.many(readExports, [officer.office, officer.id, decides, since])
  return { exports: rows.map((row) => exportView(row, officer, decides, house.time.now())) }
}

/** Asks for a list of the own office, with what it is for. */
export async function askListExport(
  tx: Tx,
  house: House,
  officer: Officer,
  body: BodyOf<typeof api.askListExport>,
): Promise<{ id: string; rows: number }> {
  const now = house.time.now()
  const { length } = await listed(tx, officer, body, now)
  const row = await tx.one(insertExport, [
    officer.office,
    body.view,
    body.service,
    body.purpose,
    length,
    officer.id,
    now,
  ])
  if (!row) throw new Error('an export was not kept')
  await note(tx, house, officer, 'export.ask', row.id, `申请导出 ${length} 件:${body.purpose}`)
  return { id: row.id, rows: length }
}

/** Throws Refused: 404, 403 OWN_MATTER, 409 ALREADY_DECIDED. */
export async function decideListExport(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  approve: boolean,
): Promise<void> {
  const row = await tx.one(lockExport, [officer.office, id])
  if (!row) throw notFound()
  if (row.asked_by === officer.id) throw refusedBy(403, { code: 'OWN_MATTER' })
  if (row.decided_at) throw refusedBy(409, { code: 'ALREADY_DECIDED' })
  await tx.run(decideExport, [officer.office, row.id, officer.id, house.time.now(), approve])
  await note(tx, house, officer, approve ? 'export.approve' : 'export.decline', row.id, row.purpose)
}

/** Throws Refused: 404, 409 EXPORT_NOT_APPROVED, EXPORT_OVER. */
export async function takeListExport(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
): Promise<{ name: string; rows: number; csv: string }> {
  const now = house.time.now()
  const row = await tx.one(lockExport, [officer.office, id])
  // Of others' lists one learns nothing here.
  if (!row || row.asked_by !== officer.id) throw notFound()
  if (!row.approved) throw refusedBy(409, { code: 'EXPORT_NOT_APPROVED' })
  if (stateOf(row, now) !== 'approved') throw refusedBy(409, { code: 'EXPORT_OVER' })
  const rows = await listed(tx, officer, row, now)
  await tx.run(takeExport, [officer.office, row.id, now])
  await note(tx, house, officer, 'export-list', row.id, `导出 ${rows.length} 件:${row.purpose}`)
  return {
    name: `cases-${row.view}-${shanghaiDate(now)}.csv`,
    rows: rows.length,
    csv: workCsv(rows, officer.id, now),
  }
}

const listed = (tx: Tx, officer: Officer, of: Pick<ExportRow, 'view' | 'service'>, now: Date) =>
  workRows(tx, officer, { view: of.view, service: of.service, now, most: MOST })

async function note(tx: Tx, house: House, officer: Officer, act: string, id: string, purpose: string): Promise<void> {
  await audit(tx, officer, { act, object: { kind: 'list-export', id }, purpose, result: 'done' })
  tx.afterCommit(() => house.bus.publish({ topic: `office:${officer.office}`, version: 0 }))
}

const untilOf = (row: ExportRow): Date | undefined =>
  row.approved && row.decided_at ? new Date(row.decided_at.getTime() + DAY_MS) : undefined

function stateOf(row: ExportRow, now: Date): (typeof api.EXPORT_STATES)[number] {
  if (row.taken_at) return 'taken'
  if (row.approved === null) return 'asked'
  if (!row.approved) return 'declined'
  return (untilOf(row) ?? now) > now ? 'approved' : 'lapsed'
}

function exportView(row: ExportRow, officer: Officer, decides: boolean, now: Date) {
  const state = stateOf(row, now)
  const mine = row.asked_by === officer.id
  const name = findService(row.service)?.name
  return {
    id: row.id,
    state,
    view: row.view,
    service: name ? { ...name } : null,
    purpose: row.purpose,
    rows: row.rows,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    decidedBy: row.decided_by,
    until: untilOf(row)?.toISOString() ?? null,
    mine,
    mayDecide: decides && !mine && state === 'asked',
  }
}
