import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold for money at any moment: each statement gives no rows. Run by `verify` and by the tests of money. */
export const paymentInvariants: readonly Invariant[] = [
  {
    name: 'a bill was paid exactly when it has its one receipt',
    sql: `select b.office, b.number from bills b left join receipts r on r.office = b.office and r.bill_id = b.id
           where (b.paid_at is not null) <> (r.bill_id is not null)`,
  },
  {
    name: 'the lines of a bill add up to its amount',
    sql: `select office, number from bills where amount_fen <> (select coalesce(sum((line->>'fen')::int), 0) from jsonb_array_elements(lines) as line)`,
  },
  {
    name: 'a bill carries one money stream',
    sql: `select office, number from bills where (kind = 'post') <> (payee = 'post')`,
  },
  {
    name: 'a payment is booked under a code and a bank number',
    sql: `select office, number from bills where paid_at is not null and (code is null or bank_no is null)`,
  },
  {
    name: 'a bank payment pays one bill',
    sql: `select bank_no from bills where bank_no is not null group by bank_no having count(*) > 1`,
  },
  {
    name: 'only what was paid is sent back, with its number',
    sql: `select office, number from bills where state = 'refunded' and (paid_at is null or refund_no is null or refunded_at < paid_at - interval '5 minutes')`,
  },
  {
    name: 'a refund has a cause: the case ended without a result, asks for other fees, or had the code replaced',
    sql: `select b.office, b.number from bills b join cases c on c.office = b.office and c.id = b.case_id
           where b.dropped = 'ended' and c.state not in ('refused', 'withdrawn', 'lapsed')
              or b.dropped = 'changed' and not exists (select from case_events e where e.office = b.office and e.case_id = b.case_id and e.kind in ('correct', 'checked') offset 1)
              or b.dropped = 'expired' and not exists (select from bills n where n.office = b.office and n.case_id = b.case_id and n.kind = b.kind and n.id > b.id)`,
  },
  {
    name: 'one bill of a kind at a time: each later one came after the earlier was dropped',
    sql: `select b.office, b.number from bills b join bills n on n.office = b.office and n.case_id = b.case_id and n.kind = b.kind and n.id > b.id
           where b.dropped is null`,
  },
  {
    name: 'an ended case owes and holds nothing',
    sql: `select b.office, b.number from bills b join cases c on c.office = b.office and c.id = b.case_id
           where c.state in ('refused', 'withdrawn', 'lapsed') and b.state in ('draft', 'open', 'paid')`,
  },
  {
    name: 'nothing is registered, made or delivered unpaid',
    sql: `select b.office, b.number from bills b join cases c on c.office = b.office and c.id = b.case_id
           where (c.state = 'done' or c.state = 'open' and c.step in ('hold', 'register', 'make', 'deliver')) and b.state in ('draft', 'open')`,
  },
  {
    name: 'a case that waits for money has something to pay',
    sql: `select c.office, c.number from cases c where c.state = 'open' and c.step = 'pay'
             and exists (select from bills b where b.office = c.office and b.case_id = c.id)
             and not exists (select from bills b where b.office = c.office and b.case_id = c.id and b.state in ('draft', 'open'))
             and not exists (select from jobs j where j.key = 'settle:' || c.id)`,
  },
  {
    name: 'a case that went on from paying has all its bills paid',
    sql: `select b.office, b.number from bills b join cases c on c.office = b.office and c.id = b.case_id
           where b.state in ('draft', 'open') and not (c.step = 'pay' and c.state in ('open', 'on-site'))`,
  },
]
