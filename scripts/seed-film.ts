import { readFileSync } from 'node:fs'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { startRecording } from '#server/video/media/recording/record.ts'
import type { SegmentFacts } from '#server/video/media/recording/types.ts'

/** One still for each side, a VP8 key picture of 320 by 240 that says that it is a demo. */
const STILLS = {
  citizen: readFileSync(new URL('seed-film/citizen.vp8', import.meta.url)),
  officer: readFileSync(new URL('seed-film/officer.vp8', import.meta.url)),
} as const
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])
const PACKET_BYTES = 1_100
const SECONDS_A_PICTURE = 4

export interface Film {
  id: string
  wrappedKey: Buffer
  segments: SegmentFacts[]
}

/** What the recorder would have written of a conversation: both sides, sealed, in minutes, each chained to the last. */
export async function film(
  house: House,
  { from, minutes, consentHash }: { from: Date; minutes: number; consentHash: string },
): Promise<Film> {
  if (!house.media) throw new Error('this house has no place for recordings')
  const id = uuidv7(from.getTime())
  const segments: SegmentFacts[] = []
  const recording = await startRecording({
    dir: house.media.dir,
    crypto: house.crypto,
    id,
    consentHash,
    onSegment: (facts) => void segments.push(facts),
  })
  recording.codec('VP8')
  for (const side of ['citizen', 'officer'] as const) {
    let [picture, sound] = [0, 0]
    for (let second = 0; second < minutes * 60; second += SECONDS_A_PICTURE) {
      const at = from.getTime() + second * 1_000
      for (const packet of packetsOf(STILLS[side], picture, second * 90_000)) {
        recording.write(side, 'video', at, packet)
        picture += 1
      }
      recording.write(side, 'audio', at, Buffer.concat([head(0x6f, sound++, second * 48_000, true), SILENCE]))
    }
  }
  await recording.end()
  return { id, wrappedKey: recording.wrappedKey, segments }
}

/** RTP (RFC 3550) with VP8's shortest descriptor (RFC 7741): the first packet of a picture says that it begins. */
function packetsOf(picture: Buffer, number: number, timestamp: number): Buffer[] {
  const count = Math.ceil(picture.length / PACKET_BYTES)
  return Array.from({ length: count }, (_, n) =>
    Buffer.concat([
      head(0x60, number + n, timestamp, n === count - 1),
      Buffer.from([n === 0 ? 0x10 : 0]),
      picture.subarray(n * PACKET_BYTES, (n + 1) * PACKET_BYTES),
    ]),
  )
}

function head(type: number, number: number, timestamp: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes[0] = 0x80
  bytes[1] = type | (last ? 0x80 : 0)
  bytes.writeUInt16BE(number & 0xffff, 2)
  bytes.writeUInt32BE(timestamp >>> 0, 4)
  bytes.writeUInt32BE(type, 8)
  return bytes
}
