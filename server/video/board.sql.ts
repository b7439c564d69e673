import { statement } from '#server/kit/db.ts'

export const hitsOf = statement<{ grp: string; hits: number; n: number }>(
  'video_wait_hits',
  `select grp, count(*) filter (where hit)::int as hits, count(*)::int as n from video_waits where office = $1 and hit is not null and at >= $2 group by grp`,
)
export const ticketFacts = statement<{ state: string; waited_ms: string; answered: boolean }>(
  'video_ticket_facts',
  `select t.state, t.session_id is not null as answered,
          (extract(epoch from coalesce((select min(e.at) from video_ticket_events e where e.office = t.office and e.ticket_id = t.id and e.kind in ('ring', 'cancel')), t.ended_at, $3::timestamptz)
             - coalesce((t.data ->> 'waitingSince')::timestamptz, t.created_at)) * 1000)::bigint::text as waited_ms
     from video_tickets t where t.office = $1 and t.created_at >= $2 and t.created_at < $3 and t.state <> 'created'`,
)
export interface SessionFactRow {
  id: string
  outcome: string | null
  outcome_reason: string | null
  identity: string | null
  talk_ms: string
  hold_ms: string
  drops: number
  resumes: number
  handovers: number
  person: string
  again: boolean
}
export const sessionFacts = statement<SessionFactRow>(
  'video_session_facts',
  `select s.id, s.outcome, s.outcome_reason, s.identity, s.talk_ms::text as talk_ms, s.hold_ms::text as hold_ms, s.drops, s.resumes, s.person,
          (select count(*)::int from video_handovers h where h.office = s.office and h.session_id = s.id) as handovers,
          exists (select from video_sessions o where o.person = s.person and o.id <> s.id and o.service is not distinct from s.service
                    and o.started_at > s.started_at and o.started_at < s.started_at + interval '7 days') as again
     from video_sessions s where s.office = $1 and s.started_at >= $2 and s.started_at < $3`,
)
export const wrapUps = statement<{ ms: string }>(
  'video_wrap_ups',
  `select (extract(epoch from ended_at - began_at) * 1000)::bigint::text as ms from video_desk_times
    where office = $1 and state = 'wrap-up' and began_at >= $2 and began_at < $3`,
)
export const dropCauses = statement<{ cause: string; count: number }>(
  'video_drop_causes',
  `select cause, count(*)::int as count from video_legs where office = $1 and began_at >= $2 and began_at < $3
      and cause is not null and cause not in ('closed', 'replaced') group by cause order by 2 desc`,
)
export const networkDrops = statement<{ network: string; calls: number; drops: number }>(
  'video_network_drops',
  `select coalesce(network, 'unknown') as network, count(distinct session_id)::int as calls,
          count(*) filter (where cause = 'network')::int as drops
     from video_legs where office = $1 and side = 'citizen' and began_at >= $2 and began_at < $3 group by 1 order by 2 desc`,
)
export const rungMinutes = statement<{ rung: number; ms: string }>(
  'video_rung_minutes',
  `select (r.n - 1)::int as rung, sum(r.ms)::text as ms from video_signals g
     join video_sessions s on s.office = g.office and s.id = g.session_id, unnest(g.rung_ms) with ordinality as r (ms, n)
    where g.office = $1 and s.started_at >= $2 and s.started_at < $3 group by 1 order by 1`,
)
