import { type ActedBy, coversPlate, mayActBy, whyNotCovered } from '#domain/acting.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { CaseData } from '#domain/case.ts'
import type { Service } from '#domain/service.ts'
import { findPerson } from '#server/accounts/people.ts'
import { companiesOf, type Company, companyFor, holdCompany, readCompany } from '#server/companies/companies.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { authoritiesOf, type AuthorityRecord, lockAuthority, receivedAuthority } from './authorities.ts'

/** For whom an application is: '' for oneself, else `authority:<id>` or `company:<id>`. */
export type Behalf = string

/** Whose application it is, who acts, and how far the right to act reaches. */
export interface Acting {
  applicant: CaseData['applicant']
  actedBy?: ActedBy | undefined
  /** False for a vehicle that an authority does not name. */
  covers: (plate: string) => boolean
  principal?: { person?: string; company?: string; authority?: string } | undefined
}

/**
 * Looks up for whom a person acts, and whether that is right today for this item. Throws Refused: 404 for what is not theirs,
 * 409 with the reason (AGENT_NOT_ALLOWED, AUTH_EXPIRED, AUTHORITY_…, COMPANY_ITEM).
 */
export async function actingFor(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  citizen: Citizen,
  behalf: Behalf,
  service: Service,
): Promise<Acting> {
  const me = await findPerson(tx, house, citizen.id)
  if (behalf === '') {
    if (!service.applicants.includes('self')) throw refusedBy(409, { code: 'COMPANY_ONLY' })
    return { applicant: me, covers: () => true }
  }
  const [kind, id = ''] = behalf.split(':')
  if (!UUID.test(id)) throw notFound()
  if (kind === 'company') return forCompany(me, await companyFor(tx, citizen, id), service)
  if (kind !== 'authority') throw notFound()
  const authority = await receivedAuthority(tx, house, citizen, id)
  if (!mayActBy(service, authority.kind)) throw refusedBy(409, { code: 'AGENT_NOT_ALLOWED' })
  const today = shanghaiDate(house.time.now())
  const why = whyNotCovered(authority, { service: service.code, today, used: authority.used })
  if (why) throw refusedBy(409, { code: why })
  return forAuthority(tx, house, me, authority)
}

/** Holds what the right to act rests on until the commit. */
export const holdBehalf = async (tx: Tx, behalf: Behalf): Promise<void> => {
  const [kind, id = ''] = behalf.split(':')
  if (kind === 'authority') await lockAuthority(tx, id)
  if (kind === 'company' && UUID.test(id)) await holdCompany(tx, id)
}

export interface ForWhom {
  for: Behalf
  name: string
  kind: ActedBy['kind'] | 'self'
}

/** For whom a person may begin an item today, oneself first. */
export async function forWhom(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  citizen: Citizen,
  service: Service,
): Promise<ForWhom[]> {
  const [{ received }, companies] = await Promise.all([authoritiesOf(tx, house, citizen), companiesOf(tx, citizen.id)])
  const today = shanghaiDate(house.time.now())
  const valid = received.filter(
    (a) => mayActBy(service, a.kind) && !whyNotCovered(a, { service: service.code, today, used: a.used }),
  )
  const names = await Promise.all(valid.map((a) => principalOf(tx, house, a)))
  return [
    ...(service.applicants.includes('self') ? [{ for: '', name: '', kind: 'self' as const }] : []),
    ...valid.map((a, i) => ({ for: `authority:${a.id}`, name: names[i]?.name ?? '', kind: a.kind })),
    ...(mayActBy(service, 'company')
      ? companies.map((c) => ({ for: `company:${c.id}`, name: c.name, kind: 'company' as const }))
      : []),
  ]
}

/** The person or company an authority comes from. */
export async function principalOf(
  tx: Pick<Tx, 'one'>,
  house: House,
  authority: AuthorityRecord,
): Promise<{ name: string; idNumber: string; company: boolean; mobile: string }> {
  const grantor = await findPerson(tx, house, authority.grantor)
  if (authority.company === null) return { ...grantor, company: false }
  const company = await readCompany(tx, authority.company)
  return { name: company.name, idNumber: company.creditCode, company: true, mobile: grantor.mobile }
}

async function forAuthority(
  tx: Pick<Tx, 'one'>,
  house: House,
  me: { name: string; idNumber: string; mobile: string },
  authority: AuthorityRecord,
): Promise<Acting> {
  const { name, idNumber, mobile } = await principalOf(tx, house, authority)
  return {
    applicant: { name, idNumber, mobile },
    actedBy: {
      kind: authority.kind,
      person: { name: me.name, idNumber: me.idNumber },
      ...(authority.dealer === null ? {} : { company: authority.agent.name }),
    },
    covers: (plate) => coversPlate(authority, plate),
    principal: {
      authority: authority.id,
      ...(authority.company === null ? { person: authority.grantor } : { company: authority.company }),
    },
  }
}

function forCompany(
  me: { name: string; idNumber: string; mobile: string },
  company: Company,
  service: Service,
): Acting {
  if (!mayActBy(service, 'company')) throw refusedBy(409, { code: 'COMPANY_ITEM' })
  return {
    applicant: { name: company.name, idNumber: company.creditCode, mobile: me.mobile },
    actedBy: { kind: 'company', person: { name: me.name, idNumber: me.idNumber }, company: company.name },
    covers: () => true,
    principal: { company: company.id },
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
