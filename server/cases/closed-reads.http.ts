import type { FastifyInstance } from 'fastify'
import { stateReason } from '#api/oversight.ts'
import type { House } from '#server/kit/house.ts'
import { allow, officerOf, serveAct } from '#server/kit/serve.ts'
import { loadCase } from './cases.ts'
import { noteReason } from './closed-reads.ts'

export function reasonRoute(app: FastifyInstance, house: House): void {
  serveAct(app, house, stateReason, async (tx, { actor, params, body }) => {
    const c = await loadCase(tx, house, params.id)
    allow(stateReason.act, actor, { office: c.office })
    return { until: (await noteReason(tx, house, officerOf(actor), c, body.reason)).toISOString() }
  })
}
