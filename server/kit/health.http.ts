import type { FastifyInstance } from 'fastify'
import { listServices } from '#api/health.ts'
import { services } from '#domain/services/index.ts'
import { statement } from './db.ts'
import { Refused } from './errors.ts'
import type { House } from './house.ts'
import { openapi } from './openapi.ts'
import { served, serveRead } from './serve.ts'

const ping = statement<{ one: number }>('health_ping', 'select 1 as one')

/** Health, metrics, OpenAPI: what machines ask. */
export function healthRoutes(app: FastifyInstance, house: House, build: string): void {
  app.get('/healthz', async () => {
    await house.db.read.one(ping)
    return { ok: true, build }
  })
  app.get('/readyz', async () => {
    await house.db.read.one(ping)
    return { ok: true, build }
  })
  // Figures are for the operator's own machine; a proxy must not pass this path on (docs/operations.md).
  app.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip))
      throw new Refused(403, 'FORBIDDEN', '只对本机开放')
    return reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(house.metrics.text())
  })
  // Written once, when it is first asked for and all routes are there: it costs 20 ms (measured), and anybody may ask a thousand times.
  let description: string | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    description ??= JSON.stringify(openapi(served.get(app) ?? [], build))
    return reply.type('application/json; charset=utf-8').send(description)
  })
  serveRead(app, house, listServices, async () => ({
    services: services.map(({ steps, form, ...rest }) => ({
      ...rest,
      steps: steps.map((s) => s.kind),
      form: form.map((p) => ({
        code: p.code,
        title: p.title,
        fields: p.fields.map((f) => ({ name: f.name, label: f.label, kind: f.kind })),
      })),
    })),
  }))
}
