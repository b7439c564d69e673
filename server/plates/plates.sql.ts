import { statement } from '#server/kit/db.ts'

/** Two seedings at once meet here, so that places stay dense: the draw rests on it. */
export const lockPool = statement(
  'plates_lock_pool',
  `select pg_advisory_xact_lock(hashtextextended('plates|' || $1::int || '|' || $2::text, 0))`,
)

/** New numbers get the next places in the order given; a number that is there already keeps its own. */
export const publish = statement(
  'plates_publish',
  `insert into plates (office, number, type, rnd)
   select $1, fresh.number, $2, coalesce((select max(rnd) + 1 from plates where office = $1 and type = $2), 0) + (row_number() over (order by fresh.place) - 1)::int
     from unnest($3::text[]) with ordinality as fresh (number, place)
    where not exists (select from plates p where p.office = $1 and p.number = fresh.number)`,
)

export const poolSize = statement<{ size: number }>(
  'plates_pool_size',
  `select coalesce(max(rnd) + 1, 0) as size from plates where office = $1 and type = $2`,
)

/** The free numbers at these places, in the order in which the places were drawn. */
export const freeAt = statement<{ number: string }>(
  'plates_free_at',
  `select p.number from unnest($3::int[]) with ordinality as drawn (place, turn)
     join plates p on p.office = $1 and p.type = $2 and p.rnd = drawn.place and p.state = 0
    where p.number <> all ($4::text[]) order by drawn.turn`,
)

/** For a pool that is nearly empty, where places drawn at random rarely hit a free number. */
export const fewFree = statement<{ number: string }>(
  'plates_few_free',
  `select number from plates where office = $1 and type = $2 and state = 0 and number <> all ($3::text[]) order by random() limit $4`,
)

export const insertDraw = statement(
  'plate_draw_insert',
  `insert into plate_draws (office, case_id, press, numbers) values ($1, $2, $3, $4) on conflict do nothing`,
)

export interface DrawRow {
  press: number
  numbers: string[]
  /** Those of them that nobody else has chosen meanwhile. */
  free: string[]
}
export const drawsOf = statement<DrawRow>(
  'plate_draws_of',
  `select d.press, d.numbers, array(select p.number from plates p where p.office = d.office and p.number = any (d.numbers) and p.state = 0) as free
     from plate_draws d where d.office = $1 and d.case_id = $2 order by d.press`,
)

/** The one place where a number is won: whoever changes the row first has it. */
export const claim = statement(
  'plate_claim',
  `update plates set state = 1, case_id = $4, changed_at = now() where office = $1 and number = $2 and type = $3 and state = 0`,
)
export const assign = statement(
  'plate_assign',
  `update plates set state = 2, vehicle_index = $3, changed_at = now() where office = $1 and case_id = $2 and state = 1`,
)
export const release = statement(
  'plate_release',
  `update plates set state = 0, case_id = null, changed_at = now() where office = $1 and case_id = $2 and state = 1`,
)
