import pg from 'pg'

/** The naive limit: one statement for each claim on a table of its own, 16 connections, no HTTP. What any careful program does. */

export interface Raw {
  /** Claims free numbers for `ms`; gives how many, and the CPU of this process for them. */
  claim(ms: number): Promise<{ count: number; cpuMs: number }>
  /** Shows fifty free numbers from a random place, without offering them to anybody. */
  draw(ms: number): Promise<{ count: number; cpuMs: number }>
  close(): Promise<void>
}

const SIZE = 1_000_000
const CONNECTIONS = 16

const claimText = `update raw_plate set state = 1, holder = $2, held_until = now() + interval '10 minutes'
  where office = 1 and no = $1 and (state = 0 or (state = 1 and held_until < now())) returning no`
const drawText = `select no from raw_plate where office = 1 and state = 0 and rnd >= $1 order by rnd limit 50`

export async function rawPlates(url: string): Promise<Raw> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  await pool.query(`create table raw_plate (office int, no text collate "C", rnd int not null, state smallint not null default 0,
    holder bigint, held_until timestamptz, primary key (office, no)) with (fillfactor = 90)`)
  await pool.query(
    `insert into raw_plate (office, no, rnd) select 1, 'R' || lpad(i::text, 7, '0'), (i::bigint * 7919 % ${SIZE})::int from generate_series(0, ${SIZE - 1}) as i`,
  )
  await pool.query(`create index on raw_plate (office, rnd) include (no) where state = 0`)
  await pool.query(`vacuum analyze raw_plate`)
  let claimed = 0
  const run = async (ms: number, one: (client: pg.PoolClient) => Promise<unknown>) => {
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()))
    const end = performance.now() + ms
    const cpu = process.cpuUsage()
    let count = 0
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          await one(client)
          count += 1
        }
      }),
    )
    const used = process.cpuUsage(cpu)
    for (const client of clients) client.release()
    return { count, cpuMs: (used.user + used.system) / 1_000 }
  }
  return {
    claim: (ms) =>
      run(ms, (client) => {
        // Every number once, in an order without neighbours.
        const n = (claimed++ * 104_729) % SIZE
        return client.query({ name: 'raw_claim', text: claimText, values: [`R${String(n).padStart(7, '0')}`, n] })
      }),
    draw: (ms) =>
      run(ms, (client) =>
        client.query({ name: 'raw_draw', text: drawText, values: [Math.floor(Math.random() * (SIZE - 1_000))] }),
      ),
    close: () => pool.end(),
  }
}
