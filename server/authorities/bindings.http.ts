import type { FastifyInstance } from 'fastify'
import * as api from '#api/bindings.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveRead } from '#server/kit/serve.ts'
import { bindingsOf, endBinding } from './bindings.ts'

/** Bound as reads: the register is asked, and no transaction may be open meanwhile. */
export function bindingRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listBindings, ({ actor, query }) => bindingsOf(house, citizenOf(actor), query.company))
  serveRead(app, house, api.endBinding, async ({ actor, body }) => {
    await endBinding(house, citizenOf(actor), body.handle, body.company)
    return { ok: true as const }
  })
}
