import type { FastifyInstance } from 'fastify'
import * as board from '#api/video-board.ts'
import * as api from '#api/video-recordings.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { type Officer, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { boardView } from './board.ts'
import { officerParts } from './desk-view.ts'
import { videoFloorRoutes } from './floor.http.ts'
import { supervise } from './guests.ts'
import { groupOf } from './line.ts'
import { contest, judge, listSheets, settle } from './quality.ts'
import {
  approveExport,
  asFilm,
  askExport,
  askView,
  holdRecording,
  listExports,
  listRecordings,
  playFor,
  readExport,
} from './recordings.ts'
import { loadSession } from './session-store.ts'
import { actIfFits, actInSession } from './sessions.ts'
import { openSessions } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'
import { noticeOf, setLine, setNotice } from './tickets.sql.ts'

/** The supervisor's side of the video window, recordings, and the review of their quality. */
export function videoBoardRoutes(app: FastifyInstance, house: House): void {
  boardRoutes(app, house)
  recordingRoutes(app, house)
  qualityRoutes(app, house)
  videoFloorRoutes(app, house)
}

const logged = (tx: Tx, officer: Officer, act: string, id: string, purpose: string, person?: string): Promise<void> =>
  audit(tx, officer, { act, object: { kind: 'video', id }, person, purpose, result: 'done' })

function boardRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, board.readVideoBoard, ({ actor, query }) =>
    boardView(house.db.read, house, officerOf(actor), query.day),
  )
  serveAct(app, house, board.setVideoLine, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    if (!VIDEO.groups.some((g) => g.code === params.group)) throw notFound()
    await tx.run(setLine, [officer.office, groupOf(params.group).code, body.walkIn, officer.id, house.time.now()])
    await logged(tx, officer, body.walkIn ? 'open-line' : 'close-line', params.group, body.reason)
    return boardView(tx, house, officer)
  })
  serveAct(app, house, board.setVideoNotice, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    const now = house.time.now()
    const today = shanghaiDate(now)
    const known = await tx.one(noticeOf, [officer.office, today])
    const words =
      body.notice === undefined
        ? { zh: known?.zh ?? null, en: known?.en ?? null }
        : (body.notice ?? { zh: null, en: null })
    const extend = body.extendMinutes ?? known?.extend_min ?? 0
    await tx.run(setNotice, [officer.office, today, words.zh, words.en, extend, officer.id, now])
    await logged(tx, officer, 'set-notice', today, body.reason)
    if (body.suspendAll) await suspendAll(tx, house, officer)
    return boardView(tx, house, officer)
  })
  serveAct(app, house, board.joinSession, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const s = await ofOffice(tx, house, officer, params.id)
    await logged(tx, officer, `supervise-${body.mode}`, params.id, body.reason, s.person)
    return supervise(tx, house, officer, params.id, body.mode)
  })
  serveAct(app, house, board.endSession, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const s = await ofOffice(tx, house, officer, params.id)
    await actInSession(tx, house, { kind: 'house' }, params.id, { type: 'end', by: officer.id, reason: body.reason })
    await logged(tx, officer, 'end-session', params.id, body.reason, s.person)
    return { ok: true as const }
  })
}

/** A fire alarm: every conversation is set aside at once, every ticket keeps its place at the front. */
async function suspendAll(tx: Tx, house: House, officer: Officer): Promise<void> {
  for (const { id } of await tx.many(openSessions, [officer.office])) {
    const s = await loadSession(tx, house, id)
    if (s.link !== 'suspended')
      await actInSession(tx, house, { kind: 'officer', ...officerParts(officer), id: s.officer }, id, {
        type: 'suspend',
        cause: 'alarm',
      })
    else await actIfFits(tx, house, id, { type: 'clock' })
  }
}

async function ofOffice(tx: Tx, house: House, officer: Officer, id: string) {
  const s = await loadSession(tx, house, id)
  if (s.office !== officer.office) throw notFound()
  return s
}

function recordingRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listRecordings, async ({ actor, query }) => ({
    recordings: await listRecordings(house.db.read, house, officerOf(actor), query),
  }))
  serveAct(app, house, api.viewRecording, (tx, { actor, params, body }) =>
    askView(tx, house, officerOf(actor), params.id, body.purpose, body.number),
  )
  serveRead(app, house, api.playRecording, async ({ actor, params, query, reply }) =>
    asFilm(reply, await playFor(house, officerOf(actor), params.id, params.peer, query.view)),
  )
  serveAct(app, house, api.holdRecording, async (tx, { actor, params, body }) => {
    await holdRecording(tx, house, officerOf(actor), params.id, body.hold, body.reason)
    return { ok: true as const }
  })
  serveAct(app, house, api.askExport, (tx, { actor, params, body }) =>
    askExport(tx, house, officerOf(actor), params.id, body.purpose),
  )
  serveRead(app, house, api.listExports, async ({ actor }) => ({
    exports: await listExports(house.db.read, house, officerOf(actor)),
  }))
  serveAct(app, house, api.approveExport, (tx, { actor, params }) =>
    approveExport(tx, house, officerOf(actor), params.id),
  )
  serveRead(app, house, api.readExport, async ({ actor, params, reply }) =>
    asFilm(reply, await readExport(house, officerOf(actor), params.id, params.peer)),
  )
}

function qualityRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listSheets, ({ actor }) => listSheets(house.db.read, house, officerOf(actor)))
  serveAct(app, house, api.judgeSheet, (tx, { actor, params, body }) =>
    judge(tx, house, officerOf(actor), params.id, body.points, body.note),
  )
  serveAct(app, house, api.contestSheet, (tx, { actor, params, body }) =>
    contest(tx, house, officerOf(actor), params.id, body.reason),
  )
  serveAct(app, house, api.settleSheet, (tx, { actor, params, body }) =>
    settle(tx, house, officerOf(actor), params.id, body.points, body.note),
  )
}
