import { statement } from '#server/kit/db.ts'

export type BillState = 'draft' | 'open' | 'paid' | 'cancelled' | 'refund-asked' | 'refunded'

export interface BillRow {
  office: number
  id: string
  case_id: string
  number: string
  kind: 'plates' | 'papers' | 'post'
  payee: 'finance' | 'post'
  lines: { code: string; name: { zh: string; en: string }; fen: number }[]
  amount_fen: number
  state: BillState
  code: string | null
  opened_at: Date | null
  code_expires_at: Date | null
  pay_pressed_at: Date | null
  paid_at: Date | null
  bank_no: string | null
  refund_no: string | null
  refunded_at: Date | null
  /** Why it is not asked for any more: the case ended without a result, asks for other fees, or the code ran out. */
  dropped: Dropped | null
}
export type Dropped = 'ended' | 'changed' | 'expired'

const COLUMNS = `office, id, case_id, number, kind, payee, lines, amount_fen, state, dropped, code, opened_at, code_expires_at, pay_pressed_at, paid_at, bank_no, refund_no, refunded_at`
/** Everything is keyed by office first; who knows only a case or a number looks in each office's part of the index. */
const ANY_OFFICE = 'office in (select office from offices)'

export const insertBills = statement(
  'bills_insert',
  `insert into bills (office, case_id, number, kind, payee, lines, amount_fen, state)
   select $1, $2, number, kind, payee, lines::jsonb, amount, 'draft'
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[]) as b(number, kind, payee, lines, amount)
   on conflict (office, case_id, kind) where dropped is null do nothing`,
)
export const openAnew = statement(
  'bills_open_anew',
  `update bills set opened_at = $3 where office = $1 and id = any($2::uuid[]) and state = 'open'`,
)
/** A bill with its receipt, which an unpaid one has not. */
export interface BillAndReceipt extends BillRow {
  receipt_no: string | null
  check_code: string | null
  issued_at: Date | null
}
export const readBills = statement<BillAndReceipt>(
  'bills_of_case',
  `select ${COLUMNS.split(', ')
    .map((name) => `b.${name}`)
    .join(', ')}, r.number as receipt_no, r.check_code, r.issued_at
     from bills b left join receipts r on r.office = b.office and r.bill_id = b.id
    where b.${ANY_OFFICE} and b.case_id = $1 order by b.number`,
)
export const readBill = statement<BillRow>('bill_read', `select ${COLUMNS} from bills where ${ANY_OFFICE} and id = $1`)
export const lockBillsOf = statement<BillRow>(
  'bills_lock_of_case',
  `select ${COLUMNS} from bills where office = $1 and case_id = $2 order by number for no key update`,
)
export const lockBillsNumbered = statement<BillRow>(
  'bills_lock_numbered',
  `select ${COLUMNS} from bills where ${ANY_OFFICE} and number = any($1::text[]) order by number for no key update`,
)

/** Cases before their bills, everywhere in the same order: a payment and a withdrawal that meet wait, and do not deadlock. */
export const lockCasesOfBills = statement<{ id: string }>(
  'bills_lock_cases',
  `select id from cases where (office, id) in (select office, case_id from bills where ${ANY_OFFICE} and number = any($1::text[])) order by office, id for no key update`,
)
export const lockCaseOf = statement<{ office: number; state: string; step: string }>(
  'bills_lock_case',
  `select office, state, step from cases where ${ANY_OFFICE} and id = $1 for no key update`,
)

export const openWithCode = statement(
  'bills_open_with_code',
  `update bills b set code = n.code, code_expires_at = n.expires, opened_at = $4, state = case when b.state = 'draft' then 'open' else b.state end
     from unnest($1::text[], $2::text[], $3::timestamptz[]) as n(number, code, expires)
    where b.${ANY_OFFICE} and b.number = n.number and b.code is null`,
)
/** What is unpaid is cancelled, what is paid is to go back. */
export const dropBills = statement<Pick<BillRow, 'id' | 'number' | 'state' | 'code' | 'amount_fen'>>(
  'bills_drop',
  `update bills set state = case state when 'paid' then 'refund-asked' else 'cancelled' end, dropped = $3
    where office = $1 and id = any($2::uuid[]) and dropped is null returning id, number, state, code, amount_fen`,
)
export const markPaid = statement(
  'bills_mark_paid',
  `update bills set state = $3, paid_at = $4, bank_no = $5 where office = $1 and id = $2 and state in ('open', 'cancelled') and paid_at is null`,
)
export const markRefunded = statement(
  'bills_mark_refunded',
  `update bills set state = 'refunded', refund_no = $3, refunded_at = $4 where office = $1 and id = $2 and state = 'refund-asked'`,
)
export const markPressed = statement(
  'bills_mark_pressed',
  `update bills set pay_pressed_at = $3 where office = $1 and case_id = $2 and state = 'open'`,
)

export const insertReceipt = statement(
  'receipts_insert',
  `insert into receipts (office, bill_id, number, check_code, issued_at) values ($1, $2, $3, $4, $5)`,
)
export const receiptTaken = statement<{ bill_id: string }>(
  'receipts_taken',
  `select bill_id from receipts where office = $1 and number = $2`,
)

export const keepDifference = statement(
  'payment_differences_keep',
  `insert into payment_differences (source, bill_number, kind, ours_fen, theirs_fen) values ($1, $2, $3, $4, $5) on conflict (source, bill_number, kind) do nothing`,
)

/** Cases whose bills have been open longer than they may be. */
export const unpaidSince = statement<{ case_id: string }>(
  'bills_unpaid_since',
  `select distinct case_id from bills where state = 'open' and ${ANY_OFFICE} and opened_at <= $1 limit 500`,
)

/** Cases that still wait for money under a code that the bank takes no more. */
export const expiredCodes = statement<{ case_id: string }>(
  'bills_expired_codes',
  `select distinct b.case_id from bills b join cases c on c.office = b.office and c.id = b.case_id
    where b.state = 'open' and b.${ANY_OFFICE} and b.code_expires_at <= $1 and c.step = 'pay' and c.state in ('open', 'on-site') limit 500`,
)

/** What the bank was asked for before $1 and has not answered: a code, a refund. What it has refused is for a person. Any of them, so that each has its turn. */
export const unanswered = statement<{ id: string; case_id: string; state: BillState }>(
  'bills_unanswered',
  `select b.id, b.case_id, b.state from bills b join cases c on c.office = b.office and c.id = b.case_id
    where b.${ANY_OFFICE} and c.updated_at < $1 and (b.state = 'draft' and c.state = 'open' and c.step = 'pay'
       or b.state = 'refund-asked' and not exists (select from payment_differences d where d.bill_number = b.number and d.kind = 'refund-refused'))
    order by random() limit 200`,
)

/** Payments that we booked for a day [from, to). */
export const bookedBetween = statement<{ number: string; amount_fen: number }>(
  'bills_booked_between',
  `select number, amount_fen from bills where ${ANY_OFFICE} and paid_at >= $1 and paid_at < $2 order by number`,
)
