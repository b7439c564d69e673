import type { FastifyInstance } from 'fastify'
import { askFreshCode, proveFresh } from '#api/fresh-checks.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveRead } from '#server/kit/serve.ts'
import { askCode, prove } from './fresh-check.ts'

/** Proving once more who one is. `minutes`: how long it counts. */
export function freshCheckRoutes(app: FastifyInstance, house: House, minutes: () => number): void {
  serveRead(app, house, askFreshCode, async ({ actor, request }) => {
    await askCode(house, citizenOf(actor), request.ip)
    return { ok: true as const }
  })
  serveRead(app, house, proveFresh, async ({ actor, body, request }) => {
    await prove(house, citizenOf(actor), body.code, request.ip, minutes())
    return { until: new Date(house.time.now().getTime() + minutes() * 60_000).toISOString() }
  })
}
