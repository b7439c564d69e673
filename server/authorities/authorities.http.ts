import type { FastifyInstance } from 'fastify'
import * as api from '#api/authorities.ts'
import { findService } from '#domain/services/index.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { forWhom } from './acting.ts'
import { acceptAuthority, authoritiesOf, grantAuthority, revokeAuthority } from './authorities.ts'
import { authorityView } from './authority-view.ts'

/** Letters of authority, granted and received. */
export function authorityRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listAuthorities, async ({ actor }) => {
    const { given, received } = await authoritiesOf(house.db.read, house, citizenOf(actor))
    return {
      given: await Promise.all(given.map((a) => authorityView(house, a))),
      received: await Promise.all(received.map((a) => authorityView(house, a))),
    }
  })
  serveAct(app, house, api.grantAuthority, async (tx, { actor, body }) => ({
    id: await grantAuthority(tx, house, citizenOf(actor), body),
  }))
  serveAct(app, house, api.acceptAuthority, async (tx, { actor, params }) => {
    await acceptAuthority(tx, house, citizenOf(actor), params.id)
    return { ok: true as const }
  })
  serveAct(app, house, api.revokeAuthority, async (tx, { actor, params }) => {
    await revokeAuthority(tx, house, citizenOf(actor), params.id)
    return { ok: true as const }
  })
  serveRead(app, house, api.forWhom, async ({ actor, params }) => {
    const service = findService(params.code)
    if (!service) throw notFound()
    return { options: await forWhom(house.db.read, house, citizenOf(actor), service) }
  })
}
