import type { FastifyInstance } from 'fastify'
import * as api from '#api/my-cases.ts'
import { isWithdrawn } from '#server/authorities/principals.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { movedView } from './moved-view.ts'
import { correct, mine, myCase, myCases, myCaseView } from './my-view.ts'

/** The citizen's side of the own cases. */
export function myCaseRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listMyCases, async ({ actor }) => ({
    cases: (await myCases(house, citizenOf(actor))).map((c) => myCaseView(c, [])),
  }))
  serveRead(app, house, api.readMyCase, async ({ actor, params }) => {
    const { c, events } = await myCase(house, citizenOf(actor), params.id)
    return myCaseView(c, events, await isWithdrawn(house.db.read, c, citizenOf(actor).id))
  })
  serveAct(app, house, api.withdrawCase, async (tx, { actor, params, body }) =>
    movedView(await mine(tx, house, citizenOf(actor), params.id, body.version, { type: 'withdraw' })),
  )
  serveAct(app, house, api.objectToCase, async (tx, { actor, params, body }) =>
    movedView(
      await mine(tx, house, citizenOf(actor), params.id, body.version, { type: 'object', reason: body.reason }),
    ),
  )
  serveAct(app, house, api.recheckCase, async (tx, { actor, params, body }) =>
    movedView(await mine(tx, house, citizenOf(actor), params.id, body.version, { type: 'retry-checks' })),
  )
  serveAct(app, house, api.correctCase, async (tx, { actor, params, body }) =>
    movedView(await correct(tx, house, citizenOf(actor), params.id, body)),
  )
}
