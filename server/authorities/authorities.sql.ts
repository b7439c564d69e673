import { RUNNING } from '#server/cases/running.ts'
import type { DoneRow } from '#server/companies/done.ts'
import { statement } from '#server/kit/db.ts'

export interface AuthorityRow {
  id: string
  kind: 'agent' | 'relative' | 'dealer'
  grantor: string
  company: string | null
  dealer: string | null
  services: string[]
  data: Buffer
  uses: number | null
  until: string
  created_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
  /** Cases that were opened under it. */
  used: number
}
const COLUMNS = `a.id, a.kind, a.grantor, a.company, a.dealer, a.services, a.data, a.uses, a.until::text as until, a.created_at, a.accepted_at, a.revoked_at,
  (select count(*)::int from case_principals p where p.authority = a.id) as used`

export const insertAuthority = statement(
  'authority_insert',
  `insert into authorities (id, kind, grantor, company, agent_index, dealer, services, data, uses, until, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
export const readAuthority = statement<AuthorityRow>(
  'authority_read',
  `select ${COLUMNS} from authorities a where a.id = $1`,
)
/** Two applications under one authority wait for each other: its number of uses is never exceeded. */
export const lockAuthority = statement<{ id: string }>(
  'authority_lock',
  `select id from authorities where id = $1 for update`,
)
/** A person's own, and those of the companies ($2) that the person manages, whoever granted them. */
export const givenBy = statement<AuthorityRow>(
  'authorities_given_by',
  `select ${COLUMNS} from authorities a where (a.company is null and a.grantor = $1) or a.company = any($2::uuid[])
    order by a.created_at desc limit 50`,
)
/** Those of a person, and those of the dealers ($2: credit codes) whose users the person is one of. */
export const receivedBy = statement<AuthorityRow>(
  'authorities_received_by',
  `select ${COLUMNS} from authorities a
    where a.agent_index = (select id_index from people where id = $1) or a.dealer = any($2::text[])
    order by a.created_at desc limit 50`,
)
/** One of them, however many others somebody has granted since. */
export const receivedOne = statement<AuthorityRow>(
  'authority_received_one',
  `select ${COLUMNS} from authorities a
    where a.id = $3 and (a.agent_index = (select id_index from people where id = $1) or a.dealer = any($2::text[]))`,
)
export const acceptAuthority = statement(
  'authority_accept',
  `update authorities set accepted_at = coalesce(accepted_at, $3), accepted_by = coalesce(accepted_by, $2) where id = $1 and revoked_at is null`,
)
export const revokeAuthority = statement(
  'authority_revoke',
  `update authorities set revoked_at = coalesce(revoked_at, $2) where id = $1`,
)
export const insertPrincipal = statement(
  'case_principal_insert',
  `insert into case_principals (office, case_id, person, company, authority, acted_by) values ($1, $2, $3, $4, $5, $6)`,
)

export const usesOf = statement<DoneRow>(
  'authority_uses_of',
  `select c.id, c.number, c.service, c.state, c.submitted_at, p.acted_by from case_principals p
     join cases c on c.office = p.office and c.id = p.case_id where p.authority = $1 order by c.id desc limit 50`,
)

/** Until the commit nobody else hands in this item ($1) about this thing ($2), for whomever. */
export const lockMatter = statement(
  'case_lock_matter',
  `select pg_advisory_xact_lock(hashtextextended($1 || '|' || encode($2::bytea, 'hex'), 8))`,
)
/** A running case of an item ($1) about a thing ($2) that is a person's ($3) or a company's ($4), whoever opened it. */
export const runningForPrincipal = statement<{ number: string }>(
  'case_running_for_principal',
  `select c.number from cases c
    where c.service = $1 and c.subject_index = $2 and c.state in ${RUNNING}
      and (c.office, c.id) in (select p.office, p.case_id from case_principals p where p.person = $3 or p.company = $4
                                union all select o.office, o.id from cases o where o.applicant = $3 and o.service = $1 and o.subject_index = $2)
    limit 1`,
)

/** Whether a person (a parameter) may use the account of a company (an SQL expression) now. */
const actsFor = (person: string, company: string): string =>
  `exists (select from company_members m
     where m.company = ${company} and m.removed_at is null and m.person_index = (select id_index from people where id = ${person}))`

/** Somebody else's case that is also this person's ($3): opened for the person, or for a company the person acts for now. */
export const sharedCase = statement<{ shared: number }>(
  'case_shared',
  `select 1 as shared from case_principals p where p.office = $1 and p.case_id = $2
     and (p.person = $3 or ${actsFor('$3', 'p.company')})`,
)
/** Both opened for one company, or for one person: the one they were opened for, else who opened them. */
export const sameParty = statement<{ same: number }>(
  'case_same_party',
  `with party as (
     select c.id, coalesce(p.company, p.person, c.applicant) as party
       from cases c left join case_principals p on p.office = c.office and p.case_id = c.id
      where c.office = $1 and c.id in ($2::uuid, $3::uuid))
   select 1 as same from party a join party b on a.party = b.party where a.id = $2 and b.id = $3`,
)
/**
 * A person (a parameter) opened the case `p` as a user of a company, or of a dealer that had been authorised, and acts for it no
 * longer: the person has left, or the dealer's authority was withdrawn. It is then no case of that person's.
 */
export const leftUnitOf = (person: string): string =>
  `p.acted_by = ${person} and p.person is distinct from ${person} and not ${actsFor(person, 'p.company')}
     and (p.authority is null or exists (select from authorities a left join companies d on d.credit_code = a.dealer
       where a.id = p.authority and a.dealer is not null and (a.revoked_at is not null or not ${actsFor(person, 'd.id')})))`
export const leftUnit = statement<{ gone: number }>(
  'case_left_unit',
  `select 1 as gone from case_principals p where p.office = $1 and p.case_id = $2 and ${leftUnitOf('$3')}`,
)
/** Who goes on with a case ($1, $2) of a unit instead of who has left: the person it was opened for, else the company's first manager with an account. */
export const goesOnWith = statement<{ person: string | null }>(
  'case_goes_on_with',
  `select coalesce(p.person, (select q.id from company_members m join people q on q.id_index = m.person_index
     where m.company = p.company and m.removed_at is null order by m.role = 'user', m.role = 'admin', m.added_at, m.id limit 1)) as person
     from case_principals p where p.office = $1 and p.case_id = $2`,
)
/** The person ($3) opened it for another who has withdrawn the authority since. */
export const authorityWithdrawn = statement<{ withdrawn: number }>(
  'case_authority_withdrawn',
  `select 1 as withdrawn from case_principals p join authorities a on a.id = p.authority
    where p.office = $1 and p.case_id = $2 and p.acted_by = $3 and a.revoked_at is not null
      and p.person is distinct from $3 and not ${actsFor('$3', 'p.company')}`,
)
export const principalPerson = statement<{ person: string | null }>(
  'case_principal_person',
  `select person from case_principals where office = $1 and case_id = $2`,
)
