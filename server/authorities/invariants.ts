import type { Invariant } from '#server/kit/invariant.ts'

/** What must always hold of acting for another: each statement gives no rows. */
export const actingInvariants: readonly Invariant[] = [
  {
    name: 'an authority is used no more often than it allows',
    sql: `select a.id from authorities a join case_principals p on p.authority = a.id where a.uses is not null group by a.id, a.uses having count(*) > a.uses`,
  },
  {
    name: 'an authority lasts thirty days at most',
    sql: `select id from authorities where until > (created_at at time zone 'Asia/Shanghai')::date + 30`,
  },
  {
    name: 'a case was opened only under an authority that was accepted, names the item, and had not ended',
    sql: `select p.case_id from case_principals p join authorities a on a.id = p.authority join cases c on c.office = p.office and c.id = p.case_id
           where a.accepted_at is null or not (c.service = any(a.services)) or c.submitted_at < a.accepted_at
              or (c.submitted_at at time zone 'Asia/Shanghai')::date > a.until or (a.revoked_at is not null and c.submitted_at > a.revoked_at)`,
  },
  {
    name: 'an authority of a company that has not ended was granted by who may grant for the company now',
    sql: `select a.id from authorities a where a.company is not null and a.revoked_at is null
           and not exists (select from people p join company_members m on m.person_index = p.id_index
             where p.id = a.grantor and m.company = a.company and m.removed_at is null and m.role in ('legal', 'admin'))`,
  },
  {
    name: 'an agent settles nothing after the authority was withdrawn',
    sql: `select p.case_id, e.seq from case_principals p join authorities a on a.id = p.authority
            join case_events e on e.office = p.office and e.case_id = p.case_id
           where e.at > a.revoked_at + interval '1 minute' and e.actor_kind = 'citizen' and e.actor_id = p.acted_by::text
             and e.kind in ('withdraw', 'correct', 'choose-plate', 'object') and p.person is distinct from p.acted_by
             and not exists (select from company_members m join people w on w.id_index = m.person_index
               where m.company = p.company and w.id = p.acted_by)`,
  },
  {
    name: 'who has left a company moves none of its cases',
    sql: `select p.case_id, e.seq from case_principals p join people w on w.id = p.acted_by
            join case_events e on e.office = p.office and e.case_id = p.case_id
           where p.authority is null and e.actor_kind = 'citizen' and e.actor_id = p.acted_by::text
             and not exists (select from company_members m where m.company = p.company and m.person_index = w.id_index
               and e.at >= m.added_at and (m.removed_at is null or e.at <= m.removed_at + interval '1 minute'))`,
  },
  {
    name: 'who is remembered to have acted is who opened the case',
    sql: `select p.case_id from case_principals p join cases c on c.office = p.office and c.id = p.case_id where c.applicant <> p.acted_by`,
  },
  {
    name: 'a company has one legal representative, one administrator and ten users at most',
    sql: `select company from company_members where removed_at is null group by company
           having count(*) filter (where role = 'legal') <> 1 or count(*) filter (where role = 'admin') > 1 or count(*) filter (where role = 'user') > 10`,
  },
  {
    name: 'a person acts for three companies at most, not counting those whose legal representative it is',
    sql: `select encode(person_index, 'hex') as person from company_members where removed_at is null and role <> 'legal' group by person_index having count(*) > 3`,
  },
]
