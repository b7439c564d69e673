import { statement } from '#server/kit/db.ts'

export interface CoSignRow {
  office: number
  case_id: string
  state: 'asked' | 'signed' | 'declined' | 'lapsed' | 'ended'
  until: Date
  asked_at: Date
  ended_at: Date | null
}
const COLUMNS = 'office, case_id, state, until, asked_at, ended_at'

/** Asked again after a correction: the question takes the place of the old one, whoever was asked then. */
export const askParty = statement(
  'co_sign_ask',
  `insert into co_signs (office, case_id, party_index, state, until, asked_at) values ($1, $2, $3, 'asked', $4, $5)
   on conflict (office, case_id) do update
     set party_index = excluded.party_index, state = 'asked', until = excluded.until, asked_at = excluded.asked_at, ended_at = null`,
)
export const endQuestion = statement(
  'co_sign_end',
  `update co_signs set state = $3, ended_at = $4 where office = $1 and case_id = $2 and state = 'asked'`,
)
/** Accounts that may answer for a number: its holder's, or those of the representative and administrator of the unit that has it. */
export const whoSignsFor = statement<{ person: string }>(
  'co_sign_who',
  `select id as person from people where id_index = $2
   union select p.id from companies c join company_members m on m.company = c.id and m.removed_at is null and m.role in ('legal', 'admin')
     join people p on p.id_index = m.person_index where c.credit_code = $1`,
)
export const questionsTo = statement<CoSignRow>(
  'co_signs_to',
  `select ${COLUMNS} from co_signs where party_index in (select decode(n, 'hex') from unnest($1::text[]) n) and state <> 'ended' order by asked_at desc limit 50`,
)
export const questionOf = statement<CoSignRow>(
  'co_sign_of',
  `select ${COLUMNS} from co_signs where case_id = $1 and party_index in (select decode(n, 'hex') from unnest($2::text[]) n) and state <> 'ended'`,
)
