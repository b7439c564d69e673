import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold of cases that wait for another person. */
export const coSignInvariants: readonly Invariant[] = [
  {
    name: 'a case waits for another person exactly while that person is asked',
    sql: `select c.id from cases c left join co_signs s on s.office = c.office and s.case_id = c.id and s.state = 'asked'
           where (c.state = 'open' and c.step = 'co-sign') <> (s.case_id is not null)`,
  },
  {
    name: 'who agreed in the own account is not the applicant',
    sql: `select e.case_id from case_events e join cases c on c.office = e.office and c.id = e.case_id
           where e.actor_kind = 'co-signer' and e.actor_id = c.applicant::text`,
  },
  {
    name: 'a joint case reached the register only after the other person agreed',
    sql: `select s.case_id from co_signs s join cases c on c.office = s.office and c.id = s.case_id
           where s.state <> 'signed' and exists (select from case_events e where e.office = c.office and e.case_id = c.id and e.kind = 'registered')`,
  },
]
