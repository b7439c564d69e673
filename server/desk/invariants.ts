import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold of acts that take two people: each statement gives no rows. */
export const deskInvariants: readonly Invariant[] = [
  {
    name: 'a list left the house by two people, and each step is in the access log',
    sql: `select l.office, l.id from list_exports l
           where l.decided_by = l.asked_by or (l.taken_at is not null and l.approved is not true)
              or not exists (select from audit_events a where a.object_kind = 'list-export' and a.object_id = l.id::text and a.act = 'export.ask' and a.actor_id = l.asked_by)
              or (l.decided_at is not null and not exists (select from audit_events a where a.object_kind = 'list-export' and a.object_id = l.id::text and a.act in ('export.approve', 'export.decline') and a.actor_id = l.decided_by))
              or (l.taken_at is not null and not exists (select from audit_events a where a.object_kind = 'list-export' and a.object_id = l.id::text and a.act = 'export-list' and a.actor_id = l.asked_by))`,
  },
  {
    name: 'money was settled by two people',
    sql: `select id from payment_differences where confirmed_by = settled_by or (confirmed_by is not null and settled_at is null) or (settled_at is not null and proposed_at is not null)`,
  },
  {
    name: 'an alarm was looked into by somebody else',
    sql: `select office, id from look_alarms where closed_by = officer or to_at < from_at`,
  },
]
