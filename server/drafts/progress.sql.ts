import type { CheckName } from '#domain/checks/check.ts'
import { statement } from '#server/kit/db.ts'

export interface ProgressRow {
  asked: CheckName[]
  answered: CheckName[]
}
/** A newer look-up takes the row over; of one look-up the answers only grow, in whatever order they are written. */
export const tellProgress = statement(
  'precheck_progress_tell',
  `insert into precheck_progress as p (draft, started_at, asked, answered) values ($1, $2, $3, $4)
   on conflict (draft) do update set started_at = excluded.started_at, asked = excluded.asked,
     answered = case when p.started_at = excluded.started_at
                     then array(select distinct unnest(p.answered || excluded.answered)) else excluded.answered end
    where p.started_at <= excluded.started_at`,
)
export const endProgress = statement(
  'precheck_progress_end',
  `delete from precheck_progress where draft = $1 and started_at = $2`,
)
/** What has begun after $2; older is what a process left behind that died. */
export const readProgress = statement<ProgressRow>(
  'precheck_progress_read',
  `select asked, answered from precheck_progress where draft = $1 and started_at > $2`,
)
