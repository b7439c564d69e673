import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import {
  cellsOf,
  columnOf,
  inspectedAt,
  judgeRecord,
  type PreInspectionRecord,
  readTable,
  repeated,
  SAMPLE_HEAD,
} from '#domain/pre-inspection.ts'
import { REFUSALS } from '#domain/refusals.ts'
import type { Lang } from '#domain/text.ts'
import { companyFor } from '#server/companies/companies.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue } from '#server/kit/jobs.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import * as sql from './makers.sql.ts'

export interface Maker {
  id: string
  name: string
  wmi: readonly string[]
}
export type Batch = sql.BatchRow

/** Lines that are asked about before one commit. */
const AT_ONCE = 100
/** Questions on their way at the same time. */
const ABREAST = 8

/** The maker whose account it is, for one of its users; a company that is no admitted maker is refused. */
export async function makerFor(tx: Pick<Tx, 'one'>, house: House, citizen: Citizen, id: string): Promise<Maker> {
  const company = await companyFor(tx, citizen, id)
  allow('maker.use', citizen, { owner: citizen.id })
  const admitted = house.city.makers.find((m) => m.creditCode === company.creditCode)
  if (!admitted) throw refusedBy(409, { code: 'MAKER_NOT_ADMITTED' })
  return { id: company.id, name: company.name, wmi: admitted.wmi }
}

/**
 * Takes in a table: what is wrong with a line by itself is said at once, the rest is checked against certificates and register
 * by a job. The same table again is the same upload. Throws Refused 422 when the table cannot be read at all.
 */
export async function upload(
  tx: Tx,
  house: House,
  citizen: Citizen,
  maker: Maker,
  file: { name: string; text: string },
): Promise<Batch> {
  const hash = createHash('sha256').update(file.text).digest()
  const table = readTable(file.text)
  if (!table.ok) throw refusedBy(422, { code: table.why })
  const id = uuidv7()
  const now = house.time.now()
  const made = await tx.one(sql.insertBatch, [id, maker.id, hash, file.name, table.lines.length, citizen.id, now])
  if (!made) {
    const before = await tx.one(sql.batchByHash, [maker.id, hash])
    if (!before) throw new Error('a batch was neither stored nor there')
    return batchOf(tx, before.id)
  }
  const again = repeated(table.lines)
  const lines = table.lines.map(({ line, record }) => {
    const problems = judgeRecord(record, maker, now)
    const twice = again.get(line)
    if (twice === 'differs') problems.push('PRE_TWICE')
    const state = problems.length > 0 ? 'refused' : twice === 'same' ? 'same' : 'waiting'
    return { line, vin: record.vin, record, state, problems }
  })
  await tx.run(sql.insertLines, [id, JSON.stringify(lines)])
  if (lines.some((l) => l.state === 'waiting'))
    await enqueue(tx, [{ job: 'check-pre-inspections', payload: { batch: id }, key: `pre:${id}` }])
  return batchOf(tx, id)
}

export const batchesOf = (tx: Pick<Tx, 'many'>, maker: Maker): Promise<Batch[]> => tx.many(sql.batchesOf, [maker.id])

/** One upload of this maker with all its lines. */
export async function batchWithLines(
  tx: Pick<Tx, 'one' | 'many'>,
  maker: Maker,
  id: string,
): Promise<{ batch: Batch; lines: sql.LineRow[] }> {
  const batch = await batchOf(tx, id)
  if (batch.company !== maker.id) throw notFound()
  return { batch, lines: await tx.many(sql.linesOf, [id]) }
}

/**
 * The result as a table, in the order of the file: each line as it was sent, whether it was taken, and for each problem the column, the
 * reason and what to do. `refused`: only lines to be mended. Mended, the table is sent again as it is: columns that are not asked for are
 * not read, and lines that were taken before are "the same".
 */
export const resultTable = (lines: readonly sql.LineRow[], which: 'all' | 'refused' = 'all'): string =>
  [
    `${SAMPLE_HEAD},行,结果,问题`,
    ...lines
      .filter((l) => which === 'all' || l.state === 'refused')
      .map((l) =>
        [...cellsOf(l.record), l.line, STATE[l.state], l.problems.map((code) => problemText(code)).join('')]
          .map(cell)
          .join(','),
      ),
  ].join('\r\n')

/** One problem in words: the column it is about and the reason; what is about the whole line says what to do as well. */
export function problemText(code: string, lang: Lang = 'zh'): string {
  const [column, refusal] = [columnOf(code, lang), REFUSALS[code]]
  if (!refusal) return code
  return column
    ? `${column}:${refusal.message[lang]}`
    : `${refusal.message[lang]}${lang === 'en' ? ' ' : ''}${refusal.next[lang]}`
}

/** Quoted; a text that a spreadsheet would take for a formula is told to be text. */
function cell(value: string | number): string {
  const text = String(value)
  return `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
const STATE = { waiting: '正在核对', accepted: '已收', same: '内容相同,无需处理', refused: '未收' } as const

/** What a maker said here about a car; undefined when it said nothing, or is admitted no longer. */
export async function ownPreInspection(
  house: House,
  vin: string,
): Promise<{ inspectedAt: string; maker: string; passed: boolean } | undefined> {
  const found = await house.db.read.one(sql.ownRecord, [vin])
  if (!found || !house.city.makers.some((m) => m.creditCode === found.credit_code)) return undefined
  return { inspectedAt: inspectedAt(found.record), maker: found.name, passed: true }
}

async function batchOf(tx: Pick<Tx, 'one'>, id: string): Promise<Batch> {
  const row = await tx.one(sql.readBatch, [id])
  if (!row) throw notFound()
  return row
}

interface Judged {
  line: sql.LineRow
  problems: string[]
}

/** Asks about every waiting line; what was settled stays settled when the job dies half-way and runs again. */
const checkJob = defineJob({
  name: 'check-pre-inspections',
  payload: Type.Object({ batch: Type.String() }),
  run: async (house, { batch: id }) => {
    const batch = await batchOf(house.db.read, id)
    for (;;) {
      const waiting = await house.db.read.many(sql.waitingLines, [id, AT_ONCE])
      if (waiting.length === 0) return
      const judged = await abreast(waiting, (line) => judge(house, line))
      await house.db.tx((tx) => settle(tx, house, batch, judged))
    }
  },
})
export const makerJobs = [checkJob]

async function judge(house: House, line: sql.LineRow): Promise<Judged> {
  const { vin } = line
  const [certificate, vehicle] = await Promise.all([
    house.connectors.makers.certificate({ vin }),
    house.connectors.registry.vehicle({ vin }),
  ])
  // Without an answer nothing is decided: the queue tries again.
  if (!certificate.ok || !vehicle.ok) throw new Error('an agency did not answer about new cars')
  const paper = certificate.answer
  const differs = !paper || paper.model !== line.record.model || paper.engineNo.toUpperCase() !== line.record.engineNo
  return {
    line,
    problems: [...(differs ? ['PRE_CERTIFICATE'] : []), ...(vehicle.answer ? ['PRE_REGISTERED'] : [])],
  }
}

async function settle(tx: Tx, house: House, batch: Batch, judged: readonly Judged[]): Promise<void> {
  const good = judged.filter((j) => j.problems.length === 0)
  const hashOf = (record: PreInspectionRecord): string => house.crypto.hashHex(canonicalJson(record))
  const newest = new Map((await tx.many(sql.newestOf, [good.map((j) => j.line.vin)])).map((r) => [r.vin, r]))
  const fresh = good.filter((j) => newest.get(j.line.vin)?.hash.toString('hex') !== hashOf(j.line.record))
  const records = fresh.map(({ line: { vin, record } }) => ({
    vin,
    version: (newest.get(vin)?.version ?? 0) + 1,
    record,
    hash: hashOf(record),
  }))
  await tx.run(sql.insertRecords, [
    JSON.stringify(records),
    batch.company,
    batch.id,
    batch.submitted_by,
    house.time.now(),
  ])
  const states = judged.map((j) => ({
    line: j.line.line,
    state: j.problems.length > 0 ? 'refused' : fresh.includes(j) ? 'accepted' : 'same',
    problems: j.problems,
  }))
  await tx.run(sql.settleLines, [batch.id, JSON.stringify(states)])
}

/** Maps with a few at a time, in order. */
async function abreast<A, B>(list: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (let at = 0; at < list.length; at += ABREAST)
    done.push(...(await Promise.all(list.slice(at, at + ABREAST).map(work))))
  return done
}
