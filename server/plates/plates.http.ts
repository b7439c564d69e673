import type { FastifyInstance } from 'fastify'
import { choosePlate, drawPlates, readPlates } from '#api/plates.ts'
import { plateTypeOf, PRESSES } from '#domain/plate-pool.ts'
import { loadCase } from '#server/cases/cases.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { choose } from './choose.ts'
import { draw, pressesOf } from './plates.ts'

export function plateRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, readPlates, async ({ actor, params }) => {
    const c = await loadCase(house.db.read, house, params.id)
    allow(readPlates.act, actor, { owner: c.applicant })
    const type = plateTypeOf(c.data)
    if (!type) throw notFound()
    const presses = await pressesOf(house.db.read, c)
    return { type, of: PRESSES, left: PRESSES - presses.length, presses }
  })
  serveAct(app, house, drawPlates, async (tx, { actor, params, body }) => {
    const c = await loadCase(tx, house, params.id)
    allow(drawPlates.act, actor, { owner: c.applicant })
    return draw(tx, house, c, body.press)
  })
  serveAct(app, house, choosePlate, async (tx, { actor, params, body }) => {
    const { id } = citizenOf(actor)
    allow(choosePlate.act, actor, { owner: (await loadCase(tx, house, params.id)).applicant })
    const c = await choose(tx, house, { kind: 'citizen', id }, params.id, body.version, body.number)
    return { id: c.id, version: c.version, state: c.state, step: c.step }
  })
}
