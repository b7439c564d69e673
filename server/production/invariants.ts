import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold for papers and parcels at any moment: each statement gives no rows. Run by `verify` and by the tests of the bench. */
export const productionInvariants: readonly Invariant[] = [
  {
    name: 'a blank on a paper is used up',
    sql: `select p.office, p.serial from productions p join blanks b on b.office = p.office and b.product = p.product and b.serial = p.serial where b.state <> 'used'`,
  },
  {
    name: 'a used blank lies on exactly one paper',
    sql: `select b.office, b.product, b.serial from blanks b left join productions p on p.office = b.office and p.product = b.product and p.serial = b.serial
           where b.state = 'used' group by 1, 2, 3 having count(p.id) <> 1`,
  },
  {
    name: 'a spoiled blank has its record, and a record its spoiled blank',
    sql: `select b.office, b.serial from blanks b where b.state = 'spoiled'
             and not exists (select from spoils s join productions p on p.office = s.office and p.id = s.production_id where s.office = b.office and s.serial = b.serial and p.product = b.product)
          union all
          select s.office, s.serial from spoils s join productions p on p.office = s.office and p.id = s.production_id
            left join blanks b on b.office = s.office and b.product = p.product and b.serial = s.serial and b.state = 'spoiled' where b.serial is null`,
  },
  {
    name: 'every load is booked whole',
    sql: `select l.office, l.product, l.first_serial from blank_loads l where l.count <> (select count(*) from blanks b where b.office = l.office and b.product = l.product and b.serial between l.first_serial and l.last_serial)`,
  },
  {
    name: 'a paper has a blank from the print on, and its printer and checker on record',
    sql: `select office, id from productions
           where (state = 'queued' and serial is not null)
              or (state in ('printed', 'checked', 'bagged', 'handed-over') and (serial is null or printed_by is null or printed_at is null))
              or (state in ('checked', 'bagged', 'handed-over') and (checked_by is null or checked_at is null))`,
  },
  {
    name: 'the papers of a case enter their envelope together',
    sql: `select office, case_id from productions where not apart group by office, case_id
          having count(*) filter (where state in ('bagged', 'handed-over')) not in (0, count(*))`,
  },
  {
    name: 'a parcel and its papers stand at the same stage',
    sql: `select l.office, l.number from parcels l join productions p on p.office = l.office and p.case_id = l.case_id and not p.apart
           where (l.state = 'ready' and p.state in ('bagged', 'handed-over')) or (l.state = 'bagged' and p.state <> 'bagged') or (l.state not in ('ready', 'bagged') and p.state <> 'handed-over')`,
  },
  {
    name: 'a parcel that is on its way has a waybill and an hour of hand-over',
    sql: `select office, number from parcels where (state not in ('ready', 'bagged')) <> (handed_over_at is not null) or (handed_over_at is not null and waybill is null)`,
  },
  {
    name: 'a parcel was delivered exactly when a scan says so',
    sql: `select l.office, l.number from parcels l where (l.state = 'delivered') <> (l.delivered_at is not null)
              or l.state = 'delivered' and not exists (select from parcel_scans s where s.office = l.office and s.parcel_id = l.id and s.state = 'delivered')`,
  },
  {
    name: 'a finished case has delivered its papers, all of them',
    sql: `select c.office, c.number from cases c join productions p on p.office = c.office and p.case_id = c.id
            left join parcels l on l.office = c.office and l.case_id = c.id
           where c.state = 'done' and (p.state <> 'handed-over' and not (p.apart and p.state = 'stopped') or (l.id is not null and l.state <> 'delivered'))`,
  },
  {
    name: 'papers are made only for cases that have come so far',
    sql: `select p.office, p.id from productions p join cases c on c.office = p.office and c.id = p.case_id
           where p.state <> 'stopped' and not (c.state = 'done' or (c.state = 'open' and c.step in ('make', 'deliver')))`,
  },
  {
    name: 'a case at its bench has its papers there',
    sql: `select c.office, c.number from cases c where c.state = 'open' and c.step = 'make' and not exists (select from productions p where p.office = c.office and p.case_id = c.id)`,
  },
]
