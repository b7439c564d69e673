import type { Rung } from '#domain/video/terms.ts'
import { statement } from '#server/kit/db.ts'
import type { SegmentFacts } from './media/recording/types.ts'

export const insertRoom = statement(
  'video_room_insert',
  `insert into video_rooms (token_hash, session_id, peer, side, device, expires_at) values ($1, $2, $3, $4, $5, $6)`,
)
/** A key opens once. */
export const useRoom = statement<{ peer: string; side: string; device: string }>(
  'video_room_use',
  `update video_rooms set used_at = $3 where token_hash = $1 and session_id = $2 and used_at is null and expires_at > $3 returning peer, side, device`,
)
export const insertInvite = statement(
  'video_invite_insert',
  `insert into video_invites (code_hash, session_id, guest, expires_at) values ($1, $2, $3, $4)`,
)
export const useInvite = statement<{ session_id: string; guest: string }>(
  'video_invite_use',
  `update video_invites set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2 returning session_id, guest`,
)

export const beatNode = statement(
  'video_node_beat',
  `insert into video_nodes (id, seen_at, calls, draining) values ($1, $2, $3, $4)
   on conflict (id) do update set seen_at = excluded.seen_at, calls = excluded.calls, draining = excluded.draining`,
)
export const leaveNode = statement('video_node_leave', `delete from video_nodes where id = $1`)
export const forgetNodes = statement('video_nodes_forget', `delete from video_nodes where seen_at < $1`)
export const liveNodes = statement<{ id: string; seen_at: Date; calls: number }>(
  'video_nodes_live',
  `select id, seen_at, calls from video_nodes where seen_at > $1 and not draining order by calls, id`,
)
export const allNodes = statement<{ id: string; seen_at: Date; calls: number }>(
  'video_nodes_all',
  `select id, seen_at, calls from video_nodes order by id`,
)
export const insertOffer = statement(
  'video_offer_insert',
  `insert into video_offers (id, node, body, at) values ($1, $2, $3, $4)`,
)
export const offersFor = statement<{ id: string; body: Buffer }>(
  'video_offers_for',
  `select id, body from video_offers where node = $1 and answer is null and error is null order by at limit 50`,
)
export const answerOffer = statement(
  'video_offer_answer',
  `update video_offers set answer = $2, error = $3 where id = $1 and answer is null and error is null`,
)
export const readOffer = statement<{ answer: Buffer | null; error: string | null }>(
  'video_offer_read',
  `select answer, error from video_offers where id = $1`,
)
export const forgetOffer = statement('video_offer_forget', `delete from video_offers where id = $1 or at < $2`)

export const insertLeg = statement(
  'video_leg_insert',
  `insert into video_legs (office, session_id, id, side, peer, device, node, began_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
export const endLegs = statement(
  'video_legs_end',
  `update video_legs set ended_at = $3, cause = $4 where session_id = $1 and ended_at is null and ($2::text is null or peer = $2)`,
)
export const noteLeg = statement(
  'video_leg_note',
  `update video_legs set path = $3, network = $4 where session_id = $1 and peer = $2 and ended_at is null and (path is distinct from $3 or network is distinct from $4)`,
)
/** The same device in the hands of how many people in 30 days. */
export const deviceUsers = statement<{ n: number }>(
  'video_device_users',
  `select count(distinct s.person)::int as n from video_legs l join video_sessions s on s.office = l.office and s.id = l.session_id
    where l.device = $1 and l.side = 'citizen' and l.began_at > $2`,
)
export interface SignalRow {
  peer: string
  rung: Rung
  state: { rung: Rung; since: number; betterSince?: number; worseSince?: number }
  report: {
    lossPct: number
    rttMs: number
    kbit: number
    bad: number
    path: string
    network: string
    wish?: number
    audioOnly?: boolean
  }
  rung_ms: string[]
  at: Date
}
export const signalsOf = statement<SignalRow>(
  'video_signals_of',
  `select peer, rung, state, report, rung_ms::text[] as rung_ms, at from video_signals where session_id = $1`,
)
export const saveSignal = statement(
  'video_signal_save',
  `insert into video_signals (office, session_id, peer, rung, state, report, rung_ms, at) values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::bigint[], $8)
   on conflict (office, session_id, peer) do update set rung = excluded.rung, state = excluded.state, report = excluded.report, rung_ms = excluded.rung_ms, at = excluded.at`,
)

export const insertRecording = statement(
  'video_recording_insert',
  `insert into video_recordings (office, id, session_id, node, wrapped_key, consent_hash, began_at) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const endRecordings = statement(
  'video_recordings_end',
  `update video_recordings set ended_at = $2 where session_id = $1 and ended_at is null and ($3::text is null or node = $3)`,
)
export const insertSegment = statement(
  'video_segment_insert',
  `insert into video_segments (office, recording_id, peer, idx, codec, file, first_at, last_at, packets, bytes, hash, chain)
   select r.office, r.id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from video_recordings r where r.id = $1 on conflict do nothing`,
)
/** The values of `insertSegment`, in its order. */
export const segmentValues = (f: SegmentFacts): (string | number)[] => [
  f.recording,
  f.peer,
  f.index,
  f.codec,
  f.file,
  f.firstAt,
  f.lastAt,
  f.packets,
  f.bytes,
  f.hash,
  f.chain,
]
