import { countSql, viewSql } from '#server/cases/work-views.ts'
import { statement } from '#server/kit/db.ts'
import type { DIFFERENCE_KINDS, SETTLEMENTS } from '#api/desk.ts'

export interface BoardRow {
  office: number
  service: string
  open: number
  overdue: number
  soon: number
  untaken: number
  parked: number
  waiting: number
  oldest: Date | null
  done: number
  late: number
}
const FIGURES = ['open', 'overdue', 'soon', 'untaken', 'parked', 'waiting', 'done', 'late'] as const
const VIEWS = viewSql({ officer: `''`, today: '$2', weekAgo: '$3' })
/** $1 offices, $2 today, $3 seven days ago. Each figure is the number of rows of the work list's view of that name. */
export const readBoard = statement<BoardRow>(
  'desk_board',
  `select office, service, ${FIGURES.map((view) => `${countSql(VIEWS[view])} as ${view}`).join(',\n          ')},
          min(submitted_at) filter (where ${VIEWS.open}) as oldest
     from cases where office = any($1::int[]) and ((${VIEWS.open}) or (${VIEWS.done}))
    group by office, service order by overdue desc, soon desc, open desc, office, service`,
)

export interface AccessRow {
  id: string
  at: Date
  actor_kind: 'officer' | 'agency' | 'citizen' | 'anyone'
  actor_id: string
  act: string
  object_kind: string
  case_number: string | null
  person: string | null
  purpose: string
  result: 'done' | 'denied' | 'failed'
}
/** Of the own office, or about a case of the own office; $2 from, $3 until, $4 officer, $5 case number, $6 before, $7 how many. */
export const readAccess = statement<AccessRow>(
  'desk_access_log',
  `select a.id, a.at, a.actor_kind, a.actor_id, a.act, a.object_kind, c.number as case_number, a.person, a.purpose, a.result
     from audit_events a left join cases c on a.object_kind = 'case' and c.office = $1 and c.id::text = a.object_id
    where (a.office = $1 or (a.office is null and c.id is not null))
      and a.at >= $2 and a.at < $3 and ($4 = '' or a.actor_id = $4) and ($5 = '' or c.number = $5) and ($6::bigint is null or a.id < $6)
    order by a.id desc limit $7`,
)

export const readNames = statement<{ id: string; name: Buffer }>(
  'desk_names',
  `select id, name from people where id = any($1::uuid[])`,
)

export interface DifferenceRow {
  id: string
  at: Date
  kind: (typeof DIFFERENCE_KINDS)[number]
  bill_number: string
  case_number: string | null
  case_id: string | null
  ours_fen: number | null
  theirs_fen: number | null
  settled_at: Date | null
  settled_by: string | null
  settled_how: (typeof SETTLEMENTS)[number] | null
  settled_note: string | null
  proposed_at: Date | null
  proposed_by: string | null
  proposed_how: (typeof SETTLEMENTS)[number] | null
  proposed_note: string | null
  confirmed_by: string | null
}
/** Of bills of the office; of bills that nobody knows, where `$2` says that this office leads the city. */
const OF_OFFICE = `left join bills b on b.number = d.bill_number and b.office in (select office from offices)
     left join cases c on c.office = b.office and c.id = b.case_id
    where (b.office = $1 or (b.office is null and $2))`
export const readDifferences = statement<DifferenceRow>(
  'desk_differences',
  `select d.id, d.at, d.kind, d.bill_number, c.number as case_number, c.id as case_id, d.ours_fen, d.theirs_fen,
          d.settled_at, d.settled_by, d.settled_how, d.settled_note, d.proposed_at, d.proposed_by, d.proposed_how, d.proposed_note,
          d.confirmed_by
     from payment_differences d ${OF_OFFICE}
      and (d.settled_at is null or d.settled_at > now() - interval '30 days')
    order by d.settled_at is not null, case when d.settled_at is null then d.id end, d.settled_at desc limit 300`,
)
/** The row, held until the decision about it is written. */
export const lockDifference = statement<Pick<DifferenceRow, 'id' | 'settled_at' | 'proposed_by'>>(
  'desk_difference_lock',
  `select d.id, d.settled_at, d.proposed_by from payment_differences d ${OF_OFFICE} and d.id = $3 for no key update of d`,
)
export const proposeSettlement = statement(
  'desk_difference_propose',
  `update payment_differences set proposed_at = $2, proposed_by = $3, proposed_how = $4, proposed_note = $5 where id = $1`,
)
/** Who said how it was cleared up stays who settled it; the second person is named beside. */
export const confirmSettlement = statement(
  'desk_difference_confirm',
  `update payment_differences set settled_at = $2, settled_by = proposed_by, settled_how = proposed_how, settled_note = proposed_note, confirmed_by = $3,
          proposed_at = null, proposed_by = null, proposed_how = null, proposed_note = null
    where id = $1`,
)
export const sendSettlementBack = statement(
  'desk_difference_back',
  `update payment_differences set proposed_at = null, proposed_by = null, proposed_how = null, proposed_note = null where id = $1`,
)
