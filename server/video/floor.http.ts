import type { FastifyInstance } from 'fastify'
import * as api from '#api/video-floor.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { type Officer, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { excludeRelative, includeRelative, lend, peopleView, setSkills, shift, stopLending } from './floor.ts'

/** The supervisor's hand on who serves what; each act with its reason, in the log that cannot be changed. */
export function videoFloorRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readVideoPeople, ({ actor }) => peopleView(house.db.read, house, officerOf(actor)))
  serveAct(app, house, api.setSkills, async (tx, { actor, params, body }) => {
    const by = officerOf(actor)
    await setSkills(tx, house, { id: params.officer, office: by.office }, body.skills)
    await logged(tx, by, 'set-video-skills', params.officer, body.reason)
    return peopleView(tx, house, by)
  })
  serveAct(app, house, api.addRelative, async (tx, { actor, params, body }) => {
    const by = officerOf(actor)
    const person = await excludeRelative(tx, house, { id: params.officer, office: by.office }, body.idNumber)
    await logged(tx, by, 'add-relative', params.officer, body.reason, person)
    return peopleView(tx, house, by)
  })
  serveAct(app, house, api.dropRelative, async (tx, { actor, params, body }) => {
    const by = officerOf(actor)
    await includeRelative(tx, { id: params.officer, office: by.office }, params.id)
    await logged(tx, by, 'drop-relative', params.officer, body.reason, params.id)
    return peopleView(tx, house, by)
  })
  serveAct(app, house, api.lendOfficers, async (tx, { actor, body }) => {
    const by = officerOf(actor)
    const id = await lend(tx, house, by, body)
    await logged(tx, by, 'lend-officers', id, `${body.group} ${body.lender} ${body.from}–${body.to}: ${body.reason}`)
    return peopleView(tx, house, by)
  })
  serveAct(app, house, api.endLending, async (tx, { actor, params, body }) => {
    const by = officerOf(actor)
    await stopLending(tx, house, by, params.id)
    await logged(tx, by, 'end-lending', params.id, body.reason)
    return peopleView(tx, house, by)
  })
  serveAct(app, house, api.shiftCapacity, async (tx, { actor, body }) => {
    const by = officerOf(actor)
    await shift(tx, house, by, { ...body, from: new Date(body.from), to: new Date(body.to) })
    await logged(tx, by, 'shift-capacity', body.from, `${Math.round(body.share * 100)} %: ${body.reason}`)
    return peopleView(tx, house, by)
  })
}

const logged = (tx: Tx, by: Officer, act: string, id: string, purpose: string, person?: string): Promise<void> =>
  audit(tx, by, { act, object: { kind: 'video', id }, person, purpose, result: 'done' })
