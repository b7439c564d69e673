import { Worker } from 'node:worker_threads'
import type { Crypto } from '#server/kit/crypto.ts'
import type { PeerId } from '../engine.ts'
import { keyPlace } from './record.ts'
import { checkName } from './format.ts'
import type { ExportedFile } from './types.ts'

export interface ExportOrder {
  dir: string
  crypto: Crypto
  /** The recording. */
  id: string
  wrappedKey: Buffer
  peer: PeerId
}

/** What the worker is told; the session key travels inside the process only. */
export interface WorkerOrder {
  dir: string
  id: string
  peer: PeerId
  key: Uint8Array
}

/**
 * One peer's side as a film: WebM for VP8, MP4 for H.264 (which phones play too), opus in both; nothing is decoded or encoded again. In a worker
 * thread, because a quarter of an hour takes a second or two. The film is handed over in memory (about 0.1 MB a second of the
 * call): what is sealed on the disk is never written there in the open. All peers of a recording have the same second 0.
 * Throws SealBroken's message for a file that was changed, RangeError when the peer left nothing.
 */
export function exportPeer(order: ExportOrder): Promise<ExportedFile> {
  const key = order.crypto.open(order.wrappedKey, keyPlace(order.id))
  const workerData: WorkerOrder = { dir: order.dir, id: checkName(order.id), peer: checkName(order.peer), key }
  const worker = new Worker(new URL('export-worker.ts', import.meta.url), { workerData })
  return new Promise((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the export ended with ${code}`)))
  })
}
