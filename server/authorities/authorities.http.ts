import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import * as api from '#api/authorities.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { maskName, maskPlate } from '#domain/mask.ts'
import { findService } from '#domain/services/index.ts'
import { doneViews } from '#server/companies/done.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { forWhom, principalOf } from './acting.ts'
import {
  acceptAuthority,
  authoritiesOf,
  type AuthorityRecord,
  grantAuthority,
  revokeAuthority,
  usesOf,
} from './authorities.ts'

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

/** An authority as its two sides see it. */
export async function authorityView(house: House, a: AuthorityRecord): Promise<Static<typeof api.AuthorityView>> {
  const [principal, uses] = await Promise.all([principalOf(house.db.read, house, a), usesOf(house.db.read, a.id)])
  const over = a.revoked || a.until < shanghaiDate(house.time.now()) || (a.uses !== null && a.used >= a.uses)
  return {
    id: a.id,
    kind: a.kind,
    principal: principal.company ? principal.name : maskName(principal.name),
    agent: a.dealer === null ? maskName(a.agent.name) : a.agent.name,
    services: a.services.map((code) => ({ code, name: { ...(findService(code)?.name ?? { zh: code, en: code }) } })),
    plates: a.plates.map(maskPlate),
    uses: a.uses,
    used: a.used,
    until: a.until,
    state: over ? 'ended' : a.accepted ? 'valid' : 'offered',
    cases: await doneViews(house, uses),
  }
}
