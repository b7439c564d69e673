import { type DrawHash, pickPlaces } from './draw.ts'
import { follow, isFree, isGone, leasedNow, lend, type Ledger, ledgerOver, type LogBody, settle } from './ledger.ts'
import { breaksBetween } from './check-draws-in-row.ts'
import {
  bytesOf,
  type DrawFiles,
  joined,
  linesOf,
  type PublishedEpoch,
  readEpoch,
  readRow,
  unhex,
} from './published.ts'

/**
 * Checks closed draws from their published files alone. Pure: hashes are given, so that the auditor's command and the page in
 * anybody's browser are the same code. What is checked: the commitment, the list, the chain of the log, that every group shown is the
 * one the draw gives and comes in its turn, that nothing was kept on offer or taken which had not been shown to that car, and nothing
 * twice; of several draws in a row, that each begins where the one before ended.
 */

/** Hashes of one suite. `hash`: hex, lower case. */
export interface Hashes {
  hash: (data: Uint8Array) => string
  mac: (key: Uint8Array, text: string) => Uint8Array
}

/** One sentence, in both languages: whoever checks has no account and no setting. */
export interface Fault {
  zh: string
  en: string
}

export interface Checked {
  name: string
  rows: number
  presses: number
  /** How many presses asked for so many numbers, and the most by one car: to be held against the published limits. */
  sizes: Map<number, number>
  most: number
  takes: number
  /** What was recomputed, to be compared with what was noted before the draw opened. */
  told: { commit: string; list: string; event: string; head: string } | undefined
  faults: Fault[]
  /** Groups of the car that was asked for, in order. */
  own: { press: number; at: string; numbers: readonly string[] }[]
}

/** More would tell no more. */
const MOST_FAULTS = 20

/** Draws of one pool in their order. `tag`: the car whose own presses are wanted. Never throws: what cannot be read is a fault. */
export function checkDraws(
  draws: readonly DrawFiles[],
  hashesOf: (suite: string) => Hashes | undefined,
  tag = '',
): Checked[] {
  let before: Table | undefined
  return draws.map((files) => {
    const { checked, table } = checkOne(files, hashesOf, tag)
    if (before && table) for (const fault of breaksBetween(before, table, files)) add(checked, fault.zh, fault.en)
    before = table
    return checked
  })
}

export interface Table {
  checked: Checked
  epoch: PublishedEpoch
  ledger: Ledger
  draw: DrawHash
  /** By car: the last press and every number shown since the first. */
  shown: Map<string, { press: number; times: number; numbers: Set<string> }>
  /** The last state that the log tells of a number. */
  moves: Map<string, string>
  /** Draws that were committed to, by their number, in this draw's log and in those before it. */
  commits: Map<number, LogBody>
  opening: string
  tag: string
  head: string
}

function checkOne(
  files: DrawFiles,
  hashesOf: (suite: string) => Hashes | undefined,
  tag: string,
): { checked: Checked; table?: Table } {
  const checked: Checked = {
    name: '?',
    rows: 0,
    presses: 0,
    sizes: new Map(),
    most: 0,
    takes: 0,
    told: undefined,
    faults: [],
    own: [],
  }
  const epoch = readEpoch(files.epoch)
  const hashes = epoch && hashesOf(epoch.suite)
  if (!epoch || !hashes) {
    add(checked, 'epoch.json 不是已结束的一期摇号的文件', 'epoch.json is not the file of a closed draw')
    return { checked }
  }
  checked.name = `${epoch.pool}/${epoch.epoch}`
  const list = listOf(checked, files, epoch, hashes)
  if (!list) return { checked }
  const key = unhex(hashes.hash(joined(unhex(epoch.seed), bytesOf(epoch.event))))
  const table: Table = {
    checked,
    epoch,
    ledger: ledgerOver(list.numbers.join(''), list.width),
    draw: { hash: (bytes) => unhex(hashes.hash(bytes)), mac: (text) => hashes.mac(key, text) },
    shown: new Map(),
    moves: new Map(),
    commits: new Map(),
    opening: hashes.hash(bytesOf(files.opening)),
    tag,
    head: epoch.headBefore,
  }
  open(table.ledger, files.opening)
  walk(table, linesOf(files.log), hashes)
  checked.told = { commit: epoch.commit, list: epoch.snapshotHash, event: epoch.event, head: table.head }
  return { checked, table }
}

function add(checked: Checked, zh: string, en: string): void {
  if (checked.faults.length < MOST_FAULTS) checked.faults.push({ zh, en })
}

/** Is what was told afterwards what had been committed to? undefined: the list is none, and nothing more can be said. */
function listOf(
  checked: Checked,
  files: DrawFiles,
  epoch: PublishedEpoch,
  { hash }: Hashes,
): { numbers: string[]; width: number } | undefined {
  const numbers = linesOf(files.snapshot)
  const width = numbers[0]?.length ?? 0
  if (hash(unhex(epoch.seed)) !== epoch.commit)
    add(checked, '公布的种子不是事先承诺的那个', 'the secret is not the one that was committed to')
  if (hash(bytesOf(files.snapshot)) !== epoch.snapshotHash)
    add(checked, '号码清单不是事先承诺的那份', 'the list is not the one that was committed to')
  if (numbers.length !== epoch.size)
    add(checked, '清单的号码数与公布的不符', 'the list is longer or shorter than announced')
  const inOrder = numbers.every((n, i) => n.length === width && (i === 0 || n > (numbers[i - 1] ?? '')))
  if (width > 0 && inOrder) return { numbers, width }
  add(checked, '号码清单为空、有重复或没有排好序', 'the list is empty, not in order, or has a number twice')
  return undefined
}

function open(ledger: Ledger, text: string): void {
  for (const line of linesOf(text)) {
    const [number = '', until, tag = ''] = line.split(' ')
    if (until) lend(ledger, [ledger.placeOf(number)], { tag, until: Date.parse(until) })
    else settle(ledger, number, false)
  }
}

/** Follows the log row by row. */
function walk(table: Table, rows: readonly string[], { hash }: Hashes): void {
  const { checked, epoch } = table
  checked.rows = rows.length
  if (rows.length !== epoch.lastSeq - epoch.firstSeq + 1)
    add(checked, '日志的行数与公布的不符', 'the log is longer or shorter than announced')
  for (const [i, line] of rows.entries()) {
    const seq = epoch.firstSeq + i
    const text = line.slice(65)
    table.head = hash(joined(unhex(table.head), bytesOf(text)))
    if (`${table.head} ` !== line.slice(0, 65)) add(checked, `第 ${seq} 行:链断开`, `row ${seq}: the chain is broken`)
    const row = readRow(text)
    if (row) judge(table, row, seq)
    else add(checked, `第 ${seq} 行:读不出来`, `row ${seq}: it cannot be read`)
    if (checked.faults.length >= MOST_FAULTS) return
  }
}

type Say = (zh: string, en: string) => void

function judge(table: Table, row: LogBody, seq: number): void {
  const { epoch, ledger, moves } = table
  const fault: Say = (zh, en) => add(table.checked, `第 ${seq} 行:${zh}`, `row ${seq}: ${en}`)
  if (row.seq !== seq || row.pool !== epoch.pool) fault('不是这个号池的这一行', 'it is not this row of this pool')
  if ((row.kind === 'draw') !== (seq === epoch.firstSeq))
    fault('日志从开摇开始,只开摇一次', 'the log begins with the opening of the draw, and has no other')
  if (row.kind === 'draw') judgeOpening(table, row, fault)
  if (row.kind === 'press') judgePress(table, row, fault)
  if (row.kind === 'take') judgeTake(table, row, fault)
  if (row.kind === 'commit' && row.epoch !== undefined) table.commits.set(row.epoch, row)
  judgeAnyway(table, row, fault)
  for (const [state, numbers] of Object.entries(row.to ?? {})) for (const number of numbers) moves.set(number, state)
  follow(ledger, row)
}

/** What holds for rows of every other kind. */
function judgeAnyway(table: Table, row: LogBody, fault: Say): void {
  if (row.kind !== 'press' && row.lease?.some((number) => !isOnOffer(table, row, number)))
    fault('留住了没有摇给这辆车的号码', 'it keeps a number on offer that was not drawn for this car')
  if (row.kind !== 'take' && row.to?.['3']) fault('没有选号,号码却给了人', 'a number was given without a choice')
  const { ledger } = table
  const back = row.to?.['0'] ?? []
  if (back.some((number) => isInList(table, number) && !isGone(ledger, ledger.placeOf(number))))
    fault('放回了没有被选走的号码', 'a number came back that nobody had')
}

function judgeOpening({ epoch, opening }: Table, row: LogBody, fault: Say): void {
  if (row.epoch !== epoch.epoch || row.count !== epoch.size)
    fault('开摇的不是这一期', 'it opens another draw than this one')
  if (row.hash !== opening) fault('开摇时的状态与日志记载不符', 'the opening is not the one in the log')
  if (row.value !== epoch.event) fault('公开事件与日志记载不符', 'the public event is not the one in the log')
}

/** The press again: the same row of places, the same free numbers, none that this car was shown before. */
function judgePress(table: Table, row: LogBody, fault: Say): void {
  const { checked, ledger, shown, draw } = table
  const { tag = '', press = 0, lease = [], want = 0 } = row
  checked.presses += 1
  const known = shownBefore(shown.get(tag), press, fault)
  const now = Date.parse(row.at)
  const places = pickPlaces(draw, tag, press, ledger.size, want, (place) => {
    const number = ledger.numberAt(place)
    return isFree(ledger, place, now) && !known.has(number) && !(row.noFour && number.includes('4'))
  })
  if (row.epoch !== table.epoch.epoch || places.map((place) => ledger.numberAt(place)).join() !== lease.join())
    fault('显示的号码不是摇号应得的', 'these are not the numbers that the draw gives')
  if (row.keep !== undefined && !isOnOffer(table, row, row.keep))
    fault('留住了没有摇给这辆车的号码', 'it keeps a number on offer that was not drawn for this car')
  const times = (shown.get(tag)?.times ?? 0) + 1
  shown.set(tag, { press, times, numbers: new Set([...known, ...lease]) })
  checked.most = Math.max(checked.most, times)
  checked.sizes.set(want, (checked.sizes.get(want) ?? 0) + 1)
  if (tag === table.tag) checked.own.push({ press, at: row.at, numbers: lease })
}

/** Who could skip presses could look for a better group: each is the next one, or the first of a new sitting. */
function shownBefore(
  before: { press: number; numbers: Set<string> } | undefined,
  press: number,
  fault: Say,
): ReadonlySet<string> {
  if (!before || press === 1) return new Set()
  if (press !== before.press + 1)
    fault(
      `这辆车第 ${before.press} 次之后成了第 ${press} 次`,
      `press ${before.press} of this car is followed by ${press}`,
    )
  return before.numbers
}

/** A drawn number was on offer to this car; a composed one was free; a former owner's was no longer in the pool. */
function judgeTake(table: Table, row: LogBody, fault: Say): void {
  const { ledger } = table
  const { number = '', why, tag } = row
  table.checked.takes += 1
  const drawn = why === 'random' || why === 'reserve'
  if (!isInList(table, number)) {
    if (drawn) fault('选走的号码不在清单里', 'the number taken is not in the list')
    return
  }
  const gone = isGone(ledger, ledger.placeOf(number))
  if (why === 'former') {
    if (!gone) fault('把号池里的号码当作原号牌使用', 'a number of the pool was taken as an old one')
    return
  }
  const lease = leasedNow(ledger, number, Date.parse(row.at))
  if (gone) fault('选走了已经没有的号码', 'the number taken was gone already')
  else if (lease && lease.tag !== tag) fault('选走了正给别人看的号码', 'the number taken was on offer to another car')
  else if (!lease && drawn) fault('选走了没有摇给这辆车的号码', 'the number taken was not drawn for this car')
}

const isInList = ({ ledger }: Table, number: string): boolean => ledger.placeOf(number) >= 0
const isOnOffer = ({ ledger }: Table, row: LogBody, number: string): boolean =>
  leasedNow(ledger, number, Date.parse(row.at))?.tag === row.tag
