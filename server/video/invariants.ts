import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold of the video window at any moment: each statement gives no rows. */
export const videoInvariants: readonly Invariant[] = [
  {
    name: 'a ticket’s columns say what its data say',
    sql: `select office, id from video_tickets where data ->> 'state' <> state or (data ->> 'version')::int <> version
            or data ->> 'officer' is distinct from officer or data ->> 'group' <> grp or (data ->> 'session')::uuid is distinct from session_id`,
  },
  {
    name: 'each move of a ticket is written down, without a gap',
    sql: `select t.office, t.id from video_tickets t
            left join lateral (select count(*) as n, max(seq) as last from video_ticket_events e where e.office = t.office and e.ticket_id = t.id) e on true
           where e.n <> t.version or e.last <> t.version`,
  },
  {
    name: 'a ticket that is served has its conversation, and one that rings its officer',
    sql: `select office, id from video_tickets t where (state = 'serving' and not exists (select from video_sessions s where s.office = t.office and s.id = t.session_id))
            or (state = 'ringing' and officer is null)`,
  },
  {
    name: 'nobody is offered, rung or served twice at once',
    sql: `select officer, count(*) from video_tickets where state in ('waiting', 'ringing') and officer is not null group by officer having count(*) > 1`,
  },
  {
    name: 'every bookable step counts its bookings, and none is overbooked',
    sql: `select s.office, s.at from video_slots s left join video_bookings b on b.office = s.office and b.at = s.at
           group by s.office, s.at, s.booked, s.capacity having s.booked <> count(b.ticket_id) or s.booked > s.capacity`,
  },
  {
    name: 'a booking belongs to a ticket whose time is still to come',
    sql: `select b.office, b.ticket_id from video_bookings b left join video_tickets t on t.office = b.office and t.id = b.ticket_id where t.state is distinct from 'created'`,
  },
  {
    name: 'the acts of a conversation follow one another without a gap and end at its head',
    sql: `select s.office, s.id from video_sessions s
            left join lateral (select count(*) as n, max(seq) as last from video_acts a where a.office = s.office and a.session_id = s.id) a on true
           where a.n <> s.version or a.last <> s.version
              or s.head <> (select hash from video_acts h where h.office = s.office and h.session_id = s.id and h.seq = s.version)`,
  },
  {
    name: 'a conversation stands as its newest act says',
    sql: `select s.office, s.id from video_sessions s join video_acts a on a.office = s.office and a.session_id = s.id and a.seq = s.version
           where a.body::jsonb -> 'row' ->> 'phase' <> s.phase or a.body::jsonb -> 'row' ->> 'link' <> s.link
              or a.body::jsonb -> 'row' ->> 'outcome' is distinct from s.outcome`,
  },
  {
    name: 'business was done only with consent, on a recording, after identity',
    sql: `select s.office, s.id from video_sessions s
           where s.outcome in ('done', 'submitted-for-review', 'await-pay', 'await-original', 'await-correction', 'rejected')
             and (not exists (select from video_consents c where c.office = s.office and c.session_id = s.id and c.kind = 'recording' and c.given)
               or not exists (select from video_recordings r where r.office = s.office and r.session_id = s.id)
               or not exists (select from video_identity_checks i where i.office = s.office and i.session_id = s.id and i.step = 'result' and i.answer = 'pass'))`,
  },
  {
    name: 'nothing was recorded without consent',
    sql: `select r.office, r.id from video_recordings r where not exists (
            select from video_consents c where c.office = r.office and c.session_id = r.session_id and c.kind = 'recording' and c.given and c.text_hash = r.consent_hash)`,
  },
  {
    name: 'a consent that was given names the text it was given to',
    sql: `select office, session_id from video_consents where text_version = '' or text_hash !~ '^[0-9a-f]{64}$'`,
  },
  {
    name: 'a guest’s consent names the text of a conversation that keeps it',
    sql: `select g.office, g.session_id from video_guest_consents g where text_version = '' or text_hash !~ '^[0-9a-f]{64}$'
            or not exists (select from video_acts a where a.office = g.office and a.session_id = g.session_id and a.kind = 'guest-knocks')`,
  },
  {
    name: 'segments of a recording follow one another',
    sql: `select office, recording_id, peer from video_segments group by office, recording_id, peer having count(*) <> max(idx) + 1`,
  },
  {
    name: 'no segment on the disk differs from what the database says',
    sql: `select k.office, k.recording_id, k.peer, k.idx from video_segment_checks k join video_recordings r on r.id = k.recording_id
           where k.result <> 'ok' and r.deleted_at is null`,
  },
  {
    name: 'a recording that was deleted has no key, and one that is held was not deleted',
    sql: `select office, id from video_recordings where (deleted_at is not null and (wrapped_key is not null or hold is not null))`,
  },
  {
    name: 'a copy left the house only with two approvals of others',
    sql: `select e.office, e.id from video_exports e join video_export_approvals a on a.office = e.office and a.export_id = e.id and a.officer = e.asked_by`,
  },
  {
    name: 'nobody reviews the own conversation, and two settle what is contested',
    sql: `select office, id from video_sheets where reviewer = officer or settled_by = officer or settled_by = reviewer`,
  },
  {
    name: 'each officer at the window stands as the desk’s data say',
    sql: `select office, officer from video_desks where data ->> 'state' <> state`,
  },
]
