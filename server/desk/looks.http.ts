import type { FastifyInstance } from 'fastify'
import * as api from '#api/oversight.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { closeLookAlarm, lookAlarms } from './looks.ts'

export function lookRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listLookAlarms, ({ actor }) => lookAlarms(house, officerOf(actor)))
  serveAct(app, house, api.closeLookAlarm, async (tx, { actor, params, body }) => {
    await closeLookAlarm(tx, house, officerOf(actor), params.id, body.note)
    return { ok: true as const }
  })
}
