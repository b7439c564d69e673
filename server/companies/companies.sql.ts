import { statement } from '#server/kit/db.ts'
import type { DoneRow } from './done.ts'

export interface CompanyRow {
  id: string
  credit_code: string
  name: string
}
export interface MemberRow {
  id: string
  company: string
  role: 'legal' | 'admin' | 'user'
  data: Buffer
  added_at: Date
}
export const readCompany = statement<CompanyRow>(
  'company_read',
  `select id, credit_code, name from companies where id = $1`,
)
export const lockCompanyByCode = statement<CompanyRow>(
  'company_lock_by_code',
  `select id, credit_code, name from companies where credit_code = $1 for update`,
)
export const lockCompany = statement<CompanyRow>(
  'company_lock',
  `select id, credit_code, name from companies where id = $1 for update`,
)
export const holdCompany = statement<{ id: string }>('company_hold', `select id from companies where id = $1 for share`)
export const insertCompany = statement(
  'company_insert',
  `insert into companies (id, credit_code, name) values ($1, $2, $3) on conflict (credit_code) do nothing`,
)
export const renameCompany = statement('company_rename', `update companies set name = $2 where id = $1`)
export const companiesOf = statement<CompanyRow & { role: MemberRow['role'] }>(
  'companies_of',
  `select c.id, c.credit_code, c.name, m.role from company_members m join companies c on c.id = m.company
    where m.person_index = (select id_index from people where id = $1) and m.removed_at is null order by c.name, c.id`,
)
export const membersOf = statement<MemberRow>(
  'company_members_of',
  `select id, company, role, data, added_at from company_members where company = $1 and removed_at is null
    order by role = 'user', role = 'admin', added_at, id`,
)
export const membershipOf = statement<MemberRow>(
  'company_membership_of',
  `select id, company, role, data, added_at from company_members
    where company = $1 and person_index = (select id_index from people where id = $2) and removed_at is null`,
)
/** Until the commit nobody else adds this person anywhere: three units at most, however many add at once. */
export const lockPerson = statement(
  'company_lock_person',
  `select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 7))`,
)
export const unitsOfPerson = statement<{ company: string; role: MemberRow['role'] }>(
  'company_units_of_person',
  `select company, role from company_members where person_index = $1 and removed_at is null`,
)
export const insertMember = statement(
  'company_member_insert',
  `insert into company_members (id, company, person_index, role, data, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const removeMember = statement(
  'company_member_remove',
  `update company_members set removed_by = $3, removed_at = $4 where company = $1 and id = $2 and removed_at is null`,
)
export const replaceLegal = statement(
  'company_legal_replace',
  `update company_members set removed_by = $2, removed_at = $3 where company = $1 and role = 'legal' and removed_at is null`,
)
/** Ends what was granted for a company ($1) by whoever may not grant for it (any more). */
export const endGrants = statement(
  'company_grants_end',
  `update authorities a set revoked_at = $2 where a.company = $1 and a.revoked_at is null
     and not exists (select from people p join company_members m on m.person_index = p.id_index
       where p.id = a.grantor and m.company = $1 and m.removed_at is null and m.role in ('legal', 'admin'))`,
)

export const casesOfCompany = statement<DoneRow>(
  'cases_of_company',
  `select c.id, c.number, c.service, c.state, c.submitted_at, p.acted_by from case_principals p
     join cases c on c.office = p.office and c.id = p.case_id
    where p.company = $1 order by c.id desc limit 200`,
)
