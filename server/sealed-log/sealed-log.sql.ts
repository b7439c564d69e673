import { statement } from '#server/kit/db.ts'

/** Records that one sealing takes: enough for a busy minute, small enough for one statement. */
export const SEALED_AT_ONCE = 10_000

export interface CheckpointRow {
  size: number
  root: Buffer
  at: Date
  signature: Buffer
  horizon: string
}

export const lockLog = statement('sealed_lock', `select pg_advisory_xact_lock(7316001)`)

export const newestCheckpoint = statement<CheckpointRow>(
  'sealed_checkpoint_newest',
  `select size, root, at, signature, horizon::text from checkpoints order by size desc limit 1`,
)

/**
 * Up to where may be sealed: below every transaction that is still open, and not further than one sealing takes. A record with a
 * lower transaction id can no longer appear.
 */
export const nextHorizon = statement<{ horizon: string }>(
  'sealed_next_horizon',
  `select coalesce((select xid from (select xid from case_events where xid >= $1::xid8 union all select xid from audit_events where xid >= $1::xid8
       union all select xid from exchanges where xid >= $1::xid8) r where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid offset ${SEALED_AT_ONCE} limit 1),
     pg_snapshot_xmin(pg_current_snapshot()))::text as horizon`,
)

/** A record of each kind as it is sealed: the text whose hash is the entry's digest, or for events of cases the hash itself. */
const EVENTS = `select xid, 'case' as kind, case_id || '/' || seq as ref, hash as digest, null as text from case_events`
const AUDITS = `select xid, 'audit', id::text, null, jsonb_build_array(id, extract(epoch from at), actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)::text from audit_events`
const EXCHANGES = `select xid, 'exchange', agency || '/' || message_id || '/' || attempt || '/' || direction, null,
  jsonb_build_array(agency, message_id, attempt, direction, operation, case_id, outcome, status, extract(epoch from started_at), ms, encode(request, 'hex'), request_signature, encode(answer, 'hex'), answer_signature)::text from exchanges`

/** Every record as it is to be sealed; for the sealing and for the verifier. */
export const RECORDS = `select * from (${EVENTS} union all ${AUDITS} union all ${EXCHANGES}) r`

export interface RecordRow {
  kind: string
  ref: string
  digest: Buffer | null
  text: string | null
}

/** Records of transactions from the last horizon up to the new one, in the order in which every reader finds them. */
export const recordsBetween = statement<RecordRow>(
  'sealed_records_between',
  `select kind, ref, digest, text from (${EVENTS} where xid >= $1::xid8 and xid < $2::xid8
     union all ${AUDITS} where xid >= $1::xid8 and xid < $2::xid8
     union all ${EXCHANGES} where xid >= $1::xid8 and xid < $2::xid8) r order by xid, kind, ref collate "C"`,
)

export const insertEntries = statement(
  'sealed_entries_insert',
  `insert into sealed_entries (seq, kind, ref, digest) select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[])`,
)
export const insertNodes = statement(
  'sealed_nodes_insert',
  `insert into sealed_nodes (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
)
export const insertCheckpoint = statement(
  'sealed_checkpoint_insert',
  `insert into checkpoints (size, root, at, signature, horizon) values ($1, $2, $3, $4, $5::xid8)`,
)

export interface NodeRow {
  level: number
  index: number
  hash: Buffer
}
export const nodesAt = statement<NodeRow>(
  'sealed_nodes_at',
  `select n.level, n.index, n.hash from unnest($1::smallint[], $2::bigint[]) w (level, index) join sealed_nodes n using (level, index)`,
)

export interface EntryRow {
  seq: number
  kind: string
  ref: string
  digest: Buffer
}
export const entriesFrom = statement<EntryRow>(
  'sealed_entries_from',
  `select seq, kind, ref, digest from sealed_entries where seq >= $1 and seq < $2 order by seq limit 1000`,
)
export const entriesOfCase = statement<EntryRow>(
  'sealed_entries_of_case',
  `select s.seq, s.kind, s.ref, s.digest from case_events e join sealed_entries s on s.kind = 'case' and s.ref = e.case_id || '/' || e.seq
    where e.office = $1 and e.case_id = $2 and s.seq < $3 order by e.seq`,
)
