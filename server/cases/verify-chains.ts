import type pg from 'pg'
import { digest, type Suite } from '#server/kit/crypto.ts'

interface Row {
  office: number
  case_id: string
  seq: number
  body: string
  hash: Buffer
}

const BATCH = 5_000

/**
 * Recomputes the hash chain of every case from the kept texts, outside the database.
 * Gives the case ids whose chain does not fit: an edited, removed, inserted or swapped event.
 */
export async function verifyChains(client: pg.ClientBase, suite: Suite): Promise<{ events: number; broken: string[] }> {
  const broken = new Set<string>()
  let events = 0
  let after: [number, string, number] = [0, '00000000-0000-0000-0000-000000000000', 0]
  let head: { id: string; hash: Buffer; seq: number } | undefined
  for (;;) {
    const { rows } = await client.query<Row>(`select office, case_id, seq, body, hash from case_events where (office, case_id, seq) > ($1, $2, $3) order by office, case_id, seq limit ${BATCH}`, after)
    for (const row of rows) {
      const previous = head?.id === row.case_id ? head : { id: row.case_id, hash: digest(suite, `case ${row.case_id}`), seq: 0 }
      const hash = digest(suite, Buffer.concat([previous.hash, Buffer.from(row.body, 'utf8')]))
      const said = JSON.parse(row.body) as { case: string; seq: number }
      if (!hash.equals(row.hash) || row.seq !== previous.seq + 1 || said.case !== row.case_id || said.seq !== row.seq) broken.add(row.case_id)
      head = { id: row.case_id, hash: row.hash, seq: row.seq }
    }
    events += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return { events, broken: [...broken] }
    after = [last.office, last.case_id, last.seq]
  }
}
