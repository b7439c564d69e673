import { addDays } from './calendar.ts'
import { id as parseId } from './rules/index.ts'
import { isOpen, type Service } from './service.ts'

/*
 * Acting for another: what an authority, a relative or a company account may do. Order 164 art. 86 and order 162 art. 105 say
 * for which items; which these are stands in the items themselves (`applicants`).
 */

/** The electronic letter of authority lasts 30 days at most; it may be for so many applications, or any number until then. */
export const AUTHORITY_DAYS = 30
export const AUTHORITY_USES = 10
/** From this age on a relative may act from the relative's own account. */
export const RELATIVE_FROM_AGE = 60

export const AUTHORITY_KINDS = ['agent', 'relative', 'dealer'] as const
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number]

/** Who did what in a case that is about somebody else. */
export interface ActedBy {
  kind: AuthorityKind | 'company'
  person: { name: string; idNumber: string }
  /** The company whose account it is: the applicant's own, or the dealer's. */
  company?: string | undefined
}

/** A company's own user acts for it as its hand, not as an agent (order 164 art. 86 bars agents). */
export const isAgent = (actedBy: ActedBy | undefined): boolean => actedBy !== undefined && actedBy.kind !== 'company'

export interface Authority {
  kind: AuthorityKind
  services: readonly string[]
  /** Plates it is limited to; none: all vehicles of the person who granted it. */
  plates: readonly string[]
  uses: number | null
  until: string
  accepted: boolean
  revoked: boolean
}

/** Whether the law lets this item be done by such a person. */
export function mayActBy(service: Service, kind: AuthorityKind | 'company'): boolean {
  if (service.page || !isOpen(service)) return false
  if (kind === 'agent' || kind === 'company') return service.applicants.includes(kind)
  return service.applicants.includes(kind) || service.applicants.includes('agent')
}

/** Why an authority does not let this be begun today; undefined when it does. */
export function whyNotCovered(
  authority: Authority,
  asked: { service: string; today: string; used: number },
): string | undefined {
  if (!authority.accepted) return 'AUTHORITY_NOT_ACCEPTED'
  if (authority.revoked || asked.today > authority.until) return 'AUTH_EXPIRED'
  if (!authority.services.includes(asked.service)) return 'AUTHORITY_OTHER_ITEM'
  return authority.uses !== null && asked.used >= authority.uses ? 'AUTHORITY_USED' : undefined
}

export const coversPlate = (authority: Pick<Authority, 'plates'>, plate: string): boolean =>
  authority.plates.length === 0 || authority.plates.includes(plate)

export interface Grant {
  kind: AuthorityKind
  /** Identity number of whoever may act; '' for a dealer. */
  agentIdNumber: string
  services: readonly (Service | undefined)[]
  uses: number | null
  until: string
}

/** Everything that is wrong with an authority about to be granted, each with the field it belongs to. */
export function judgeGrant(
  grant: Grant,
  grantor: { idNumber: string; company: boolean },
  today: string,
  most: { days: number; uses: number } = { days: AUTHORITY_DAYS, uses: AUTHORITY_USES },
): { field: string; code: string }[] {
  const problems: { field: string; code: string }[] = []
  const found = (wrong: boolean, field: string, code: string): void => {
    if (wrong) problems.push({ field, code })
  }
  if (grant.kind !== 'dealer') {
    found(!parseId({ input: grant.agentIdNumber, today }).ok, 'agentIdNumber', 'AUTHORITY_ID')
    found(grant.agentIdNumber === grantor.idNumber, 'agentIdNumber', 'AUTHORITY_SELF')
  }
  if (grant.kind === 'relative') found(!isElder(grantor, today), 'kind', 'AUTHORITY_AGE')
  found(grant.services.length === 0, 'services', 'AUTHORITY_NO_ITEM')
  found(
    grant.services.some(
      (s) => s === undefined || !mayActBy(s, grant.kind) || (grantor.company && !mayActBy(s, 'company')),
    ),
    'services',
    'AGENT_NOT_ALLOWED',
  )
  found(grant.until < today || grant.until > addDays(today, most.days), 'until', 'AUTHORITY_DAYS')
  found(grant.uses !== null && !(grant.uses >= 1 && grant.uses <= most.uses), 'uses', 'AUTHORITY_USES')
  return problems
}

function isElder(grantor: { idNumber: string; company: boolean }, today: string): boolean {
  const parsed = parseId({ input: grantor.idNumber, today })
  return !grantor.company && parsed.ok && parsed.age >= RELATIVE_FROM_AGE
}
