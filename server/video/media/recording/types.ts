import type { Crypto } from '#server/kit/crypto.ts'
import type { Codec, PeerId, RecordSink } from '../engine.ts'

/**
 * The recording of one call on one engine (a call that moves to another node begins another recording).
 *
 *   const recording = await startRecording({ dir, crypto, id, consentHash, onSegment })   // ./record.ts
 *   … keep recording.wrappedKey in the database, apart from the files; engine.open(call, { record: recording, … })
 *   … onSegment: keep the facts of each closed segment (60 s) in the database
 *   const check = await verifySegment({ dir, crypto, wrappedKey, facts })                  // ./verify.ts, nightly
 *   const { bytes, type } = await exportPeer({ dir, crypto, id, wrappedKey, peer })        // ./export.ts, in a worker
 *   await deleteRecording(dir, id)                                                         // and forget wrappedKey
 */
export interface RecordingOptions {
  /** `join(config.dataDir, 'recordings')` */
  dir: string
  crypto: Crypto
  /** A uuid: name of the folder and place of the wrapped key. */
  id: string
  /** Hex hash of the consent that was given; written into segment 0 of every peer. */
  consentHash: string
  /** Each closed segment; called outside the hot path. */
  onSegment(facts: SegmentFacts): void
  /** Length of a segment in ms; 60 000 unless a test says otherwise. */
  segmentMs?: number
}

export interface Recording extends RecordSink {
  readonly id: string
  /** The session key sealed under the house's master key for the place `recordings|key|<id>`. */
  readonly wrappedKey: Buffer
}

export interface SegmentFacts {
  recording: string
  peer: PeerId
  /** 0, 1, 2 … for each peer. */
  index: number
  codec: Codec
  /** File name inside the recording's folder. */
  file: string
  firstAt: number
  lastAt: number
  packets: number
  bytes: number
  /** Hash of the whole file by the house's suite (SM3 or SHA-256), hex. */
  hash: string
  /** hash(chain before | hash): 32 zero bytes before segment 0. Hex. */
  chain: string
}

/** `ok`, or what is wrong with the file on disk. */
export type SegmentCheck = 'ok' | 'missing' | 'changed' | 'chain-broken' | 'unreadable'

export interface ExportedFile {
  peer: PeerId
  /** The film; it is never written to a disk by us. */
  bytes: Uint8Array<ArrayBuffer>
  type: 'video/webm' | 'video/mp4'
  /** Wall clock in ms that is second 0 of every file of the recording: all play side by side. */
  startsAt: number
  seconds: number
  videoFrames: number
  audioFrames: number
  /** Pictures with missing packets: left out of the film because players stop at them, and counted here. */
  incompleteFrames: number
}
