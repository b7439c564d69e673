import { randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Codec, PeerId } from '../engine.ts'
import { blockCipher, SESSION_KEY_BYTES } from './block-cipher.ts'
import { checkName } from './format.ts'
import { createWriter, type Writer } from './segment-writer.ts'
import type { Recording, RecordingOptions } from './types.ts'

/** How often it is looked whether a block is old enough to be written and whether the disk still answers. */
const CHECK_MS = 250
const BLOCK_MS = 1_000
const DISK_MS = 4_000

/**
 * Begins the recording of one call. Resolves only when the disk has taken and synced a first file, which is the recorder's word
 * that business may begin; rejects after five seconds without it.
 */
export async function startRecording(options: RecordingOptions): Promise<Recording> {
  const { crypto, id } = options
  const folder = join(options.dir, checkName(id))
  await Promise.race([prove(folder, options), tooLong(5_000)])
  const key = randomBytes(SESSION_KEY_BYTES)
  const cipher = blockCipher(crypto.suite, key)
  const writers = new Map<PeerId, Writer>()
  let codec: Codec | undefined
  let failed: Error | undefined
  let listener: ((error: Error) => void) | undefined

  const fail = (error: Error) => {
    if (failed) return
    failed = error
    clearInterval(timer)
    listener?.(error)
  }
  const timer = setInterval(() => {
    const now = Date.now()
    for (const writer of writers.values()) {
      if (now - writer.waitingSince() > DISK_MS) fail(new Error('the disk does not answer'))
      writer.flushIfOlder(now - BLOCK_MS)
    }
  }, CHECK_MS)

  const begin = (peer: PeerId): Writer => {
    const writer = createWriter({
      ...options,
      folder,
      cipher,
      peer: checkName(peer),
      writer: writers.size,
      fail,
      codec,
    })
    writers.set(peer, writer)
    return writer
  }
  return {
    id,
    wrappedKey: crypto.seal(key, keyPlace(id)),
    codec: (chosen) => {
      codec = chosen
    },
    write: (peer, kind, at, rtp) => {
      if (!failed) (writers.get(peer) ?? begin(peer)).write(kind, at, rtp)
    },
    onFailed: (then) => {
      listener = then
      if (failed) then(failed)
    },
    end: async () => {
      clearInterval(timer)
      const parts = await Promise.all([...writers.values()].map((writer) => writer.end()))
      return parts.filter((part) => part.packets > 0)
    },
  }
}

/** Place of the wrapped key for `crypto.open`. */
export const keyPlace = (id: string): string => `recordings|key|${id}`

async function prove(folder: string, { id, consentHash }: RecordingOptions): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(join(folder, 'recording.json'), 'wx', 0o600)
  try {
    await handle.writeFile(JSON.stringify({ id, consent: consentHash }))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function tooLong(ms: number): Promise<never> {
  await wait(ms, undefined, { ref: false })
  throw new Error('the disk does not answer')
}
