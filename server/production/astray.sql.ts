import { statement } from '#server/kit/db.ts'

export interface AstrayRow {
  id: string
  case_id: string
  case_number: string
  number: string
  state: 'lost' | 'returned'
  who: string
  waybill: string
  since: Date
  last_scan: string
}
export const readAstray = statement<AstrayRow>(
  'parcels_astray',
  `select p.id, p.case_id, c.number as case_number, p.number, p.state, c.who, p.waybill, s.at as since, s.place || ' ' || s.what as last_scan
     from parcels p join cases c on c.office = p.office and c.id = p.case_id
     cross join lateral (select at, place, what from parcel_scans s where s.office = p.office and s.parcel_id = p.id order by at desc limit 1) s
    where p.office = $1 and p.state in ('lost', 'returned') order by s.at limit 500`,
)

/** The old number and waybill are kept; what was scanned so far belongs to them. */
export const insertReissue = statement(
  'parcel_reissue_insert',
  `insert into parcel_reissues (office, parcel_id, at, old_number, old_waybill, why, by_officer, note)
   select office, id, $3, number, waybill, state, $4, $5 from parcels where office = $1 and id = $2`,
)
export const countReissues = statement<{ n: number }>(
  'parcel_reissues_count',
  `select count(*)::int as n from parcel_reissues where office = $1 and parcel_id = $2`,
)
export const resetParcel = statement(
  'parcel_reset',
  `update parcels set state = 'ready', number = $3, waybill = null, bagged_by = null, handed_over_at = null,
          scans_after = (select max(at) from parcel_scans s where s.office = $1 and s.parcel_id = $2)
    where office = $1 and id = $2 and state in ('lost', 'returned')`,
)
/** Papers that came back whole wait for their new envelope. */
export const takeBack = statement(
  'productions_take_back',
  `update productions set state = 'checked' where office = $1 and case_id = $2 and state = 'handed-over' and not apart`,
)
export const queueAgain = statement(
  'production_queue_again',
  `update productions set state = 'queued', serial = null, printed_by = null, printed_at = null, checked_by = null, checked_at = null, queued_at = $3
    where office = $1 and id = $2 and state = 'handed-over'`,
)
