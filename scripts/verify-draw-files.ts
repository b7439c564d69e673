import { createHash, createHmac } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { pickPlaces } from '#domain/plates/draw.ts'
import { follow, isFree, lend, type Ledger, ledgerOver, type LogBody, settle } from '#domain/plates/ledger.ts'
import { parse } from '#server/kit/parse.ts'

/** The four published files of a closed draw, as they are. */
export interface DrawFiles {
  epoch: string
  snapshot: string
  opening: string
  log: string
}

const Epoch = Type.Object({
  suite: Type.String(),
  size: Type.Integer(),
  snapshotHash: Type.String(),
  commit: Type.String(),
  seed: Type.String(),
  headBefore: Type.String(),
  firstSeq: Type.Integer(),
  lastSeq: Type.Integer(),
  randomness: Type.Object({ source: Type.String(), value: Type.String() }),
})

/** Checks commitment, list, chain and every press from nothing but these files. Each fault in one sentence. */
export function verifyDraw(files: DrawFiles): { rows: number; presses: number; faults: string[] } {
  const epoch = parse(Epoch, JSON.parse(files.epoch))
  const algorithm = epoch.suite === 'sm' ? 'sm3' : 'sha256'
  const hash = (data: string | Buffer): Buffer => createHash(algorithm).update(data).digest()
  const numbers = files.snapshot.split('\n').filter((n) => n !== '')
  const rows = files.log.split('\n').filter((line) => line !== '')
  const faults = commitmentFaults(files, epoch, hash)
  if (numbers.length !== epoch.size) faults.push('the list is longer or shorter than announced')
  if (rows.length !== epoch.lastSeq - epoch.firstSeq + 1) faults.push('the log is longer or shorter than announced')
  const ledger = ledgerOver(numbers.join(''), numbers[0]?.length ?? 1)
  open(ledger, files.opening)
  const key = hash(Buffer.concat([Buffer.from(epoch.seed, 'hex'), Buffer.from(epoch.randomness.value, 'utf8')]))
  const mac = (text: string): Buffer => createHmac(algorithm, key).update(text).digest()
  const shown = new Map<string, Set<string>>()
  let head: Buffer = Buffer.from(epoch.headBefore, 'hex')
  let [seq, presses] = [epoch.firstSeq, 0]
  for (const line of rows) {
    const text = line.slice(65)
    head = hash(Buffer.concat([head, Buffer.from(text, 'utf8')]))
    if (head.toString('hex') !== line.slice(0, 64)) faults.push(`row ${seq}: the chain is broken`)
    const row = JSON.parse(text) as LogBody
    if (row.seq !== seq) faults.push(`row ${seq}: its number is ${row.seq}`)
    if (row.kind === 'draw') faults.push(...openingFaults(files, epoch, row, hash))
    if (row.kind === 'press') presses += 1
    if (row.kind === 'press' && !fair(ledger, mac, row, shown))
      faults.push(`row ${seq}: these are not the numbers that the draw gives`)
    follow(ledger, row)
    seq += 1
    if (faults.length > 20) break
  }
  return { rows: rows.length, presses, faults }
}

type Hash = (data: string | Buffer) => Buffer

/** Is what was told afterwards what had been committed to? */
const commitmentFaults = (files: DrawFiles, epoch: Static<typeof Epoch>, hash: Hash): string[] => [
  ...(hash(Buffer.from(epoch.seed, 'hex')).toString('hex') === epoch.commit
    ? []
    : ['the secret is not the one that was committed to']),
  ...(hash(files.snapshot).toString('hex') === epoch.snapshotHash
    ? []
    : ['the list is not the one that was committed to']),
]

const openingFaults = (files: DrawFiles, epoch: Static<typeof Epoch>, row: LogBody, hash: Hash): string[] => [
  ...(row.hash === hash(files.opening).toString('hex') ? [] : ['the opening is not the one in the log']),
  ...(row.value === epoch.randomness.value ? [] : ['the public event is not the one in the log']),
]

function open(ledger: Ledger, text: string): void {
  for (const line of text.split('\n')) {
    const [number = '', until, tag = ''] = line.split(' ')
    if (until) lend(ledger, number, { tag, until: Date.parse(until) })
    else settle(ledger, number, false)
  }
}

/** The press again: the same row of places, the same free numbers, none that this vehicle was shown before. */
function fair(ledger: Ledger, mac: (text: string) => Buffer, row: LogBody, shown: Map<string, Set<string>>): boolean {
  const { tag = '', press = 0, lease = [], want = 0 } = row
  const before = press === 1 ? new Set<string>() : (shown.get(tag) ?? new Set<string>())
  const now = Date.parse(row.at)
  const places = pickPlaces(mac, tag, press, ledger.size, want, (place) => {
    const number = ledger.numberAt(place)
    return isFree(ledger, place, now) && !before.has(number) && !(row.noFour && number.includes('4'))
  })
  shown.set(tag, new Set([...before, ...lease]))
  return places.map((place) => ledger.numberAt(place)).join() === lease.join()
}
