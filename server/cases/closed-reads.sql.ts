import { statement } from '#server/kit/db.ts'

/**
 * Why this officer looks at a case: the newest reason of the last half hour, stated for the closed case or begun while it was open.
 * A look at a closed case does not lengthen its own half hour.
 */
export const purposeOf = statement<{ purpose: string }>(
  'case_read_purpose',
  `select purpose from audit_events
    where actor_kind = 'officer' and actor_id = $1 and object_kind = 'case' and object_id = $2
      and act in ('state-reason', 'read-case') and at > now() - $3::int * interval '1 minute'
    order by at desc, id desc limit 1`,
)
