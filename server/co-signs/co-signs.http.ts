import type { FastifyInstance } from 'fastify'
import * as api from '#api/co-signs.ts'
import { movedView } from '#server/cases/moved-view.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { decline, type Question, questionsFor, readQuestion, sign } from './co-signs.ts'

/** The other person's side of a joint application. */
export function coSignRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listCoSigns, async ({ actor }) => ({
    coSigns: (await questionsFor(house, citizenOf(actor))).map(view),
  }))
  serveRead(app, house, api.readCoSign, async ({ actor, params }) =>
    view(await readQuestion(house, citizenOf(actor), params.id)),
  )
  serveAct(app, house, api.signCoSign, async (tx, { actor, params, body }) =>
    movedView(await sign(tx, house, citizenOf(actor), params.id, body.version, body)),
  )
  serveAct(app, house, api.declineCoSign, async (tx, { actor, params, body }) =>
    movedView(await decline(tx, house, citizenOf(actor), params.id, body.version)),
  )
}

const view = ({ vehicle, ...question }: Question) => ({ ...question, vehicle: vehicle ?? null })
