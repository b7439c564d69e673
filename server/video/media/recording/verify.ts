import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Crypto } from '#server/kit/crypto.ts'
import { checkName, chained, segmentHash } from './format.ts'
import { readHeader, readSegment } from './read.ts'
import { keyPlace } from './record.ts'
import type { SegmentCheck, SegmentFacts } from './types.ts'

/**
 * Whether a segment on the disk is what the database says it was: its hash, its place in the chain, and, with the wrapped key,
 * that every block opens. For the nightly sample; reads one file of some MB.
 */
export async function verifySegment(order: {
  dir: string
  crypto: Crypto
  facts: Pick<SegmentFacts, 'recording' | 'peer' | 'index' | 'file' | 'hash' | 'chain' | 'packets'>
  wrappedKey?: Buffer
}): Promise<SegmentCheck> {
  const { facts } = order
  const file = await readFile(join(order.dir, checkName(facts.recording), facts.file)).catch(() => undefined)
  if (!file) return 'missing'
  try {
    const { header } = readHeader(file)
    if (segmentHash(header.suite).update(file).digest('hex') !== facts.hash) return 'changed'
    if (header.recording !== facts.recording || header.peer !== facts.peer || header.segment !== facts.index)
      return 'changed'
    if (chained(header.suite, header.previous, facts.hash) !== facts.chain) return 'chain-broken'
  } catch {
    return 'changed'
  }
  if (!order.wrappedKey) return 'ok'
  try {
    const key = order.crypto.open(order.wrappedKey, keyPlace(facts.recording))
    return readSegment(file, key).entries.length === facts.packets ? 'ok' : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** True when each segment follows the one before it: segments of one peer, any order. */
export function chainHolds(
  crypto: Pick<Crypto, 'suite'>,
  segments: readonly Pick<SegmentFacts, 'index' | 'hash' | 'chain'>[],
): boolean {
  let previous = '0'.repeat(64)
  return segments
    .toSorted((a, b) => a.index - b.index)
    .every((segment, index) => {
      const follows = segment.index === index && chained(crypto.suite, previous, segment.hash) === segment.chain
      previous = segment.chain
      return follows
    })
}

/** Removes the files. The wrapped key must be forgotten in the same breath: without it a copy of the files is worth nothing. */
export const deleteRecording = (dir: string, id: string): Promise<void> =>
  rm(join(dir, checkName(id)), { recursive: true, force: true })
