import { statement } from '#server/kit/db.ts'

export interface KeyRow {
  id: string
  company: string
  kind: 'sm2' | 'ed25519'
  public_pem: string
  fingerprint: Buffer
  added_at: Date
  ended_at: Date | null
}
const COLUMNS = 'id, company, kind, public_pem, fingerprint, added_at, ended_at'
/** Until the commit nobody else changes this maker's keys: the limit holds however many come at once. */
export const lockMaker = statement(
  'maker_lock',
  `select pg_advisory_xact_lock(hashtextextended('maker|' || $1::text, 0))`,
)
export const keysOf = statement<KeyRow>(
  'maker_keys_of',
  `select ${COLUMNS} from maker_keys where company = $1 order by ended_at is not null, added_at desc, id`,
)
export const insertKey = statement<{ id: string }>(
  'maker_key_insert',
  `insert into maker_keys (id, company, kind, public_pem, fingerprint, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (company, fingerprint) do nothing returning id`,
)
export const endKey = statement<{ id: string }>(
  'maker_key_end',
  `update maker_keys set ended_by = $3, ended_at = $4 where company = $1 and id = $2 and ended_at is null returning id`,
)
