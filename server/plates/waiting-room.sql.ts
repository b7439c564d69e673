import { statement } from '#server/kit/db.ts'

export interface RoomRow {
  office: number
  id: string
  pool: string
  segment: string
  opens_at: Date
  release_at: Date
  commit: Buffer
  seed_sealed: Buffer
  seed: Buffer | null
  drawn_at: Date | null
  places: number
  admitted_to: number
  inside: number
  pace: number
  credit: number
  ticked_at: Date | null
  paused_from: Date | null
  closed_at: Date | null
}
const ROOM = `office, id, pool, segment, opens_at, release_at, commit, seed_sealed, seed, drawn_at, places, admitted_to, inside, pace, credit, ticked_at, paused_from, closed_at`

/** Published segments whose room is due and not there yet. */
export const roomsDue = statement<{ office: number; segment: string; pool: string; release_at: Date }>(
  'plate_rooms_due',
  `select s.office, s.id as segment, s.pool, s.release_at from plate_segments s
    where s.published_at is not null and s.withdrawn_at is null and s.release_at > $1 and s.release_at <= $2
      and not exists (select from plate_rooms r where r.office = s.office and r.segment = s.id)`,
)
export const insertRoom = statement(
  'plate_room_insert',
  `insert into plate_rooms (office, pool, segment, opens_at, release_at, commit, seed_sealed) values ($1, $2, $3, $4, $5, $6, $7) on conflict (office, segment) do nothing`,
)
/** The room of a pool that is open at an instant. */
export const openRoom = statement<RoomRow>(
  'plate_room_open',
  `select ${ROOM} from plate_rooms where office = $1 and pool = $2 and closed_at is null and opens_at <= $3 order by release_at limit 1`,
)
export const openRooms = statement<RoomRow>(
  'plate_rooms_open',
  `select ${ROOM} from plate_rooms where closed_at is null and release_at <= $1`,
)
export const lockRoom = statement<RoomRow>(
  'plate_room_lock',
  `select ${ROOM} from plate_rooms where office = $1 and id = $2 for update`,
)
/** One process lets people in at a time; the others have nothing to wait for. */
export const lockRoomIfIdle = statement<RoomRow>(
  'plate_room_lock_if_idle',
  `select ${ROOM} from plate_rooms where office = $1 and id = $2 for update skip locked`,
)
export const saveRoom = statement(
  'plate_room_save',
  `update plate_rooms set drawn_at = $3, places = $4, credit = $5, ticked_at = $6, paused_from = $7, closed_at = $8, seed = $9, admitted_to = $10, inside = $11, pace = $12 where office = $1 and id = $2`,
)

export interface PlaceRow {
  id: string
  vehicle: Buffer
  joined_at: Date
  place: number | null
  admitted_at: Date | null
  until: Date | null
  left_at: Date | null
}
const PLACE = `id, vehicle, joined_at, place, admitted_at, until, left_at`
export const placeOf = statement<PlaceRow>(
  'plate_room_place',
  `select ${PLACE} from plate_room_places where office = $1 and room = $2 and id = $3`,
)
/** A place for a vehicle; a second one for the same vehicle changes nothing. */
export const insertPlace = statement(
  'plate_room_place_insert',
  `insert into plate_room_places (office, room, id, vehicle, person, joined_at, place) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
)
/** The place that the same car took for a case which chooses no more (withdrawn, say): it goes on as this case's. */
export const placeOfCar = statement<PlaceRow>(
  'plate_room_place_of_car',
  `update plate_room_places p set id = $3, person = $5 where p.office = $1 and p.room = $2 and p.vehicle = $4
      and not exists (select from cases c where c.office = p.office and c.id = p.id and c.state = 'open' and c.step = 'choose-plate')
   returning ${PLACE}`,
)
/** Back at the end: after leaving, or after an admission that was not used. */
export const placeAgain = statement(
  'plate_room_place_again',
  `update plate_room_places set place = $4, joined_at = $5, admitted_at = null, until = null, left_at = null where office = $1 and room = $2 and id = $3`,
)
export const leavePlace = statement(
  'plate_room_place_leave',
  `update plate_room_places set left_at = $4 where office = $1 and room = $2 and id = $3 and left_at is null`,
)
export const earlyTags = statement<{ tag: string }>(
  'plate_room_early',
  `select encode(vehicle, 'hex') as tag from plate_room_places where office = $1 and room = $2 and place is null`,
)
export const setPlaces = statement(
  'plate_room_places_set',
  `update plate_room_places p set place = n.place from unnest($3::text[], $4::int[]) as n (tag, place)
    where p.office = $1 and p.room = $2 and p.vehicle = decode(n.tag, 'hex')`,
)
/**
 * Let in and still choosing (or on the way in); waiting; let in within the last minute. Somebody who has a number, or whose time at
 * the choice is over, makes room.
 */
export const countsOf = statement<{ active: number; waiting: number; inside: number; pace: number }>(
  'plate_room_counts',
  `select count(*) filter (where p.admitted_at is not null and p.left_at is null
              and case when s.id is null then p.until > $3 else s.state in ('open', 'paused') and s.ended_at is null and s.opened_at > $3 - interval '20 minutes' end)::int as active,
          count(*) filter (where p.admitted_at is null and p.left_at is null)::int as waiting,
          count(*) filter (where p.left_at is null)::int as inside,
          count(*) filter (where p.admitted_at > $3 - interval '1 minute')::int as pace
     from plate_room_places p left join plate_sittings s on s.office = p.office and s.id = p.id
    where p.office = $1 and p.room = $2`,
)
export const admitNext = statement<{ place: number }>(
  'plate_room_admit',
  `update plate_room_places set admitted_at = $4, until = $5 where office = $1 and room = $2
      and place in (select place from plate_room_places where office = $1 and room = $2 and admitted_at is null and left_at is null and place is not null order by place limit $3) returning place`,
)
/** Numbers of the pool that nobody has, without those announced for a later release than this room's. */
export const numbersLeft = statement<{ left: number }>(
  'plate_room_numbers_left',
  `select (p.counts[1] - coalesce((select sum(s.count - s.excluded) from plate_segments s
             where s.office = p.office and s.pool = p.pool and s.published_at is not null and s.withdrawn_at is null and s.release_at > $3), 0))::int as left
     from plate_pools p where p.office = $1 and p.pool = $2`,
)
/** Our own fault takes nobody's admission: one that ran at an instant lasts so many milliseconds longer. */
export const extendAdmissions = statement(
  'plate_room_extend',
  `update plate_room_places p set until = p.until + $4::bigint * interval '1 ms' from plate_rooms r
    where r.office = $1 and r.pool = $2 and r.closed_at is null and p.office = r.office and p.room = r.id and p.until > $3`,
)
/** There will be no release to wait for. */
export const closeRoomOf = statement(
  'plate_room_close',
  `update plate_rooms set closed_at = $3 where office = $1 and segment = $2 and closed_at is null`,
)
export const listRooms = statement<RoomRow>(
  'plate_rooms_list',
  `select ${ROOM} from plate_rooms where office = $1 and ($2::uuid is null or id = $2) order by release_at desc limit 50`,
)
export const allPlaces = statement<{ tag: string; place: number; early: boolean }>(
  'plate_room_all_places',
  `select encode(p.vehicle, 'hex') as tag, p.place, p.joined_at < r.release_at as early from plate_room_places p
     join plate_rooms r on r.office = p.office and r.id = p.room where p.office = $1 and p.room = $2 and p.place is not null order by p.place`,
)
