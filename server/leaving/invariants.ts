import type { Invariant } from '#server/kit/invariant.ts'

/** What must always hold of files that move away. */
export const leavingInvariants: readonly Invariant[] = [
  {
    name: 'a car is spoken for by one place at a time',
    sql: `select min(id::text) as id from file_requests where state in ('asked', 'review', 'sending', 'sent') group by office, vin having count(*) > 1`,
  },
  {
    name: 'every request for a file has an event for each of its versions',
    sql: `select r.id from file_requests r where r.version <> (select count(*) from file_request_events e where e.office = r.office and e.request = r.id)
            or r.version <> (select max(version) from file_request_events e where e.office = r.office and e.request = r.id)`,
  },
  {
    name: 'a file that was sent or a car that left was decided by the checks or by an officer',
    sql: `select r.id from file_requests r where r.state in ('sending', 'sent', 'left')
            and not exists (select from file_request_events e where e.office = r.office and e.request = r.id and e.kind in ('judged', 'send'))`,
  },
]
