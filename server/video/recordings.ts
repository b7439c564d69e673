import type { FastifyReply } from 'fastify'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import type { Text } from '#domain/text.ts'
import { findService } from '#domain/services/index.ts'
import { loadCase } from '#server/cases/cases.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen, Officer } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { exportPeer } from './media/recording/export.ts'
import {
  exportsSince,
  filmsOf,
  findExport,
  findView,
  insertApproval,
  insertExport,
  insertView,
  type RecordedRow,
  recordedOfCase,
  recordedOfDay,
  recordedOfPerson,
  recordedSession,
  viewsOf,
} from './recordings.sql.ts'
import { insertHold, setHold } from './retention.sql.ts'
import { VIDEO } from './settings.ts'

/** A view that was asked for is good for so long. */
const VIEW_MS = 4 * 3_600_000
const NEEDED = 2

/** Facts of recordings, no picture: of a case or of a day. */
export async function listRecordings(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  officer: Officer,
  asked: { number?: string; day?: string },
) {
  const day = asked.day ?? shanghaiDate(house.time.now())
  const rows = asked.number
    ? await tx.many(recordedOfCase, [officer.office, asked.number])
    : await tx.many(recordedOfDay, [officer.office, shanghaiMoment(day), shanghaiMoment(addDays(day, 1))])
  const shown = []
  for (const r of rows.filter((one) => !one.deleted)) shown.push(await rowView(tx, house, r, officer))
  return shown
}

/**
 * Asks to see a recording: own conversations with a purpose and the case's number, others only as supervisor or auditor.
 * Written down before anything is shown, and shown to the citizen.
 */
export async function askView(
  tx: Tx,
  house: House,
  officer: Officer,
  session: string,
  purpose: string,
  number: string,
) {
  const row = await recorded(tx, session, officer)
  const own = row.officer === officer.id
  if (!own && !officer.roles.some((role) => role === 'supervisor' || role === 'auditor'))
    throw refusedBy(403, { code: 'VIDEO_NOT_YOUR_RECORDING' })
  const real = row.case_id ? (await loadCase(tx, house, row.case_id)).number : ''
  if (real !== number.trim()) throw refusedBy(409, { code: 'VIDEO_WRONG_NUMBER' })
  const now = house.time.now()
  const [id, until] = [uuidv7(), new Date(now.getTime() + VIEW_MS)]
  await tx.run(insertView, [row.office, id, session, 'officer', officer.id, purpose, now, until])
  await seen(tx, officer, row, `查看录像:${purpose}`)
  return {
    view: id,
    until: until.toISOString(),
    watermark: `${officer.id} ${now.toISOString().slice(0, 19)} ${id.slice(-8)}`,
    recording: await rowView(tx, house, row, officer),
  }
}

/** One side as a film, under a view of the same officer. */
export async function playFor(house: House, officer: Officer, session: string, peer: string, view: string) {
  await recorded(house.db.read, session, officer)
  const found = await house.db.read.one(findView, [view, officer.id, session, house.time.now()])
  if (!found) throw refusedBy(403, { code: 'VIDEO_VIEW_FIRST' })
  return filmOf(house, session, peer)
}

/** The citizen's own recording, for 30 days; the look is written down like everybody's. */
export async function playOwn(house: House, citizen: Citizen, session: string, peer: string) {
  const row = await house.db.read.one(recordedSession, [session])
  if (!row || row.person !== citizen.id || row.deleted) throw notFound()
  const now = house.time.now()
  if (now.getTime() > ownViewEnd(row).getTime()) throw refusedBy(409, { code: 'VIDEO_OWN_VIEW_OVER' })
  await house.db.tx((tx) => tx.run(insertView, [row.office, uuidv7(), session, 'citizen', citizen.id, 'own', now, now]))
  return filmOf(house, session, peer)
}

export async function ownRecordings(tx: Pick<Tx, 'many'>, house: House, citizen: Citizen) {
  const since = new Date(house.time.now().getTime() - VIDEO.retention.ownViewDays * 86_400_000)
  const rows = (await tx.many(recordedOfPerson, [citizen.id, since])).filter((r) => !r.deleted)
  const views = await tx.many(viewsOf, [rows.map((r) => r.session_id)])
  return rows.map((r) => ({
    session: r.session_id,
    at: r.began_at.toISOString(),
    seconds: r.seconds,
    serviceName: nameOf(r.service),
    viewUntil: ownViewEnd(r).toISOString(),
    keptUntil: r.keep_until?.toISOString() ?? null,
    parts: partsOf(r),
    views: views
      .filter((v) => v.session_id === r.session_id && v.viewer_kind === 'officer')
      .map((v) => ({ at: v.at.toISOString(), by: v.viewer, purpose: v.purpose })),
  }))
}

/** Beyond its time: dispute, complaint, fraud, evidence; released it lives two years more. */
export async function holdRecording(
  tx: Tx,
  house: House,
  officer: Officer,
  session: string,
  hold: string | null,
  reason: string,
) {
  const row = await recorded(tx, session, officer)
  const now = house.time.now()
  const after = shanghaiMoment(addDays(shanghaiDate(now), VIDEO.retention.disputeDays))
  await tx.run(setHold, [session, hold, after])
  const words = house.crypto.seal(reason, `video_holds|words|${session}|${now.toISOString()}`)
  await tx.run(insertHold, [row.office, session, hold, officer.id, words, now])
  await seen(tx, officer, row, hold ? `录像留存:${hold}` : '录像解除留存')
}

export async function askExport(tx: Tx, house: House, officer: Officer, session: string, purpose: string) {
  const row = await recorded(tx, session, officer)
  const id = uuidv7()
  await tx.run(insertExport, [row.office, id, session, officer.id, purpose, house.time.now()])
  await seen(tx, officer, row, `申请导出录像:${purpose}`)
  return { export: id, approvals: 0, needed: NEEDED }
}

/** What was asked for lately; a copy whose recording is gone is no longer listed. */
export async function listExports(tx: Pick<Tx, 'one' | 'many'>, house: House, officer: Officer) {
  const since = new Date(house.time.now().getTime() - 30 * 86_400_000)
  const shown = []
  for (const e of await tx.many(exportsSince, [officer.office, since])) {
    const row = await tx.one(recordedSession, [e.session_id])
    if (!row || row.deleted) continue
    const mine = e.asked_by === officer.id
    shown.push({
      id: e.id,
      session: e.session_id,
      askedBy: e.asked_by,
      purpose: e.purpose,
      at: e.at.toISOString(),
      approvals: e.approvals,
      needed: NEEDED,
      mine,
      mayApprove:
        !mine && !e.approvals.includes(officer.id) && officer.roles.some((r) => r === 'supervisor' || r === 'auditor'),
      parts: partsOf(row).map(({ peer, who }) => ({ peer, who })),
    })
  }
  return shown
}

/** Two others: not the one who asked, and nobody twice. */
export async function approveExport(tx: Tx, house: House, officer: Officer, id: string) {
  const found = await tx.one(findExport, [id])
  if (!found || found.office !== officer.office) throw notFound()
  if (found.asked_by === officer.id) throw refusedBy(403, { code: 'VIDEO_EXPORT_OWN' })
  await tx.run(insertApproval, [found.office, id, officer.id, house.time.now()])
  const approvals = new Set([...found.approvals, officer.id]).size
  return { export: id, approvals, needed: NEEDED }
}

export async function readExport(house: House, officer: Officer, id: string, peer: string) {
  const found = await house.db.read.one(findExport, [id])
  if (!found || found.office !== officer.office) throw notFound()
  if (found.asked_by !== officer.id) throw refusedBy(403, { code: 'VIDEO_NOT_YOUR_RECORDING' })
  if (found.approvals.length < NEEDED)
    throw refusedBy(409, { code: 'VIDEO_EXPORT_NOT_APPROVED', params: { n: NEEDED } })
  const row = await house.db.read.one(recordedSession, [found.session_id])
  if (!row || row.deleted) throw notFound()
  await house.db.tx((tx) => seen(tx, officer, row, `导出录像:${found.purpose}`))
  return filmOf(house, found.session_id, peer)
}

/** The film goes out in memory and is kept nowhere; players may not store it. */
export const asFilm = (reply: FastifyReply, film: { type: string; bytes: Uint8Array }): FastifyReply =>
  reply
    .headers({ 'content-type': film.type, 'content-disposition': 'inline', 'cache-control': 'no-store' })
    .send(Buffer.from(film.bytes))

async function filmOf(house: House, session: string, peer: string): Promise<{ type: string; bytes: Uint8Array }> {
  const film = await house.db.read.one(filmsOf, [session, peer])
  if (!film || !house.media) throw refusedBy(409, { code: 'VIDEO_NO_FILM' })
  return exportPeer({ dir: house.media.dir, crypto: house.crypto, id: film.id, wrappedKey: film.wrapped_key, peer })
}

async function recorded(tx: Pick<Tx, 'one'>, session: string, officer: Officer): Promise<RecordedRow> {
  const row = await tx.one(recordedSession, [session])
  if (!row || row.deleted || row.office !== officer.office) throw notFound()
  return row
}

const seen = (tx: Pick<Tx, 'run'>, officer: Officer, row: RecordedRow, purpose: string): Promise<void> =>
  audit(tx, officer, {
    act: 'read-recording',
    object: { kind: 'video', id: row.session_id },
    person: row.person,
    purpose,
    result: 'done',
  })

async function rowView(tx: Pick<Tx, 'one'>, house: House, r: RecordedRow, officer: Officer) {
  return {
    session: r.session_id,
    at: r.began_at.toISOString(),
    seconds: r.seconds,
    officer: r.officer,
    caseNumber: r.case_id ? (await loadCase(tx, house, r.case_id)).number : null,
    serviceName: nameOf(r.service),
    outcome: r.outcome,
    own: r.officer === officer.id,
    hold: r.hold,
    keptUntil: r.keep_until?.toISOString() ?? null,
    segments: r.segments,
    intact: r.intact,
    parts: partsOf(r),
  }
}

const WHO: Readonly<Record<string, Text>> = {
  citizen: { zh: '申请人', en: 'Applicant' },
  officer: { zh: '民警', en: 'Officer' },
}
const partsOf = (r: RecordedRow) =>
  r.peers.map((peer) => ({
    peer,
    who: { ...(WHO[peer] ?? { zh: '其他参加人', en: 'Another participant' }) },
    type: r.codecs.includes('H264') ? 'video/mp4' : 'video/webm',
  }))

const nameOf = (service: string | null) => {
  const name = service === null ? undefined : findService(service)?.name
  return name ? { ...name } : null
}

const ownViewEnd = (r: RecordedRow): Date => new Date(r.began_at.getTime() + VIDEO.retention.ownViewDays * 86_400_000)
