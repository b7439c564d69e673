import { addWorkingDays, shanghaiDate } from '#domain/calendar.ts'
import { isWholeSheet, SHEET_POINTS } from '#domain/video/quality.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import {
  contestSheet,
  judgeSheet,
  lockSheet,
  type SheetRow,
  settleSheet,
  sheetsOf,
  sheetsToReview,
} from './quality.sql.ts'
import { VIDEO } from './settings.ts'

type Points = readonly { id: string; ok: boolean }[]

/** Sheets to be judged (never one's own), and those about the own work. */
export async function listSheets(tx: Pick<Tx, 'many'>, house: House, officer: Officer) {
  const judges = officer.roles.includes('supervisor')
  const open = judges ? await tx.many(sheetsToReview, [officer.office, officer.id]) : []
  const mine = await tx.many(sheetsOf, [officer.id])
  return { toReview: open.map((r) => sheetView(house, r)), mine: mine.map((r) => sheetView(house, r)) }
}

/** The ten points. Throws Refused 403 for the own work, 409 when it was judged already. */
export async function judge(tx: Tx, house: House, officer: Officer, id: string, points: Points, note: string) {
  const row = await ownOffice(tx, officer, id)
  if (row.officer === officer.id) throw refusedBy(403, { code: 'VIDEO_OWN_CALL' })
  whole(points)
  const until = addWorkingDays(shanghaiDate(house.time.now()), VIDEO.quality.contestDays, house.calendar)
  const done = await tx.run(judgeSheet, [
    id,
    officer.id,
    JSON.stringify(points),
    sealNote(house, id, 'note', note),
    until,
  ])
  if (done !== 1) throw refusedBy(409, { code: 'VIDEO_SHEET_STATE' })
  return sheetView(house, await ownOffice(tx, officer, id))
}

/** The officer objects within three working days; somebody else than the first reviewer settles it. */
export async function contest(tx: Tx, house: House, officer: Officer, id: string, reason: string) {
  const row = await ownOffice(tx, officer, id)
  if (row.officer !== officer.id) throw refusedBy(403, { code: 'VIDEO_NOT_YOURS' })
  if (row.contest_until !== null && shanghaiDate(house.time.now()) > row.contest_until)
    throw refusedBy(409, { code: 'VIDEO_CONTEST_OVER', params: { n: VIDEO.quality.contestDays } })
  if ((await tx.run(contestSheet, [id, sealNote(house, id, 'contest', reason)])) !== 1)
    throw refusedBy(409, { code: 'VIDEO_SHEET_STATE' })
  return sheetView(house, await ownOffice(tx, officer, id))
}

export async function settle(tx: Tx, house: House, officer: Officer, id: string, points: Points, note: string) {
  const row = await ownOffice(tx, officer, id)
  if (row.officer === officer.id || row.reviewer === officer.id) throw refusedBy(403, { code: 'VIDEO_OWN_CALL' })
  whole(points)
  const done = await tx.run(settleSheet, [id, officer.id, JSON.stringify(points), sealNote(house, id, 'note', note)])
  if (done !== 1) throw refusedBy(409, { code: 'VIDEO_SHEET_STATE' })
  return sheetView(house, await ownOffice(tx, officer, id))
}

function whole(points: Points): void {
  if (!isWholeSheet(points)) throw refusedBy(422, { code: 'VIDEO_SHEET_POINTS' })
}

async function ownOffice(tx: Tx, officer: Officer, id: string): Promise<SheetRow> {
  const row = await tx.one(lockSheet, [id])
  if (!row || row.office !== officer.office) throw notFound()
  return row
}

const place = (id: string, column: string): string => `video_sheets|${column}|${id}`
const sealNote = (house: House, id: string, column: string, text: string): Buffer =>
  house.crypto.seal(text, place(id, column))

function sheetView(house: House, r: SheetRow) {
  const read = (column: 'note' | 'contest') => {
    const sealed = r[column]
    return sealed ? house.crypto.open(sealed, place(r.id, column)).toString('utf8') : null
  }
  return {
    id: r.id,
    session: r.session_id,
    at: r.at.toISOString(),
    officer: r.officer,
    why: r.why,
    state: r.state,
    reviewer: r.reviewer,
    points: SHEET_POINTS.map((p) => ({
      id: p.id,
      label: { ...p.label },
      ok: r.points?.find((g) => g.id === p.id)?.ok ?? null,
    })),
    note: read('note'),
    contest: read('contest'),
    contestUntil: r.contest_until,
  }
}
