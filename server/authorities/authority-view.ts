import type { Static } from 'typebox'
import type * as api from '#api/authorities.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { maskName, maskPlate } from '#domain/mask.ts'
import { findService } from '#domain/services/index.ts'
import { doneViews } from '#server/companies/done.ts'
import type { House } from '#server/kit/house.ts'
import { principalOf } from './acting.ts'
import { type AuthorityRecord, usesOf } from './authorities.ts'

export type AuthorityPage = Static<typeof api.AuthorityView>

/** An authority as its two sides see it. */
export async function authorityView(house: House, a: AuthorityRecord): Promise<AuthorityPage> {
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
