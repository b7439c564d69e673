import { statement } from '#server/kit/db.ts'

export const readKeyboard = statement<{ places: string[]; made_at: Date }>(
  'plate_keyboard',
  `select places, made_at from plate_keyboards where office = $1 and pool = $2`,
)
/** For each place the characters that occur among the free numbers that may be composed; nothing more leaves the database. */
export const makeKeyboard = statement<{ places: string[] }>(
  'plate_keyboard_make',
  `insert into plate_keyboards (office, pool, places, made_at)
   select $1, $2, array(
     select coalesce((select string_agg(distinct c collate "C", '' order by c collate "C") from open, substr(open.number, place, 1) as c), '')
       from generate_series(1, $4::int) as place order by place), $3
     from (select 1) as once
   on conflict (office, pool) do update set places = excluded.places, made_at = excluded.made_at returning places`.replace(
    'insert into',
    `with open as materialized (
       select p.number from plate_numbers p join plate_segments s on s.office = p.office and s.id = p.segment
        where p.office = $1 and p.pool = $2 and p.state = 0 and s.release_at <= $3 and s.compose_opened_at <= $3 and s.withdrawn_at is null)
     insert into`,
  ),
)
