import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { SealBroken } from '#server/kit/crypto.ts'
import { blockCipher } from './block-cipher.ts'
import { type Entry, MAGIC, readEntries, type SegmentHeader } from './format.ts'

const HeaderShape = Type.Object({
  recording: Type.String(),
  peer: Type.String(),
  writer: Type.Integer(),
  segment: Type.Integer(),
  codec: Type.Union([Type.Literal('H264'), Type.Literal('VP8')]),
  suite: Type.Union([Type.Literal('sm'), Type.Literal('intl')]),
  cipher: Type.String(),
  firstBlock: Type.Integer(),
  startedAt: Type.Number(),
  previous: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  consent: Type.Optional(Type.String()),
})

/** The header of a segment file and where its blocks begin. Throws SealBroken when it is no segment. */
export function readHeader(file: Buffer): { header: SegmentHeader; context: Buffer } {
  const start = MAGIC.length + 4
  const end = file.length < start ? 0 : start + file.readUInt32BE(MAGIC.length)
  if (!file.subarray(0, MAGIC.length).equals(MAGIC) || end > file.length)
    throw new SealBroken('not a segment of a recording')
  const header: unknown = parse(file.subarray(start, end).toString('utf8'))
  if (!Value.Check(HeaderShape, header)) throw new SealBroken('the header of a segment was changed')
  return { header, context: file.subarray(0, end) }
}

/**
 * Every packet of a segment in the order of arrival. Throws SealBroken for a block that was changed. A file that ends in the middle
 * of a block (the process died while writing) gives what is whole.
 */
export function readSegment(file: Buffer, key: Buffer): { header: SegmentHeader; entries: Entry[] } {
  const { header, context } = readHeader(file)
  const cipher = blockCipher(header.suite, key)
  const entries: Entry[] = []
  let block = header.firstBlock
  for (let at = context.length; at + 4 <= file.length;) {
    const end = at + 4 + file.readUInt32BE(at)
    if (end > file.length) break
    entries.push(...readEntries(cipher.open(file.subarray(at + 4, end), { writer: header.writer, block }, context)))
    block += 1
    at = end
  }
  return { header, entries }
}

export const readSegmentFile = async (folder: string, name: string, key: Buffer) =>
  readSegment(await readFile(join(folder, name)), key)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
