import { Type } from 'typebox'
import { type Statement, statement } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'

const DAY_MS = 86_400_000

interface Rule {
  days: number
  /** What the days are counted from, and why so many. */
  why: string
  /** Removes what is older than $1, at most `BATCH` rows at a time where there may be many. */
  remove: Statement<unknown>
}

/** Small enough that nobody waits for a lock of ours. */
const BATCH = 2_000

const looseFiles = statement<{ id: string }>(
  'retire_files',
  `delete from files where id in (
     select f.id from files f
      where f.bound_at is null and f.created_at < $1
        and not exists (select from drafts d where d.person = f.owner)
        and not exists (select from video_captures c where c.file_id = f.id)
        and not exists (select from pre_inspection_photos p where p.file = f.id)
      order by f.created_at limit ${BATCH} for update skip locked)
   returning id`,
)

/** What is not kept for ever, for every table that `register.ts` keeps for days. Everything else the application cannot delete. */
export const RETENTION: Readonly<Record<string, Rule>> = {
  sign_in_codes: {
    days: 1,
    why: 'after the code ran out',
    remove: statement('retire_sign_in_codes', `delete from sign_in_codes where expires_at < $1`),
  },
  rate_windows: {
    days: 2,
    why: 'after the window; the longest is a day',
    remove: statement('retire_rate_windows', `delete from rate_windows where window_start < $1`),
  },
  idempotency: {
    days: 2,
    why: 'after the answer; 24 hours are promised',
    remove: statement('retire_idempotency', `delete from idempotency where at < $1`),
  },
  drafts: {
    days: 15,
    why: 'after the last change: as long as a person may want to come back',
    remove: statement('retire_drafts', `delete from drafts where updated_at < $1`),
  },
  files: {
    days: 30,
    why: 'after an upload that no case, call or maker’s record took, and whose sender has no draft that might',
    remove: looseFiles,
  },
  sessions: {
    days: 183,
    why: 'after the session ended: who signed in is a network log, kept for six months at least (Cybersecurity Law, art. 21)',
    remove: statement(
      'retire_sessions',
      `delete from sessions where token_hash in (
         select token_hash from sessions where coalesce(revoked_at, expires_at) < $1 and expires_at < $1 limit ${BATCH})`,
    ),
  },
  plate_traces: {
    days: 183,
    why: 'after the choice: the test of a month looks at that month, and who looks into it has half a year',
    remove: statement('retire_plate_traces', `delete from plate_traces where at < $1`),
  },
  messages: {
    days: 1_096,
    why: 'after it was sent: as long as the records of what it told',
    remove: statement(
      'retire_messages',
      `delete from messages where id in (select id from messages where created_at < $1 limit ${BATCH})`,
    ),
  },
  video_rooms: {
    days: 1,
    why: 'after the key ran out',
    remove: statement('retire_video_rooms', `delete from video_rooms where expires_at < $1`),
  },
  video_invites: {
    days: 1,
    why: 'after the code ran out',
    remove: statement('retire_video_invites', `delete from video_invites where expires_at < $1`),
  },
}

/** Hourly: removes what has been kept long enough. */
export const retentionJobs: readonly Job[] = [
  defineJob({
    name: 'tidy',
    payload: Type.Object({}),
    cron: '17 * * * *',
    run: async (house) => {
      await retire(house)
    },
  }),
]

/** Removes what is older than its limit, table by table, each in a transaction of its own. Gives how many rows went, by table. */
export async function retire(house: House): Promise<Record<string, number>> {
  const gone: Record<string, number> = {}
  for (const [table, rule] of Object.entries(RETENTION)) {
    const before = new Date(house.time.now().getTime() - rule.days * DAY_MS)
    gone[table] = table === 'files' ? await retireFiles(house, before) : await house.db.write.run(rule.remove, [before])
  }
  return gone
}

/** The row first: what is then left on the disk by a crash is sealed, nameless and belongs to nobody. */
async function retireFiles(house: House, before: Date): Promise<number> {
  const loose = await house.db.tx((tx) => tx.many(looseFiles, [before]))
  for (const { id } of loose) await house.files.remove(id)
  return loose.length
}
