import type { Problem } from '#domain/checks/check.ts'
import type { LeavingState } from '#domain/leaving.ts'
import { RUNNING } from '#server/cases/running.ts'
import { statement } from '#server/kit/db.ts'

export interface RequestRow {
  office: number
  id: string
  request_no: string
  vin: string
  why: 'move' | 'transfer'
  to_office: number
  to_name: string
  state: LeavingState
  version: number
  findings: Problem[]
  due: string
  who: string
  what: string
  data: Buffer
  file: Buffer | null
  file_hash: string | null
  reason: string | null
  officer: string | null
  asked_at: Date
  sent_at: Date | null
  ended_at: Date | null
}
const COLUMNS =
  'office, id, request_no, vin, why, to_office, to_name, state, version, findings, due, who, what, data, file, file_hash, reason, officer, asked_at, sent_at, ended_at'

export const insertRequest = statement<{ id: string }>(
  'leaving_insert',
  `insert into file_requests (office, id, request_no, vin, why, to_office, to_name, state, due, who, what, data, reason, asked_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) on conflict (request_no) do nothing returning id`,
)
/** Two places that ask for one car at the same moment come one after the other. */
export const lockCar = statement(
  'leaving_lock_car',
  `select pg_advisory_xact_lock(hashtextextended('leaving|' || $1, 0))`,
)

export const requestNumbered = statement<RequestRow>(
  'leaving_numbered',
  `select ${COLUMNS} from file_requests where request_no = $1`,
)
export const readRequest = statement<RequestRow>('leaving_read', `select ${COLUMNS} from file_requests where id = $1`)
export const lockRequest = statement<RequestRow>(
  'leaving_lock',
  `select ${COLUMNS} from file_requests where id = $1 for update`,
)
export const liveForCar = statement<{ to_name: string }>(
  'leaving_live',
  `select to_name from file_requests where office = $1 and vin = $2 and state in ('asked', 'review', 'sending', 'sent')`,
)
export const saveRequest = statement(
  'leaving_save',
  `update file_requests set state = $2, version = version + 1, findings = $3::jsonb, due = $4, data = $5, file = $6, file_hash = $7,
          reason = $8, officer = $9, sent_at = $10, ended_at = $11, updated_at = $12 where id = $1`,
)
export const addEvent = statement(
  'leaving_event',
  `insert into file_request_events (office, request, version, at, kind, actor, note) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const eventsOf = statement<{ at: Date; kind: string; actor: string; note: string | null }>(
  'leaving_events',
  `select at, kind, actor, note from file_request_events where office = $1 and request = $2 order by version`,
)
/** What waits for an officer first, then what is under way, then what ended in the last thirty days. */
export const listRequests = statement<RequestRow>(
  'leaving_list',
  `select ${COLUMNS} from file_requests where office = $1 and (ended_at is null or ended_at > $2)
    order by state <> 'review', ended_at is not null, due, asked_at limit 300`,
)
/** Whose next step is the house's own: a job that was given up after all its tries begins again. */
export const unfinished = statement<{ id: string; state: LeavingState }>(
  'leaving_unfinished',
  `select id, state from file_requests where state in ('asked', 'sending', 'refusing') and updated_at < $1`,
)
/** Cases about the car that run in any office of the city. */
export const runningAbout = statement<{ number: string }>(
  'leaving_running',
  `select number from cases where subject_index = $1 and state in ${RUNNING} order by id`,
)
/** What was done here about the car: part of its file. */
export const doneAbout = statement<{ number: string; service: string; updated_at: Date; head: Buffer }>(
  'leaving_done',
  `select number, service, updated_at, head from cases where subject_index = $1 and state = 'done' order by id`,
)
