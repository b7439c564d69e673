import { statement } from '#server/kit/db.ts'

export interface ChoiceRow {
  tag: string
  person: string
  number: string
  confirmed_at: Date
  state: string
  ended_at: Date | null
  released_at: Date | null
  officers: string[] | null
  agent: string | null
  dealer: string | null
  devices: string[] | null
  addresses: string[] | null
}

/**
 * Every number that was taken in a stretch of time, for whom, with who had a hand in it and what became of it. Who chooses for others is
 * the applicant of their cases: only the case's principal tells whose number it is.
 */
export const choicesBetween = statement<ChoiceRow>(
  'plate_choices_between',
  `select encode(s.vehicle, 'hex') as tag, coalesce(p.person, p.company, s.person) as person, s.number, s.confirmed_at, s.state, s.ended_at,
          greatest(g.release_at, (select max(r.released_at) from plate_returns r
             where r.office = s.office and r.pool = s.pool and s.number = any (r.numbers) and r.released_at <= s.confirmed_at)) as released_at,
          (select array_agg(distinct e.actor_id) from case_events e where e.office = s.office and e.case_id = s.id and e.actor_kind = 'officer') as officers,
          case when p.authority is not null then p.acted_by::text end as agent, a.dealer,
          t.devices, t.addresses
     from plate_sittings s
     join plate_numbers n on n.office = s.office and n.number = s.number
     join plate_segments g on g.office = n.office and g.id = n.segment
     left join case_principals p on p.office = s.office and p.case_id = s.id
     left join authorities a on a.id = p.authority
     left join lateral (select array_agg(distinct encode(device, 'hex')) as devices, array_agg(distinct encode(address, 'hex')) as addresses
          from plate_traces t where t.office = s.office and t.sitting = s.id) t on true
    where s.office = $1 and s.confirmed_at >= $2 and s.confirmed_at < $3 order by s.confirmed_at`,
)
export const insertTrace = statement(
  'plate_trace_insert',
  `insert into plate_traces (office, sitting, device, address, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
)
export const insertWatch = statement(
  'plate_watch_insert',
  `insert into plate_watches (office, month, made_at, alarms, body) values ($1, $2, $3, $4, $5::jsonb) on conflict do nothing`,
)
export const readWatch = statement<{ body: object }>(
  'plate_watch_read',
  `select body from plate_watches where office = $1 and month = $2`,
)
