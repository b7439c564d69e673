import { createHash } from 'node:crypto'
import type pg from 'pg'
import { digest, type Suite } from '#server/kit/crypto.ts'
import type { Followed } from './verify-plates.ts'

interface SegmentNow {
  id: string
  text: string
  hash: Buffer
  count: number
  excluded: number
  /** Numbers of it that stand as left out by a rule. */
  out: string[]
  release_at: Date
  random_until: Date
  compose_commit: Buffer
}
interface DrawNow {
  epoch: number
  suite: Suite
  size: number
  snapshot_hash: Buffer
  commit: Buffer
  source: string | null
  randomness: string | null
  opened_at: Date | null
  opening: string | null
  seed: Buffer | null
}
/** As hashed; canonical JSON. */
interface Manifest {
  pool: string
  count: number
  excluded: number
  releaseAt: string
  randomUntil: string
  composeCommit: string
}

/** Compares a pool's published segments and its draws with what its log says of them. Gives what does not fit. */
export async function verifyDraws(client: pg.ClientBase, suite: Suite, followed: Followed): Promise<string[]> {
  return [...(await segmentsThatDiffer(client, suite, followed)), ...(await drawsThatDiffer(client, followed))]
}

async function segmentsThatDiffer(client: pg.ClientBase, suite: Suite, followed: Followed): Promise<string[]> {
  const { rows } = await client.query<SegmentNow>(
    `select s.id, s.text, s.hash, s.count, s.excluded, s.release_at, s.random_until, s.compose_commit,
            array(select p.number from plate_numbers p where p.office = s.office and p.segment = s.id and p.state = 9) as out
       from plate_segments s where s.office = $1 and s.pool = $2 and s.published_at is not null`,
    [followed.office, followed.pool],
  )
  const told = new Map(followed.publicRows.flatMap((r) => (r.kind === 'segment' ? [[r.hash ?? '', r]] : [])))
  const broken = rows.filter((s) => {
    const row = told.get(s.hash.toString('hex'))
    // Numbers that left the pool later, as used elsewhere, stand in the log.
    const out = s.out.filter((n) => !followed.numbers.has(n)).length
    return (
      !row ||
      !digest(suite, s.text).equals(s.hash) ||
      !fitsManifest(s, followed.pool) ||
      row.count !== s.count - s.excluded ||
      out !== s.excluded
    )
  })
  const missing =
    told.size === rows.length ? [] : [`${followed.pool} has ${rows.length} segments, its log ${told.size}`]
  return [...broken.map((s) => `segment ${s.id}`), ...missing]
}

function fitsManifest(s: SegmentNow, pool: string): boolean {
  const said = JSON.parse(s.text) as Manifest
  return (
    said.pool === pool &&
    said.count === s.count &&
    said.excluded === s.excluded &&
    said.releaseAt === s.release_at.toISOString() &&
    said.randomUntil === s.random_until.toISOString() &&
    said.composeCommit === s.compose_commit.toString('hex')
  )
}

async function drawsThatDiffer(client: pg.ClientBase, followed: Followed): Promise<string[]> {
  const { office, pool } = followed
  const { rows } = await client.query<DrawNow>(
    `select epoch, suite, size, snapshot_hash, commit, source, randomness, opened_at, opening, seed
       from plate_epochs where office = $1 and pool = $2 order by epoch`,
    [office, pool],
  )
  const told = followed.publicRows.filter((r) => r.kind === 'commit').length
  const broken = told === rows.length ? [] : [`${pool} has ${rows.length} draws, its log ${told}`]
  for (const draw of rows) {
    const list = await hashOfList(client, followed, draw)
    if (!list.equals(draw.snapshot_hash) || !fitsLog(followed, draw)) broken.push(`${pool} draw ${draw.epoch}`)
  }
  return broken
}

function fitsLog({ publicRows }: Followed, draw: DrawNow): boolean {
  const row = (kind: string) => publicRows.find((r) => r.kind === kind && r.epoch === draw.epoch)
  const [commit, event, opened] = [row('commit'), row('event'), row('draw')]
  return (
    commit?.count === draw.size &&
    commit.hash === draw.snapshot_hash.toString('hex') &&
    commit.value === draw.commit.toString('hex') &&
    (opened !== undefined) === (draw.opened_at !== null) &&
    (!event || (event.value === draw.randomness && event.source === draw.source)) &&
    (!opened ||
      (opened.value === draw.randomness && opened.source === draw.source && opened.hash === openingOf(draw))) &&
    (draw.seed === null || digest(draw.suite, draw.seed).equals(draw.commit))
  )
}

const openingOf = (draw: DrawNow): string => digest(draw.suite, draw.opening ?? '').toString('hex')

/** Piece by piece: the list of a large draw is tens of megabytes. */
async function hashOfList(client: pg.ClientBase, { office, pool }: Followed, draw: DrawNow): Promise<Buffer> {
  const hash = createHash(draw.suite === 'sm' ? 'sm3' : 'sha256')
  for (let piece = 0; ; piece += 1) {
    const { rows } = await client.query<{ numbers: string }>(
      `select numbers from plate_snapshots where office = $1 and pool = $2 and epoch = $3 and piece = $4`,
      [office, pool, draw.epoch, piece],
    )
    const [found] = rows
    if (!found) return hash.digest()
    hash.update(found.numbers, 'utf8')
  }
}
