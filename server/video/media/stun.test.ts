import { createHmac } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comesByRelay } from './sdp.ts'
import { isGenuine, readBindingRequest, withTieBreaker } from './stun.ts'

const PASSWORD = 'gHlZfNen2DviU9SxT1sZii'

/** A check as Chromium sends it: user name, tie-breaker, priority, integrity, fingerprint. */
function check(tie: bigint, password = PASSWORD): Buffer {
  const tieBytes = Buffer.alloc(8)
  tieBytes.writeBigUInt64BE(tie)
  const head = Buffer.from('000100002112a442000102030405060708090a0b', 'hex')
  const start = Buffer.concat([
    head,
    attribute(0x0006, Buffer.from('qA/r:8v3e')),
    attribute(0x802a, tieBytes),
    attribute(0x0024, Buffer.from('6e7c1fff', 'hex')),
  ])
  start.writeUInt16BE(start.length + 24 - 20, 2)
  const signed = Buffer.concat([start, attribute(0x0008, createHmac('sha1', password).update(start).digest())])
  signed.writeUInt16BE(signed.length + 8 - 20, 2)
  const print = Buffer.alloc(4)
  print.writeUInt32BE((crc32(signed) ^ 0x5354554e) >>> 0)
  return Buffer.concat([signed, attribute(0x8028, print)])
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

const read = (packet: Buffer) => {
  const request = readBindingRequest(packet)
  if (!request) throw new Error('no check')
  return request
}

test('a check without a tie-breaker gets one, and is signed anew: as if the browser had sent it so', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (tie) => {
      expect(withTieBreaker(read(check(0n)), tie, PASSWORD)).toEqual(check(tie))
      // One that has its own goes on as it came.
      const own = check(tie)
      expect(withTieBreaker(read(own), 7n, PASSWORD)).toBe(own)
    }),
  )
})

test('whose check it is, and whether it is genuine; anything else that flows is none', () => {
  expect(read(check(0n)).ufrag).toBe('qA/r')
  expect(isGenuine(read(check(0n)), PASSWORD)).toBe(true)
  expect(isGenuine(read(check(0n)), 'another')).toBe(false)
  expect(isGenuine(read(check(0n, 'another')), PASSWORD)).toBe(false)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readBindingRequest(Buffer.from(bytes))).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.nat({ max: 95 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const broken = check(5n)
      broken[at % broken.length] = (broken[at % broken.length] ?? 0) ^ flip
      const request = readBindingRequest(broken)
      // The header's length is not signed as it stands; past the integrity attribute only the fingerprint is left.
      expect(
        at === 2 || at === 3 || at >= broken.length - 8 || request === undefined || !isGenuine(request, PASSWORD),
      ).toBe(true)
    }),
  )
})

test('who has gathered nothing but relays says so; who gathered nothing yet does not', () => {
  const relay = 'a=candidate:1 1 udp 16785407 192.0.2.2 64576 typ relay raddr 0.0.0.0 rport 0\r\n'
  const host = 'a=candidate:2 1 udp 2122260223 192.0.2.7 51000 typ host generation 0\r\n'
  expect([`v=0\r\n${relay}`, `v=0\r\n${relay}${host}`, 'v=0\r\n'].map(comesByRelay)).toEqual([true, false, false])
})
