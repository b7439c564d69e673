import type { ParcelState } from '#domain/parcels.ts'
import { statement } from '#server/kit/db.ts'

export interface ParcelRow {
  office: number
  id: string
  case_id: string
  number: string
  waybill: string | null
  state: ParcelState
  handed_over_at: Date | null
  delivered_at: Date | null
}
const COLUMNS = 'office, id, case_id, number, waybill, state, handed_over_at, delivered_at'
const OF_PARCEL = COLUMNS.split(', ')
  .map((name) => `p.${name}`)
  .join(', ')
const ANY_OFFICE = 'office in (select office from offices)'

export const readParcel = statement<ParcelRow>(
  'parcel_read',
  `select ${COLUMNS} from parcels where ${ANY_OFFICE} and id = $1`,
)
export const parcelOfCase = statement<ParcelRow>(
  'parcel_of_case',
  `select ${COLUMNS} from parcels where office = $1 and case_id = $2`,
)
export const lockParcelOfCase = statement<ParcelRow>(
  'parcel_lock_of_case',
  `select ${COLUMNS} from parcels where office = $1 and case_id = $2 for no key update`,
)
/** The case before its parcel and papers, everywhere: see the order of locks in payments. */
export const lockCase = statement<{ number: string; step: string; state: string }>(
  'production_lock_case',
  `select number, step, state from cases where office = $1 and id = $2 for no key update`,
)
/** Both at once: PostgreSQL locks the rows of `of` in the order they are named in. */
const HELD_WITH_CASE = `select ${OF_PARCEL} from parcels p join cases c on c.office = p.office and c.id = p.case_id`
export const holdParcel = statement<ParcelRow>(
  'parcel_hold',
  `${HELD_WITH_CASE} where p.office = $1 and p.id = $2 for no key update of c, p`,
)
export const holdParcelNumbered = statement<ParcelRow>(
  'parcel_hold_numbered',
  `${HELD_WITH_CASE} where p.${ANY_OFFICE} and p.number = $1 for no key update of c, p`,
)

export const bagParcel = statement(
  'parcel_bag',
  `update parcels set state = 'bagged', bagged_by = $3 where office = $1 and id = $2 and state = 'ready'`,
)
export const setWaybill = statement(
  'parcel_set_waybill',
  `update parcels set waybill = $3 where office = $1 and id = $2 and waybill is null`,
)
export const handOverParcel = statement(
  'parcel_hand_over',
  `update parcels set state = 'accepted', handed_over_at = $3 where office = $1 and id = $2 and state = 'bagged' and waybill is not null`,
)
export const setParcelState = statement(
  'parcel_set_state',
  `update parcels set state = $3, delivered_at = $4 where office = $1 and id = $2 and handed_over_at is not null`,
)

export const insertScans = statement(
  'parcel_scans_insert',
  `insert into parcel_scans (office, parcel_id, at, state, place, what)
   select $1, $2, at, state, place, what from unnest($3::timestamptz[], $4::text[], $5::text[], $6::text[]) as s(at, state, place, what) on conflict do nothing`,
)
export interface ScanRow {
  at: Date
  state: ParcelState
  place: string
  what: string
}
export const readScans = statement<ScanRow>(
  'parcel_scans_of',
  `select s.at, s.state, s.place, s.what from parcel_scans s join parcels p on p.office = s.office and p.id = s.parcel_id
    where s.office = $1 and s.parcel_id = $2 and s.at > coalesce(p.scans_after, '-infinity') order by s.at`,
)

/** On the way, and nothing heard since: asked about by ourselves. */
export const silentParcels = statement<{ id: string }>(
  'parcels_silent',
  `select p.id from parcels p
    where p.office in (select office from offices) and p.state in ('accepted', 'in-transit', 'out', 'failed', 'held') and p.handed_over_at < $1
      and not exists (select from parcel_scans s where s.office = p.office and s.parcel_id = p.id and s.at >= $1)
    order by p.handed_over_at limit 200`,
)

/** Bagged, and the courier has not taken it into its books yet. */
export const unposted = statement<{ id: string }>(
  'parcels_unposted',
  `select id from parcels where ${ANY_OFFICE} and state = 'bagged' and waybill is null order by random() limit 100`,
)

export interface ParcelListRow extends ParcelRow {
  case_number: string
  who: string
}
export const listParcels = statement<ParcelListRow>(
  'parcels_list',
  `select ${OF_PARCEL}, c.number as case_number, c.who
     from parcels p join cases c on c.office = p.office and c.id = p.case_id
    where p.office = $1 and p.state = $2 order by p.created_at limit 500`,
)
