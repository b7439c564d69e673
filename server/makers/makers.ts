import { createHash } from 'node:crypto'
import { cellsOf, columnOf, judgeRecord, readTable, repeated, SAMPLE_HEAD } from '#domain/pre-inspection.ts'
import { REFUSALS } from '#domain/refusals.ts'
import type { Lang } from '#domain/text.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { liveKeys } from './keys.ts'
import type { Maker } from './maker.ts'
import * as sql from './makers.sql.ts'

export type Batch = sql.BatchRow

/**
 * Takes in a table: what is wrong with a line by itself is said at once, the rest is checked against certificates and register
 * by a job, the signature first. The same table again is the same upload. Throws Refused: 422 when the table cannot be read at all,
 * 409 MAKER_NO_KEY.
 */
export async function upload(
  tx: Tx,
  house: House,
  citizen: Citizen,
  maker: Maker,
  file: { name: string; text: string },
): Promise<Batch> {
  const keys = await liveKeys(tx, maker)
  if (keys.length === 0) throw refusedBy(409, { code: 'MAKER_NO_KEY' })
  // With another key the same table is another upload: it may be good now.
  const hash = createHash('sha256').update(Buffer.concat(keys.map((key) => key.fingerprint)))
  hash.update(file.text)
  const table = readTable(file.text)
  if (!table.ok) throw refusedBy(422, { code: table.why })
  const [id, digest] = [uuidv7(), hash.digest()]
  const now = house.time.now()
  const made = await tx.one(sql.insertBatch, [id, maker.id, digest, file.name, table.lines.length, citizen.id, now])
  if (!made) {
    const before = await tx.one(sql.batchByHash, [maker.id, digest])
    if (!before) throw new Error('a batch was neither stored nor there')
    return batchOf(tx, before.id)
  }
  const again = repeated(table.lines)
  const lines = table.lines.map(({ line, record, signature }) => {
    const problems = judgeRecord(record, maker, now)
    if (!SIGNATURE.test(signature)) problems.push('PRE_UNSIGNED')
    const twice = again.get(line)
    if (twice === 'differs') problems.push('PRE_TWICE')
    const state = problems.length > 0 ? 'refused' : twice === 'same' ? 'same' : 'waiting'
    return { line, vin: record.vin, record, signature, state, problems }
  })
  await tx.run(sql.insertLines, [id, JSON.stringify(lines)])
  if (lines.some((l) => l.state === 'waiting'))
    await enqueue(tx, house, [{ job: 'check-pre-inspections', payload: { batch: id }, key: `pre:${id}` }])
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
 * reason and what to do. `refused`: only lines to be mended. Mended and signed again, the table is sent as it is: columns that are not
 * asked for are not read, and lines that were taken before are "the same".
 */
export const resultTable = (lines: readonly sql.LineRow[], which: 'all' | 'refused' = 'all'): string =>
  [
    `${SAMPLE_HEAD},行,结果,问题`,
    ...lines
      .filter((l) => which === 'all' || l.state === 'refused')
      .map((l) =>
        [
          ...cellsOf(l.record),
          l.signature,
          l.line,
          STATE[l.state],
          l.problems.map((code) => problemText(code)).join(''),
        ]
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
/** Base64 of an SM2 signature (DER, 70 to 72 bytes) or an Ed25519 one (64). */
const SIGNATURE = /^[A-Za-z0-9+/]{86,98}={0,2}$/
const STATE = { waiting: '正在核对', accepted: '已收', same: '内容相同,无需处理', refused: '未收' } as const

export async function batchOf(tx: Pick<Tx, 'one'>, id: string): Promise<Batch> {
  const row = await tx.one(sql.readBatch, [id])
  if (!row) throw notFound()
  return row
}
