import type { FastifyInstance } from 'fastify'
import * as api from '#api/oversight.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { askListExport, decideListExport, listExports, takeListExport } from './list-exports.ts'

export function listExportRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listListExports, ({ actor }) => listExports(house, officerOf(actor)))
  serveAct(app, house, api.askListExport, (tx, { actor, body }) => askListExport(tx, house, officerOf(actor), body))
  serveAct(app, house, api.decideListExport, async (tx, { actor, params, body }) => {
    await decideListExport(tx, house, officerOf(actor), params.id, body.approve)
    return { ok: true as const }
  })
  serveAct(app, house, api.takeListExport, (tx, { actor, params }) =>
    takeListExport(tx, house, officerOf(actor), params.id),
  )
}
