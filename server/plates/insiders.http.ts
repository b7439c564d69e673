import type { FastifyInstance } from 'fastify'
import { readPlateWatch } from '#api/plate-watch.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, serveRead } from '#server/kit/serve.ts'
import { watchOf } from './insiders.ts'

export function watchRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, readPlateWatch, ({ actor, query }) => watchOf(house, officerOf(actor).office, query.month))
}
