/** What must hold for plates at any moment: each statement gives no rows. Run by `verify` and by the race tests. */
export const plateInvariants: readonly { name: string; sql: string }[] = [
  {
    name: 'a plate on a car belongs to a case and a car',
    sql: `select office, number from plates where state = 2 and (case_id is null or vehicle_index is null)`,
  },
  {
    name: 'a plate that is not on a car names no car',
    sql: `select office, number from plates where state <> 2 and vehicle_index is not null`,
  },
  {
    name: 'a car bears one plate',
    sql: `select vehicle_index from plates where state = 2 group by vehicle_index having count(*) > 1`,
  },
  {
    name: 'a case holds one plate',
    sql: `select office, case_id from plates where case_id is not null group by office, case_id having count(*) > 1`,
  },
  {
    name: 'a chosen plate belongs to a running case that was shown it',
    sql: `select p.office, p.number from plates p left join cases c on c.office = p.office and c.id = p.case_id
           where p.state = 1 and (c.id is null or c.state not in ('open', 'correcting', 'on-site')
             or not exists (select from plate_draws d where d.office = p.office and d.case_id = p.case_id and p.number = any (d.numbers)))`,
  },
  {
    name: 'a plate on a car belongs to a case that reached the register',
    sql: `select p.office, p.number from plates p join cases c on c.office = p.office and c.id = p.case_id
           where p.state = 2 and not (c.state = 'done' or c.state in ('on-site', 'open') and c.step in ('make', 'deliver'))`,
  },
  {
    name: 'presses of a case are numbered without gaps',
    sql: `select office, case_id from plate_draws group by office, case_id having max(press) <> count(*)`,
  },
  {
    name: 'no number is shown twice to one case',
    sql: `select office, case_id, number from plate_draws, unnest(numbers) as number group by 1, 2, 3 having count(*) > 1`,
  },
  {
    name: 'places of a pool are dense',
    sql: `select office, type from plates group by office, type having max(rnd) + 1 <> count(*) or min(rnd) <> 0 or count(distinct rnd) <> count(*)`,
  },
]
