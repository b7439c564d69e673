import type pg from 'pg'
import { hashOf, treeOf } from '#domain/merkle.ts'
import { digest, type Suite } from '#server/kit/crypto.ts'
import { type CheckpointRow, RECORDS, type RecordRow } from './sealed-log.sql.ts'
import { grow, leafOf } from './tree.ts'

const AT_ONCE = 20_000

/**
 * Compares every sealed entry with the record it stands for and works out the root of every checkpoint anew. Gives what does
 * not fit, by kind and reference: a record that was changed, removed or put in between, an entry or a head that was changed.
 */
export async function verifySealed(client: pg.ClientBase, suite: Suite): Promise<string[]> {
  return [
    ...(await verifyRecords(client, suite)),
    ...(await verifyHeads(client, suite)),
    ...(await verifyHorizon(client)),
  ]
}

/**
 * A copy of the tables alone (pg_dump) brings the transaction ids of another cluster along: until this one has counted so far nothing
 * would be sealed any more. `npm run restore` begins them anew.
 */
async function verifyHorizon(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ size: number }>(
    'select size from checkpoints where horizon > pg_snapshot_xmax(pg_current_snapshot()) order by size desc limit 1',
  )
  return rows.map(({ size }) => `head ${size}: transactions of another cluster, nothing new will be sealed`)
}

async function verifyRecords(client: pg.ClientBase, suite: Suite): Promise<string[]> {
  // Below the last horizon every record must have been sealed, and every sealed one must still be there.
  const { rows } = await client.query<RecordRow & { sealed: Buffer | null; seq: string | null }>(
    `select coalesce(s.kind, r.kind) as kind, coalesce(s.ref, r.ref) as ref, r.digest, r.text, s.digest as sealed
       from sealed_entries s full join (${RECORDS} where xid < coalesce((select horizon from checkpoints order by size desc limit 1), '0')) r
         on r.kind = s.kind and r.ref = s.ref`,
  )
  return rows
    .filter((row) => {
      const now = row.digest ?? (row.text === null ? undefined : digest(suite, row.text))
      return now === undefined || row.sealed === null || !now.equals(row.sealed)
    })
    .map((row) => `${row.kind} ${row.ref}`)
}

async function verifyHeads(client: pg.ClientBase, suite: Suite): Promise<string[]> {
  const hash = (data: Buffer): Buffer => digest(suite, data)
  const heads = await client.query<Pick<CheckpointRow, 'size' | 'root'>>(
    'select size, root from checkpoints order by size',
  )
  const nodes = new Map<string, Buffer>()
  const known = ({ level, index }: { level: number; index: number }): Buffer =>
    nodes.get(`${level}/${index}`) ?? Buffer.alloc(0)
  for (let size = 0; ;) {
    const { rows } = await client.query<{ seq: number; kind: string; digest: Buffer }>(
      'select seq, kind, digest from sealed_entries where seq >= $1 order by seq limit $2',
      [size, AT_ONCE],
    )
    if (rows.some((row, i) => row.seq !== size + i)) return [`sealed entry ${size} or after: a number is missing`]
    for (const node of grow(
      hash,
      size,
      rows.map((row) => leafOf(hash, row)),
      known,
    ))
      nodes.set(`${node.level}/${node.index}`, node.hash)
    size += rows.length
    if (rows.length < AT_ONCE) return broken(heads.rows, size, (n) => hashOf(hash, treeOf(0, n), known))
  }
}

function broken(
  heads: readonly Pick<CheckpointRow, 'size' | 'root'>[],
  size: number,
  rootAt: (size: number) => Buffer,
): string[] {
  const last = heads.at(-1)?.size ?? 0
  return [
    ...(last === size ? [] : [`head: ${last} of ${size} entries`]),
    ...heads
      .filter((head) => head.size > size || !rootAt(head.size).equals(head.root))
      .map((head) => `head ${head.size}`),
  ]
}
