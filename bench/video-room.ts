import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createCrypto } from '#server/kit/crypto.ts'
import { readMediaConfig } from '#server/video/media/engines.ts'
import { createSfu } from '#server/video/media/node-datachannel/sfu.ts'
import { startRecording } from '#server/video/media/recording/record.ts'
import { startRoom } from '#server/video/media/testing/room.ts'
import { type UdpProxy, udpProxy } from '#test/udp-proxy.ts'

/**
 * The measured process: the engine with recording, on one UDP port, and nothing else. `node bench/video-room.ts <folder> <suite>`; tells
 * its address on the first line. Calls are opened by the parent through `{ open, record, maxPeers, codec }`; `{ line }` makes the line of
 * the peer "citizen" bad.
 */
const [folder = '', suite = 'sm'] = process.argv.slice(2)
const crypto = createCrypto({ suite: suite === 'intl' ? 'intl' : 'sm', masterKey: randomBytes(32) })
const engine = await createSfu(readMediaConfig({ MEDIA_PORT: process.env['MEDIA_PORT'] ?? '0' }))
let proxy: UdpProxy | undefined
const room = await startRoom(engine, (peer, sdp) => (proxy && peer === 'citizen' ? proxy.rewrite(sdp) : sdp))

export type Order =
  | { open: string; record: boolean; codec: 'VP8' | 'H264' }
  | { close: string }
  | { line: { loss?: number; delay?: number; rate?: number; down?: boolean } }

process.on('message', (order: Order) => {
  void obey(order).then(
    () => process.send?.({ done: true }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.send?.({ url: room.url })

async function obey(order: Order): Promise<void> {
  if ('open' in order) {
    const id = randomUUID()
    const options = { dir: join(folder, 'recordings'), crypto, id, consentHash: '00', onSegment: () => undefined }
    const record = order.record ? await startRecording(options) : undefined
    await engine.open(order.open, { maxPeers: 2, codec: order.codec, ...(record ? { record } : {}) })
  } else if ('close' in order) await engine.close(order.close)
  else (proxy ??= udpProxy()).set(order.line)
}
