import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What of STUN (RFC 8489) a relay's door needs: whose check it is, whether it is genuine, and the tie-breaker in it. */

const BINDING_REQUEST = 0x0001
const MAGIC = 0x2112a442
const HEADER = 20
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const FINGERPRINT = 0x8028
const TIE_BREAKERS: readonly number[] = [0x8029, 0x802a]

interface Attribute {
  type: number
  /** Offset of its four bytes of type and length. */
  at: number
  length: number
}

export interface BindingRequest {
  /** The ufrag of the side that is asked: what stands before the colon of the user name. */
  ufrag: string
  packet: Buffer
  attributes: readonly Attribute[]
}

/** A connectivity check; undefined for everything else that flows over the same port (DTLS, RTP, answers). */
export function readBindingRequest(packet: Buffer): BindingRequest | undefined {
  if (packet.length < HEADER || packet.readUInt16BE(0) !== BINDING_REQUEST || packet.readUInt32BE(4) !== MAGIC)
    return undefined
  const attributes: Attribute[] = []
  for (let at = HEADER; at + 4 <= packet.length;) {
    const length = packet.readUInt16BE(at + 2)
    if (at + 4 + length > packet.length) return undefined
    attributes.push({ type: packet.readUInt16BE(at), at, length })
    at += 4 + Math.ceil(length / 4) * 4
  }
  const name = attributes.find((one) => one.type === USERNAME)
  const [ufrag] = name ? packet.toString('utf8', name.at + 4, name.at + 4 + name.length).split(':') : []
  return ufrag ? { ufrag, packet, attributes } : undefined
}

/** Whether the check was made with this password (short-term credential: the ICE password of the side that is asked). */
export function isGenuine({ packet, attributes }: BindingRequest, password: string): boolean {
  const found = attributes.find((one) => one.type === MESSAGE_INTEGRITY)
  if (found?.length !== 20) return false
  return timingSafeEqual(integrity(packet, found.at, password), packet.subarray(found.at + 4, found.at + 24))
}

/** The same check with another tie-breaker, when its own is zero; otherwise the packet as it came. */
export function withTieBreaker({ packet, attributes }: BindingRequest, tieBreaker: bigint, password: string): Buffer {
  const tie = attributes.find((one) => TIE_BREAKERS.includes(one.type) && one.length === 8)
  const signed = attributes.find((one) => one.type === MESSAGE_INTEGRITY)
  if (!tie || !signed || packet.readBigUInt64BE(tie.at + 4) !== 0n) return packet
  const changed = Buffer.from(packet)
  changed.writeBigUInt64BE(tieBreaker, tie.at + 4)
  integrity(changed, signed.at, password).copy(changed, signed.at + 4)
  const print = attributes.find((one) => one.type === FINGERPRINT)
  if (print) changed.writeUInt32BE((crc32(changed.subarray(0, print.at)) ^ 0x5354554e) >>> 0, print.at + 4)
  return changed
}

/** HMAC-SHA1 over everything before the attribute, under a header whose length ends with it. */
function integrity(packet: Buffer, at: number, password: string): Buffer {
  const head = Buffer.from(packet.subarray(0, at))
  head.writeUInt16BE(at + 24 - HEADER, 2)
  return createHmac('sha1', password).update(head).digest()
}
