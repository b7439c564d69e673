import type { Invariant } from '#server/kit/invariant.ts'
import { RUNNING } from './running.ts'

/** What must hold of cases, events and their jobs. The hash chain itself is recomputed by `verifyChains`. */
export const caseInvariants: readonly Invariant[] = [
  {
    name: 'the version of a case is the number of its events, without gaps',
    sql: `select c.id from cases c join lateral (select count(*) n, min(seq) lo, max(seq) hi from case_events e where e.office = c.office and e.case_id = c.id) e on true where e.n <> c.version or e.lo <> 1 or e.hi <> c.version`,
  },
  {
    name: 'no event without its case',
    sql: `select e.case_id from case_events e left join cases c on c.office = e.office and c.id = e.case_id where c.id is null`,
  },
  {
    name: 'the newest event says the state and step the case has',
    sql: `select c.id from cases c join case_events e on e.office = c.office and e.case_id = c.id and e.seq = c.version where e.body::jsonb -> 'to' <> jsonb_build_object('state', c.state, 'step', c.step)`,
  },
  {
    name: 'the head of a case is the hash of its newest event',
    sql: `select c.id from cases c join case_events e on e.office = c.office and e.case_id = c.id and e.seq = c.version where e.hash <> c.head`,
  },
  {
    name: 'one running case for a person, item and subject',
    sql: `select min(id::text) as id from cases where state in ${RUNNING} group by office, applicant, service, subject_index having count(*) > 1`,
  },
  {
    name: 'the second review was done by another person than the review',
    sql: `select r.case_id from case_events r join case_events s on s.office = r.office and s.case_id = r.case_id and s.kind = 'second-pass' where r.kind = 'pass' and r.actor_id = s.actor_id and r.seq = (select max(seq) from case_events x where x.office = r.office and x.case_id = r.case_id and x.kind = 'pass' and x.seq < s.seq)`,
  },
  {
    name: 'a case at a step of the house has its job',
    sql: `select c.id from cases c where c.state = 'open' and c.step in ('check', 'hold', 'register', 'co-sign', 'fetch-file') and not exists (select from jobs j where j.key = 'step:' || c.id || ':' || c.step)`,
  },
  {
    name: 'each message that an event sent exists',
    sql: `select e.case_id from case_events e cross join lateral jsonb_array_elements_text(e.body::jsonb -> 'effects') f where f like 'message:%' group by e.office, e.case_id having count(*) > (select count(*) from messages m where m.case_id = e.case_id)`,
  },
  {
    name: 'no message about a case that does not exist',
    sql: `select m.id from messages m where m.case_id is not null and not exists (select from cases c where c.id = m.case_id)`,
  },
  {
    name: 'only the house itself says what the checks found',
    sql: `select e.case_id from case_events e where e.kind = 'checked' and e.actor_kind <> 'system'`,
  },
]
