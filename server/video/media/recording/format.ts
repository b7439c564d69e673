import { createHash, type Hash } from 'node:crypto'
import type { Suite } from '#server/kit/crypto.ts'
import type { Codec, Kind, PeerId } from '../engine.ts'

/**
 * A segment file: `YCREC1\n`, length (4) and JSON of the header, then blocks: length (4) and sealed bytes. The header is the
 * context of every block, so that a block cannot be carried to another segment. Inside a block: for each packet its length + 9
 * (2), arrival in ms of the wall clock (double), kind (1), the RTP packet.
 */
export interface SegmentHeader {
  recording: string
  peer: PeerId
  writer: number
  segment: number
  codec: Codec
  suite: Suite
  cipher: string
  /** Number of the first block in here. */
  firstBlock: number
  startedAt: number
  /** The chain before this segment, hex. */
  previous: string
  /** Segment 0 alone: hash of the consent. */
  consent?: string
}

export interface Entry {
  at: number
  kind: Kind
  rtp: Buffer
}

export const MAGIC = Buffer.from('YCREC1\n')
export const NO_CHAIN = '0'.repeat(64)

export const segmentHash = (suite: Suite): Hash => createHash(suite === 'sm' ? 'sm3' : 'sha256')
/** The chain after a segment: hash(chain before | hash of the file). Both and the result are hex. */
export const chained = (suite: Suite, previous: string, hash: string): string =>
  segmentHash(suite).update(Buffer.from(previous, 'hex')).update(Buffer.from(hash, 'hex')).digest('hex')

export const fileOf = (peer: PeerId, segment: number): string => `${peer}-${String(segment).padStart(5, '0')}.rec`

/** Names go into file names. Throws RangeError. */
export function checkName(name: string): string {
  if (!/^[\w-]{1,64}$/.test(name)) throw new RangeError('a name in a recording has letters, digits, - and _ only')
  return name
}

export function writeHeader(header: SegmentHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  return Buffer.concat([MAGIC, lengthOf(json), json])
}

export function lengthOf(b: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(b.length)
  return length
}

/** The head of an entry; the packet itself follows without being copied. */
export function entryHead(kind: Kind, at: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(11)
  head.writeUInt16BE(length + 9, 0)
  head.writeDoubleBE(at, 2)
  head[10] = kind === 'video' ? 1 : 0
  return head
}

export function readEntries(block: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + 11 <= block.length;) {
    const end = at + 2 + block.readUInt16BE(at)
    entries.push({
      at: block.readDoubleBE(at + 2),
      kind: block[at + 10] === 1 ? 'video' : 'audio',
      rtp: block.subarray(at + 11, end),
    })
    at = end
  }
  return entries
}
