import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createCrypto, SealBroken } from '#server/kit/crypto.ts'
import { until } from '#test/until.ts'
import { blockCipher } from './block-cipher.ts'
import { exportPeer } from './export.ts'
import { readHeader, readSegment } from './read.ts'
import { keyPlace, startRecording } from './record.ts'
import type { SegmentFacts } from './types.ts'
import { chainHolds, deleteRecording, verifySegment } from './verify.ts'

const dir = mkdtempSync(join(tmpdir(), 'yc-recording-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const CONSENT = 'c0'.repeat(32)

/** A packet of a VP8 key picture of 640 by 480, whole in itself, or of sound. */
function packet(kind: 'audio' | 'video', n: number): Buffer {
  const head = Buffer.alloc(12)
  head[0] = 0x80
  head[1] = kind === 'video' ? 0xe0 : 0x6f
  head.writeUInt16BE(n & 0xffff, 2)
  head.writeUInt32BE(n * (kind === 'video' ? 3_600 : 1_920), 4)
  head.writeUInt32BE(kind === 'video' ? 5 : 6, 8)
  const key = Buffer.from([0x10, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01, n & 255])
  return Buffer.concat([head, kind === 'video' ? key : Buffer.from([0xf8, n & 255])])
}

async function recorded(suite: 'sm' | 'intl', pictures: number, segmentMs = 1_000) {
  const crypto = createCrypto({ suite, masterKey: randomBytes(32) })
  const id = randomUUID()
  const segments: SegmentFacts[] = []
  const order = { dir, crypto, id, consentHash: CONSENT, onSegment: (f: SegmentFacts) => segments.push(f), segmentMs }
  const recording = await startRecording(order)
  recording.codec('VP8')
  const begin = 1_780_000_000_000
  for (let n = 0; n < pictures; n += 1)
    for (const peer of ['officer', 'citizen'])
      for (const kind of ['audio', 'video'] as const)
        recording.write(peer, kind, begin + n * 40 + (peer === 'citizen' ? 500 : 0), packet(kind, n))
  const parts = await recording.end()
  return { crypto, id, recording, segments, parts, folder: join(dir, id) }
}

describe.each(['sm', 'intl'] as const)('suite %s', (suite) => {
  test('what was written is read again, packet by packet, in chained segments with the consent in the first', async () => {
    const { crypto, id, recording, segments, parts, folder } = await recorded(suite, 100)
    expect(parts).toMatchObject([
      { peer: 'officer', packets: 200, segments: 4, firstAt: 1_780_000_000_000 },
      { peer: 'citizen', packets: 200, segments: 4, firstAt: 1_780_000_000_500, lastAt: 1_780_000_004_460 },
    ])
    const key = crypto.open(recording.wrappedKey, keyPlace(id))
    for (const peer of ['officer', 'citizen']) {
      const own = segments.filter((one) => one.peer === peer)
      expect(own.map((one) => one.index)).toEqual([0, 1, 2, 3])
      expect(chainHolds(crypto, own)).toBe(true)
      expect(chainHolds(crypto, own.slice(1))).toBe(false)
      const read = own.map((one) => readSegment(readFileSync(join(folder, one.file)), key))
      expect(read.map(({ header }) => header.consent)).toEqual([CONSENT, undefined, undefined, undefined])
      const entries = read.flatMap((one) => one.entries)
      expect(entries.map(({ kind, rtp }) => `${kind} ${rtp.toString('hex')}`)).toEqual(
        Array.from({ length: 100 }, (_, n) =>
          (['audio', 'video'] as const).map((kind) => `${kind} ${packet(kind, n).toString('hex')}`),
        ).flat(),
      )
    }
    // Nothing of it lies open on the disk.
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes(packet('video', 1).subarray(12))).toBe(false)
  })

  test('whatever is changed in a file is found, with the facts and even without them', async () => {
    const { crypto, id, recording, segments, folder } = await recorded(suite, 20)
    const facts = segments.find((one) => one.peer === 'citizen' && one.index === 0)
    if (!facts) throw new Error('no segment')
    const check = (which = facts) => verifySegment({ dir, crypto, facts: which, wrappedKey: recording.wrappedKey })
    const path = join(folder, facts.file)
    const good = readFileSync(path)
    const key = crypto.open(recording.wrappedKey, keyPlace(id))
    expect(await check()).toBe('ok')
    const { context } = readHeader(good)
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bad = Buffer.from(good)
        bad[at] = (bad[at] ?? 0) ^ change
        writeFileSync(path, bad)
        expect(await check()).toBe('changed')
        // Whoever also changed the database is caught by the seal: the header is sealed into every block.
        const isLength = at >= context.length && at < context.length + 4
        if (!isLength) expect(() => readSegment(bad, key)).toThrow(SealBroken)
      }),
      { numRuns: 60 },
    )
    writeFileSync(path, good)
    expect(await check({ ...facts, chain: 'ff'.repeat(32) })).toBe('chain-broken')
    expect(await check({ ...facts, packets: facts.packets + 1 })).toBe('unreadable')
    expect(await check({ ...facts, peer: 'officer' })).toBe('changed')
    expect(await verifySegment({ dir, crypto, facts, wrappedKey: randomBytes(80) })).toBe('unreadable')
    await deleteRecording(dir, id)
    expect(existsSync(folder)).toBe(false)
    expect(await check()).toBe('missing')
  })

  test('a sealed block opens in its own place only', () => {
    const cipher = blockCipher(suite, randomBytes(32))
    const context = Buffer.from('segment')
    const sealed = cipher.seal([Buffer.from('a'), Buffer.from('b')], { writer: 1, block: 2 }, context)
    expect(cipher.open(sealed, { writer: 1, block: 2 }, context).toString()).toBe('ab')
    for (const [number, place] of [
      [{ writer: 1, block: 3 }, context],
      [{ writer: 2, block: 2 }, context],
      [{ writer: 1, block: 2 }, Buffer.from('other')],
    ] as const)
      expect(() => cipher.open(sealed, number, place)).toThrow(SealBroken)
    expect(() => cipher.open(sealed.subarray(0, 10), { writer: 1, block: 2 }, context)).toThrow(SealBroken)
  })
})

test('both films begin at the same moment, which is the earliest of all', async () => {
  const { crypto, id, recording } = await recorded('sm', 100)
  const films = await Promise.all(
    ['officer', 'citizen'].map((peer) => exportPeer({ dir, crypto, id, wrappedKey: recording.wrappedKey, peer })),
  )
  expect(films.map(({ startsAt, type }) => ({ startsAt, type }))).toEqual([
    { startsAt: 1_780_000_000_000, type: 'video/webm' },
    { startsAt: 1_780_000_000_000, type: 'video/webm' },
  ])
  expect(films.map((film) => Math.round(film.seconds * 1000))).toEqual([3_960, 4_460])
  expect(films.map((film) => [film.videoFrames, film.audioFrames, film.incompleteFrames])).toEqual([
    [100, 100, 0],
    [100, 100, 0],
  ])
  await expect(exportPeer({ dir, crypto, id, wrappedKey: recording.wrappedKey, peer: 'stranger' })).rejects.toThrow(
    /left nothing/,
  )
})

test('a process that died while writing leaves all whole blocks', async () => {
  const { crypto, id, recording, segments, folder } = await recorded('intl', 20)
  const key = crypto.open(recording.wrappedKey, keyPlace(id))
  const file = readFileSync(join(folder, segments[0]?.file ?? ''))
  const { context } = readHeader(file)
  expect(readSegment(file.subarray(0, file.length - 1), key).entries).toEqual([])
  expect(readSegment(file.subarray(0, context.length + 2), key).entries).toEqual([])
  expect(readSegment(file, key).entries).toHaveLength(40)
})

test('a disk that fails is an event, once, and nothing throws into the call', async () => {
  const crypto = createCrypto({ suite: 'sm', masterKey: randomBytes(32) })
  const id = randomUUID()
  const order = { dir, crypto, id, consentHash: CONSENT, onSegment: () => undefined, segmentMs: 1_000 }
  const recording = await startRecording(order)
  const failures: Error[] = []
  recording.onFailed((error) => failures.push(error))
  recording.codec('VP8')
  // The volume vanishes under the recorder.
  rmSync(join(dir, id), { recursive: true })
  const begun = Date.now()
  for (let n = 0; n < 60; n += 1) recording.write('citizen', 'video', begun + n * 40, packet('video', n))
  await until('the failure is told', () => failures.length > 0, 5_000)
  expect(Date.now() - begun).toBeLessThan(5_000)
  recording.write('citizen', 'video', begun + 9_000, packet('video', 99))
  await recording.end()
  expect(failures).toHaveLength(1)
})

test('a recording does not begin where it cannot be kept, nor twice, nor outside its folder', async () => {
  const crypto = createCrypto({ suite: 'sm', masterKey: randomBytes(32) })
  const file = join(dir, 'a-file')
  writeFileSync(file, '')
  const order = { crypto, consentHash: CONSENT, onSegment: () => undefined }
  await expect(startRecording({ ...order, dir: file, id: randomUUID() })).rejects.toThrow()
  await expect(startRecording({ ...order, dir, id: '../elsewhere' })).rejects.toThrow(RangeError)
  const id = randomUUID()
  await (await startRecording({ ...order, dir, id })).end()
  await expect(startRecording({ ...order, dir, id })).rejects.toThrow(/EEXIST/)
})
