import { statement } from '#server/kit/db.ts'

/** Numbers of the pool that can be free while a draw runs which opens at $5: in the pool, chosen or on their way back. */
export const snapshot = statement<{ size: number }>(
  'plate_snapshot_make',
  `with list as (
     select p.number, row_number() over (order by p.number collate "C") - 1 as place
       from plate_numbers p join plate_segments s on s.office = p.office and s.id = p.segment
      where p.office = $1 and p.pool = $2 and p.state in (0, 3, 6) and s.withdrawn_at is null and s.release_at <= $4),
   pieces as (
     insert into plate_snapshots (office, pool, epoch, piece, numbers)
     select $1, $2, $3, (place / 50000)::int, string_agg(number, e'\\n' order by place) || e'\\n' from list group by (place / 50000)::int
     returning 1)
   select count(*)::int as size from list`,
)
export const nextEpoch = statement<{ epoch: number }>(
  'plate_epoch_next',
  `select coalesce(max(epoch), 0) + 1 as epoch from plate_epochs where office = $1 and pool = $2`,
)
export const insertEpoch = statement(
  'plate_epoch_insert',
  `insert into plate_epochs (office, pool, epoch, suite, size, snapshot_hash, commit, seed_sealed, committed_at, opens_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)
export const pendingEpoch = statement<{ epoch: number; opens_at: Date }>(
  'plate_epoch_pending',
  `select epoch, opens_at from plate_epochs where office = $1 and pool = $2 and opened_at is null order by opens_at limit 1`,
)
export const enterEvent = statement(
  'plate_epoch_event',
  `update plate_epochs set source = $4, randomness = $5, entered_by = $6
    where office = $1 and pool = $2 and epoch = $3 and randomness is null and opened_at is null`,
)
export const fallbackEvent = statement(
  'plate_epoch_fallback',
  `update plate_epochs set source = $4, randomness = $5 where office = $1 and pool = $2 and epoch = $3 and randomness is null`,
)
export const openEpoch = statement(
  'plate_epoch_open',
  `update plate_epochs set opened_at = $4, opening = $5, first_seq = $6 where office = $1 and pool = $2 and epoch = $3`,
)
export const closeEpoch = statement(
  'plate_epoch_close',
  `update plate_epochs set closed_at = $4, last_seq = $5, seed = $6 where office = $1 and pool = $2 and epoch = $3 and closed_at is null`,
)
export const turnTo = statement('plate_turn', `select plate_turn($1, $2, $3)`)
export const openingOf = statement<{ opening: string | null }>(
  'plate_epoch_opening',
  `select opening from plate_epochs where office = $1 and pool = $2 and epoch = $3`,
)
export const logBetween = statement<{ seq: number; body: string; hash: Buffer }>(
  'plate_log_between',
  `select seq, body, hash from plate_log where office = $1 and pool = $2 and seq between $3 and $4 order by seq`,
)
