import { statement } from '#server/kit/db.ts'

export const readKeyboard = statement<{ places: string[]; made_at: Date }>(
  'plate_keyboard',
  `select places, made_at from plate_keyboards where office = $1 and pool = $2`,
)

/** Signs of a number after the province; the n-th (from 1) is bit n of a mask. */
export const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const mask = (place: number): string => `bit_or(1::bigint << strpos('${SIGNS}', substr(p.number, ${place}, 1)))`

/**
 * The signs of all free numbers that may be composed, place by place, in one walk over them: telling signs apart by sorting them took a
 * pool of seven million beyond every limit (measured). Nothing more leaves the database. No first sign: nothing is open.
 */
export const signsOfOpen = statement<{ first: string | null; masks: (string | null)[] }>(
  'plate_signs_open',
  `select min(substr(p.number, 1, 1)) as first, array[${[2, 3, 4, 5, 6, 7, 8].map(mask).join(', ')}]::text[] as masks
     from plate_numbers p
    where p.office = $1 and p.pool = $2 and p.state = 0 and p.segment = any (array(select s.id from plate_segments s
          where s.office = $1 and s.pool = $2 and s.release_at <= $3 and s.compose_opened_at <= $3 and s.withdrawn_at is null))`,
)
export const putKeyboard = statement(
  'plate_keyboard_put',
  `insert into plate_keyboards (office, pool, places, made_at) values ($1, $2, $3, $4)
   on conflict (office, pool) do update set places = excluded.places, made_at = excluded.made_at`,
)
