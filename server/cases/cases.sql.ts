import { leftUnitOf } from '#server/authorities/principals.ts'
import { statement } from '#server/kit/db.ts'
import type { CaseRow } from './case-row.ts'
import { RUNNING } from './running.ts'
import { countSql, viewSql } from './work-views.ts'

const COLUMNS =
  'office, id, number, service, service_version, channel, applicant, state, step, version, data, subject_index, who, what, clock, due, parked, assignee, reviewed_by, head, submitted_at'

export const lockCase = statement<CaseRow>('case_lock', `select ${COLUMNS} from cases where id = $1 for no key update`)
export const readCase = statement<CaseRow>('case_read', `select ${COLUMNS} from cases where id = $1`)
export const casesOf = statement<CaseRow>(
  'cases_of',
  `select ${COLUMNS} from cases
    where (applicant = $1 or (office, id) in (select office, case_id from case_principals where person = $1))
      and not exists (select from case_principals p where p.office = cases.office and p.case_id = cases.id and ${leftUnitOf('$1')}) order by id desc limit 100`,
)
export const ownerOf = statement<{ applicant: string; office: number }>(
  'case_owner',
  `select applicant, office from cases where id = $1`,
)
export const nextNumber = statement<{ n: number }>('case_next_number', `select nextval('case_numbers') as n`)

/** One round trip: the case and its event are saved together or not at all. */
export const insertCase = statement(
  'case_insert',
  `with c as (
     insert into cases (office, id, number, service, service_version, channel, applicant, subject_index, state, step, version, data, who, what, clock, due, head, submitted_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18, $18) returning office, id, version)
   insert into case_events (office, case_id, seq, at, actor_kind, actor_id, kind, body, secret, hash)
   select office, id, version, $18, $19, $20, 'submit', $21, $22, $17 from c`,
)

/** Moves the case only from the version that was read; event and case are one statement. */
export const saveCase = statement(
  'case_save',
  `with c as (
     update cases set channel = $3, state = $4, step = $5, version = $6, data = $7, who = $8, what = $9, clock = $10::jsonb, due = $11,
            parked = $12::jsonb, assignee = $13, reviewed_by = $14, head = $15, updated_at = $16
      where office = $1 and id = $2 and version = $6 - 1 returning office, id, version)
   insert into case_events (office, case_id, seq, at, actor_kind, actor_id, kind, body, secret, hash)
   select office, id, version, $16, $17, $18, $19, $20, $21, $15 from c`,
)

export interface EventRow {
  seq: number
  at: Date
  actor_kind: string
  actor_id: string
  kind: string
  body: string
  secret: Buffer | null
  hash: Buffer
}
export const eventsOf = statement<EventRow>(
  'case_events_of',
  `select seq, at, actor_kind, actor_id, kind, body, secret, hash from case_events where office = $1 and case_id = $2 order by seq`,
)

/** The version with which a case entered its present step: of what may happen at a step of the house, only these do not enter it anew. */
export const stepEntered = statement<{ seq: number }>(
  'case_step_entered',
  `select max(seq) as seq from case_events where office = $1 and case_id = $2 and kind not in ('park', 'take', 'give-back')`,
)

export interface ListRow {
  id: string
  number: string
  service: string
  state: CaseRow['state']
  step: CaseRow['step']
  who: string
  what: string
  channel: string
  due: string | null
  parked: { agency: string; since: string } | null
  stopped: boolean
  assignee: string | null
  submitted_at: Date
  version: number
}
const LIST = `select id, number, service, state, step, who, what, channel, due, parked, clock ? 'stoppedOn' as stopped, assignee, submitted_at, version from cases`

const VIEWS = viewSql({ officer: '$3', today: '$4', weekAgo: '$8' })
/** What officers of one office have before them, most urgent first. $2 the view, $5 a service, $6 a number, $7 how many. */
export const workList = statement<ListRow>(
  'case_work_list',
  `${LIST} where office = $1
     and case $2 ${Object.entries(VIEWS)
       .map(([view, condition]) => `when '${view}' then ${condition}`)
       .join('\n     ')} end
     and ($5 = '' or service = $5) and ($6 = '' or number = $6)
   order by (state = 'open') desc, due nulls last, id limit $7`,
)
const COUNTED = viewSql({ officer: '$2', today: '$3', weekAgo: '$3' })
export const workCounts = statement<{ mine: number; office: number; overdue: number; waiting: number }>(
  'case_work_counts',
  `select ${(['mine', 'office', 'overdue', 'waiting'] as const).map((v) => `${countSql(COUNTED[v])} as ${v}`).join(', ')}
     from cases where office = $1 and state in ${RUNNING}`,
)

export const runningFor = statement<{ number: string }>(
  'case_running_for',
  `select number from cases where applicant = $1 and service = $2 and subject_index = $3 and state in ${RUNNING} limit 1`,
)
