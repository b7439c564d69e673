import { createHash } from 'node:crypto'
import { PHONE_REST_HOURS } from '#domain/phone-rest.ts'
import type { Actor } from '#domain/policy.ts'
import { randomToken } from './crypto.ts'
import type { House } from './house.ts'
import { type Db, statement, type Tx } from './db.ts'
import { isGenuine } from './officer-mac.ts'

/** Staff: 15 min idle, 12 h in all. Citizens: 30 days idle on their own phone, revocable from any device. */
const LIMITS = {
  citizen: { idleMin: 30 * 24 * 60, totalMin: 90 * 24 * 60 },
  officer: { idleMin: 15, totalMin: 12 * 60 },
} as const

export interface AtWork {
  id: string
  device: string
  place: Buffer | null
  /** Whether it is the session of the cookie that was shown. */
  own: boolean
}

interface SessionRow {
  id: string
  kind: 'citizen' | 'officer'
  subject: string
  stale: boolean
  office: number | null
  roles: string[] | null
  roles_mac: Buffer | null
  password: string | null
  totp: Buffer | null
  person_index: Buffer | null
  rests_until: Date | null
}

const find = statement<SessionRow>(
  'session_find',
  `select s.id, s.kind, s.subject, s.seen_at < now() - interval '1 minute' as stale, o.office, o.roles, o.roles_mac, o.password, o.totp, o.person_index, r.rests_until
     from sessions s left join officers o on s.kind = 'officer' and o.id = s.subject and o.disabled_at is null
          left join lateral (select p.mobile_changed_at + interval '${PHONE_REST_HOURS} hours' as rests_until from people p
                              where p.id = case s.kind when 'citizen' then s.subject::uuid end) r on r.rests_until > now()
    where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now()
      and s.seen_at > now() - make_interval(mins => case s.kind when 'officer' then ${LIMITS.officer.idleMin} else ${LIMITS.citizen.idleMin} end)`,
)
const holder = statement<{ subject: string }>(
  'session_holder',
  `select subject from sessions where token_hash = $1 and kind = 'citizen'`,
)
const touch = statement('session_touch', `update sessions set seen_at = now() where token_hash = $1`)
const insert = statement<{ id: string }>(
  'session_insert',
  `insert into sessions (token_hash, kind, subject, device, expires_at, place) values ($1, $2, $3, $4, now() + make_interval(mins => $5), $6) returning id`,
)
/** Where an officer is at work now. */
const atWork = statement<AtWork>(
  'session_at_work',
  `select id, device, place, token_hash = $2 as own from sessions
    where kind = 'officer' and subject = $1 and revoked_at is null and expires_at > now()
      and seen_at > now() - make_interval(mins => ${LIMITS.officer.idleMin}) order by created_at desc limit 1`,
)
const revokeOne = statement(
  'session_revoke',
  `update sessions set revoked_at = now() where kind = $1 and subject = $2 and id = $3 and revoked_at is null`,
)
const revokeAll = statement(
  'session_revoke_all',
  `update sessions set revoked_at = now() where kind = $1 and subject = $2 and revoked_at is null`,
)
const listOpen = statement<{ id: string; device: string; created_at: Date; seen_at: Date }>(
  'session_list',
  `select id, device, created_at, seen_at from sessions where kind = $1 and subject = $2 and revoked_at is null and expires_at > now() order by seen_at desc`,
)

/** Only the hash of the 256-bit token is kept: a stolen table opens no session. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Starts a session and gives the token for the cookie, always a new one. An officer's other sessions end: one person, one place.
 * `place`: a keyed hash of the address, for officers.
 */
export async function startSession(
  tx: Tx,
  kind: 'citizen' | 'officer',
  subject: string,
  device: string,
  place: Buffer | null = null,
): Promise<{ token: string; id: string }> {
  if (kind === 'officer') await tx.run(revokeAll, [kind, subject])
  const token = randomToken()
  const row = await tx.one(insert, [hashOf(token), kind, subject, device.slice(0, 120), LIMITS[kind].totalMin, place])
  if (!row) throw new Error('a session was not stored')
  return { token, id: row.id }
}

/** The officer's session that is in use now; `token` is the cookie of whoever signs in, to know the own browser again. */
export const officerAtWork = (tx: Tx, officer: string, token: string | undefined): Promise<AtWork | undefined> =>
  tx.one(atWork, [officer, hashOf(token ?? '')])

/** Who holds this token now: asked on every request, so that revoking works at once. */
export async function actorOf(house: Pick<House, 'db' | 'crypto'>, token: string | undefined): Promise<Actor> {
  if (!token || token.length > 100) return { kind: 'anyone' }
  const hash = hashOf(token)
  const row = await house.db.read.one(find, [hash])
  if (!row) return { kind: 'anyone' }
  if (row.stale) await touchSession(house.db, hash)
  if (row.kind === 'citizen')
    return { kind: 'citizen', id: row.subject, session: row.id, restsUntil: row.rests_until?.toISOString() }
  return officerOfRow(house, row) ?? { kind: 'anyone' }
}

/** Rights are loaded here and nowhere else: a row that was changed past the house gives none. */
function officerOfRow(house: Pick<House, 'crypto'>, row: SessionRow): Actor | undefined {
  const { office, subject: id, roles, roles_mac: mac, password, totp, person_index: person } = row
  if (office === null || !roles || !mac || !password || !totp) return undefined
  if (!isGenuine(house.crypto, { office, id, roles, disabled: false, password, totp, person }, mac)) return undefined
  return { kind: 'officer', id, office, roles, session: row.id }
}

/** Whether this token opens a session now. Unlike `actorOf` it does not keep an idle one alive: nobody pressed anything. */
export async function isOpen(house: Pick<House, 'db'>, token: string | undefined): Promise<boolean> {
  if (!token || token.length > 100) return false
  const row = await house.db.read.one(find, [hashOf(token)])
  return row !== undefined && (row.kind === 'citizen' || row.office !== null)
}

/** Whose session this token opened, also when it is over: gives no right, and says whose unsent words these are. */
export async function formerHolder(house: Pick<House, 'db'>, token: string | undefined): Promise<string | undefined> {
  if (!token || token.length > 100) return undefined
  return (await house.db.read.one(holder, [hashOf(token)]))?.subject
}

const touchSession = (db: Db, hash: Buffer): Promise<number> => db.write.run(touch, [hash])

export const endSession = (tx: Tx, kind: 'citizen' | 'officer', subject: string, id: string): Promise<number> =>
  tx.run(revokeOne, [kind, subject, id])

/** Ends every session of somebody, on every device. */
export const endSessions = (tx: Tx, kind: 'citizen' | 'officer', subject: string): Promise<number> =>
  tx.run(revokeAll, [kind, subject])

export const openSessions = (tx: Pick<Tx, 'many'>, kind: 'citizen' | 'officer', subject: string) =>
  tx.many(listOpen, [kind, subject])
