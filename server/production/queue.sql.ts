import { statement } from '#server/kit/db.ts'

export const insertProductions = statement(
  'productions_insert',
  `insert into productions (office, case_id, product, copy, apart, state, queued_at)
   select $1, $2, product, copy, apart = 1, 'queued', $6 from unnest($3::text[], $4::int[], $5::int[]) as p(product, copy, apart)
   on conflict (office, case_id, product, copy) do nothing`,
)
export const insertParcel = statement(
  'parcels_insert',
  `insert into parcels (office, case_id, number, state) values ($1, $2, $3, 'ready') on conflict (office, case_id) do nothing`,
)
export const stopProductions = statement(
  'productions_stop',
  `update productions set state = 'stopped' where office = $1 and case_id = $2 and state in ('queued', 'printed', 'checked')`,
)
