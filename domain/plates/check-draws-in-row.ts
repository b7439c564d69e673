import type { Fault, Table } from './check-draw.ts'
import { isGone, leasedAt } from './ledger.ts'
import { type DrawFiles, linesOf, readRow } from './published.ts'

/**
 * Does a draw begin where the one before it ended: the log, what could not be drawn, and what the log had committed to long before the
 * secret was told? What an earlier log has committed to is handed on to the draw.
 */
export function breaksBetween(before: Table, table: Table, files: DrawFiles): Fault[] {
  const { epoch } = table
  const follows =
    epoch.pool === before.epoch.pool && epoch.headBefore === before.head && epoch.firstSeq === before.epoch.lastSeq + 1
  if (!follows) return [{ zh: '不是接着上一期的', en: 'it does not follow the draw before' }]
  for (const [number, row] of before.commits) if (!table.commits.has(number)) table.commits.set(number, row)
  return [...otherThanCommitted(table), ...otherOpening(before, files)]
}

function otherThanCommitted({ epoch, commits }: Table): Fault[] {
  const said = commits.get(epoch.epoch)
  if (!said) return []
  const same = said.value === epoch.commit && said.hash === epoch.snapshotHash && said.count === epoch.size
  return same ? [] : [{ zh: '与日志里事先的承诺不符', en: 'it is not what the log had committed to before' }]
}

function otherOpening(before: Table, files: DrawFiles): Fault[] {
  const at = readRow((linesOf(files.log)[0] ?? '').slice(65))?.at ?? ''
  const expected = leftBy(before, linesOf(files.snapshot), Date.parse(at))
  const said = linesOf(files.opening)
  const first = expected.findIndex((line, i) => line !== said[i])
  const differs = first >= 0 ? expected[first] : said[expected.length]
  if (differs === undefined) return []
  const number = differs.split(' ')[0] ?? ''
  return [
    {
      zh: `开摇时的状态不是上一期留下的(${number})`,
      en: `the opening is not what the draw before has left (${number})`,
    },
  ]
}

/** What of a list cannot be drawn after a draw, as the opening of the next one has to say it. */
const leftBy = ({ ledger, moves }: Table, numbers: readonly string[], now: number): string[] =>
  numbers.flatMap((number) => {
    const place = ledger.placeOf(number)
    const state = moves.get(number)
    if (place < 0) return state === undefined || state === '0' ? [] : [number]
    const lease = leasedAt(ledger, place, now)
    if (isGone(ledger, place)) return [number]
    return lease ? [`${number} ${new Date(lease.until).toISOString()} ${lease.tag}`] : []
  })
