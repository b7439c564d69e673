import type pg from 'pg'
import type { Crypto } from '#server/kit/crypto.ts'
import type { Invariant } from '#server/kit/invariant.ts'
import { isGenuine } from '#server/kit/officer-mac.ts'
import { type OfficerFactsRow, officerRows } from './accounts.sql.ts'
import { factsOf } from './officer-rows.ts'

/** What must hold of accounts and sessions: each statement gives no rows. */
export const accountInvariants: readonly Invariant[] = [
  {
    name: 'an officer is at work in one place',
    sql: `select subject from sessions where kind = 'officer' and revoked_at is null and expires_at > now() group by subject having count(*) > 1`,
  },
  {
    name: 'a session ends: an officer’s within 12 hours, a citizen’s within 90 days',
    sql: `select id from sessions where expires_at > created_at + case kind when 'officer' then interval '12 hours' else interval '90 days' end + interval '1 minute'`,
  },
  {
    name: 'a session belongs to somebody there is',
    sql: `select s.id from sessions s where s.revoked_at is null and s.expires_at > now()
             and not exists (select from officers o where s.kind = 'officer' and o.id = s.subject)
             and not exists (select from people p where s.kind = 'citizen' and p.id::text = s.subject)`,
  },
  {
    name: 'an alarm on an account was looked into by somebody else',
    sql: `select office, id from officer_alarms where closed_by = officer`,
  },
]

/** Officers whose row is not what the house wrote, each as office and number. Needs the house's key. */
export async function verifyOfficers(client: pg.ClientBase, crypto: Crypto): Promise<string[]> {
  const { rows } = await client.query<OfficerFactsRow>(officerRows.text, [''])
  return rows.filter((row) => !isGenuine(crypto, factsOf(row), row.roles_mac)).map((row) => `${row.office} ${row.id}`)
}
