import type { ParcelState, ProductionState } from '#domain/parcels.ts'
import type { Product } from '#domain/products.ts'
import { statement } from '#server/kit/db.ts'

export interface ProductionRow {
  office: number
  id: string
  case_id: string
  product: Product
  state: ProductionState
  serial: string | null
  printed_by: string | null
  /** Which of two sets: 2 is the other car's. */
  copy: number
  /** Handed out by itself, before the other papers. */
  apart: boolean
}
const COLUMNS = 'office, id, case_id, product, state, serial, printed_by, copy, apart'

export const readProduction = statement<ProductionRow>(
  'production_read',
  `select ${COLUMNS} from productions where office in (select office from offices) and id = $1`,
)
export const lockProduction = statement<ProductionRow>(
  'production_lock',
  `select ${COLUMNS} from productions where office in (select office from offices) and id = $1 for no key update`,
)
export const lockProductionsOf = statement<ProductionRow>(
  'productions_lock_of_case',
  `select ${COLUMNS} from productions where office = $1 and case_id = $2 and not apart order by id for no key update`,
)

/** Only what lies in stock can be used: two printers that name one serial cannot both have it. */
export const useBlank = statement(
  'blank_use',
  `update blanks set state = 'used' where office = $1 and product = $2 and serial = $3 and state = 'stock'`,
)
export const useNextBlank = statement<{ serial: string }>(
  'blank_use_next',
  `update blanks set state = 'used' where office = $1 and product = $2 and state = 'stock'
      and serial = (select serial from blanks where office = $1 and product = $2 and state = 'stock' order by serial limit 1 for no key update skip locked)
   returning serial`,
)
export const spoilBlank = statement(
  'blank_spoil',
  `update blanks set state = 'spoiled' where office = $1 and product = $2 and serial = $3 and state = 'used'`,
)
export const insertSpoil = statement(
  'spoils_insert',
  `insert into spoils (office, production_id, serial, reason, by_officer) values ($1, $2, $3, $4, $5)`,
)

export const markPrinted = statement(
  'production_printed',
  `update productions set state = 'printed', serial = $3, printed_by = $4, printed_at = $5, checked_by = null, checked_at = null where office = $1 and id = $2 and state = 'queued'`,
)
export const markQueued = statement(
  'production_requeued',
  `update productions set state = 'queued', serial = null, printed_by = null, printed_at = null, checked_by = null, checked_at = null where office = $1 and id = $2 and state in ('printed', 'checked')`,
)
export const markChecked = statement(
  'production_checked',
  `update productions set state = 'checked', checked_by = $3, checked_at = $4 where office = $1 and id = $2 and state = 'printed'`,
)
export const markAll = statement(
  'productions_move',
  `update productions set state = $4 where office = $1 and case_id = $2 and state = $3 and not apart`,
)
/** The plates are there: who has not fetched the temporary one needs it no more. */
export const stopApart = statement(
  'productions_stop_apart',
  `update productions set state = 'stopped' where office = $1 and case_id = $2 and apart and state in ('queued', 'printed', 'checked')`,
)
export const handOutApart = statement(
  'production_hand_out',
  `update productions set state = 'handed-over' where office = $1 and id = $2 and apart and state = 'checked'`,
)

export interface QueueRow extends ProductionRow {
  number: string
  who: string
  promise_from: string | null
  queued_at: Date
  parcel_id: string | null
  parcel_state: ParcelState | null
  waybill: string | null
}
/** Work before what only waits to be collected: shelves that fill up never push it out of the list. */
export const readQueue = statement<QueueRow>(
  'productions_queue',
  `select ${COLUMNS.split(', ')
    .map((name) => `p.${name}`)
    .join(
      ', ',
    )}, c.number, c.who, c.clock->>'promiseFrom' as promise_from, p.queued_at, l.id as parcel_id, l.state as parcel_state, l.waybill
     from productions p
     join cases c on c.office = p.office and c.id = p.case_id
     left join parcels l on l.office = p.office and l.case_id = p.case_id
    where p.office = $1 and p.state = any($2::text[]) and ($3 = '' or p.product = $3)
    order by (p.state = 'bagged'), p.queued_at, p.id limit 500`,
)
export const countQueue = statement<{ state: ProductionState; n: number }>(
  'productions_count',
  `select state, count(*) as n from productions where office = $1 and state = any($2::text[]) group by state`,
)

export interface StockRow {
  product: Product
  stock: number
  used: number
  spoiled: number
  next: string | null
}
export const readStockRows = statement<StockRow>(
  'blanks_count',
  `select product, count(*) filter (where state = 'stock') as stock, count(*) filter (where state = 'used') as used, count(*) filter (where state = 'spoiled') as spoiled,
          min(serial) filter (where state = 'stock') as next
     from blanks where office = $1 group by product order by product`,
)
export const insertLoad = statement(
  'blank_loads_insert',
  `insert into blank_loads (office, product, first_serial, last_serial, count, by_officer) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
)
export const readLoad = statement<{ count: number }>(
  'blank_loads_read',
  `select count from blank_loads where office = $1 and product = $2 and first_serial = $3`,
)
export const knownBlank = statement<{ serial: string }>(
  'blanks_known',
  `select serial from blanks where office = $1 and product = $2 and serial = any($3::text[]) order by serial limit 1`,
)
export const insertBlanks = statement(
  'blanks_insert',
  `insert into blanks (office, product, serial) select $1, $2, serial from unnest($3::text[]) as s(serial)`,
)
