import { expect, test } from 'vitest'
import type { Table } from './check-draw.ts'
import { breaksBetween } from './check-draws-in-row.ts'
import { ledgerOver, lend, settle } from './ledger.ts'

/** Two draws in a row, as far as one hands on to the other: the log, the commitment, and what cannot be drawn. */

const HASH = (letter: string): string => letter.repeat(64)
const NUMBERS = ['B00001', 'B00002', 'B00003']
const AT = '2026-03-02T01:00:00Z'
const LATER = '2026-03-02T01:01:00.000Z'
const EPOCH = {
  pool: '02',
  epoch: 2,
  size: 3,
  snapshotHash: HASH('s'),
  commit: HASH('c'),
  headBefore: HASH('h'),
  firstSeq: 10,
}
const COMMITTED = { pool: '02', seq: 5, at: AT, kind: 'commit', value: HASH('c'), hash: HASH('s'), count: 3 }
const OPENING = `B00001 ${LATER} car\nB00002\n`

function found(
  change: Partial<typeof EPOCH> = {},
  { committed = COMMITTED as object | undefined, opening = OPENING } = {},
): string[] {
  const ledger = ledgerOver(NUMBERS.join(''), 6)
  lend(ledger, [0], { tag: 'car', until: Date.parse(LATER) })
  settle(ledger, 'B00002', false)
  const before = {
    epoch: { pool: '02', lastSeq: 9 },
    head: HASH('h'),
    commits: new Map(committed ? [[2, committed]] : []),
    moves: new Map(),
    ledger,
  } as unknown as Table
  const table = { epoch: { ...EPOCH, ...change }, commits: new Map() } as unknown as Table
  const log = `${HASH('0')} ${JSON.stringify({ pool: '02', seq: 10, at: AT, kind: 'open' })}\n`
  const files = { epoch: '', snapshot: NUMBERS.join('\n'), opening, log }
  return breaksBetween(before, table, files).map((fault) => fault.en)
}

const NOT_NEXT = 'it does not follow the draw before'
const NOT_COMMITTED = 'it is not what the log had committed to before'
test.each<[string, string[], string[]]>([
  ['nothing is wrong', found(), []],
  ['the log had said nothing yet', found({}, { committed: undefined }), []],
  ['another pool', found({ pool: '52' }), [NOT_NEXT]],
  ['another head', found({ headBefore: HASH('x') }), [NOT_NEXT]],
  ['a row left out', found({ firstSeq: 11 }), [NOT_NEXT]],
  ['another secret', found({ commit: HASH('x') }), [NOT_COMMITTED]],
  ['another list', found({ snapshotHash: HASH('x') }), [NOT_COMMITTED]],
  ['a list of another length', found({ size: 4 }), [NOT_COMMITTED]],
  [
    'a number given back that was gone',
    found({}, { opening: `B00001 ${LATER} car\n` }),
    ['the opening is not what the draw before has left (B00002)'],
  ],
  [
    'a number kept back that was free',
    found({}, { opening: `${OPENING}B00003\n` }),
    ['the opening is not what the draw before has left (B00003)'],
  ],
  [
    'on offer for longer',
    found({}, { opening: OPENING.replace('01:01', '01:02') }),
    ['the opening is not what the draw before has left (B00001)'],
  ],
])('%s', (_, faults, told) => expect(faults).toEqual(told))
