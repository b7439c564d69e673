import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { noisy, picture } from './pictures.testing.ts'

/** For tests only: files that were made to hurt whoever opens them. */

/** Stands in whatever such a file carries along; nothing that is kept may hold it. */
export const MARK = 'evil-inside'

/** One kind: what is sent, and what becomes of it. `remade`: taken in as new pixels; else the status and the named reason. */
export interface Hostile {
  name: string
  make: () => Promise<Buffer> | Buffer
  outcome: 'remade' | readonly [status: number, code: string]
}

const TYPE = [415, 'UPLOAD_TYPE'] as const
const BROKEN = [422, 'UPLOAD_BROKEN'] as const
const TOO_MANY = [422, 'UPLOAD_TOO_MANY_PIXELS'] as const
const text = (words: string) => Buffer.from(words, 'latin1')

export const HOSTILE: readonly Hostile[] = [
  { name: 'no byte at all', make: () => Buffer.alloc(0), outcome: [422, 'UPLOAD_EMPTY'] },
  { name: 'a page of HTML', make: () => text(`<!doctype html><script>alert('${MARK}')</script>`), outcome: TYPE },
  {
    name: 'SVG with a script',
    make: () => text(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert('${MARK}')"><script>1</script></svg>`),
    outcome: TYPE,
  },
  {
    name: 'SVG that reads the disk',
    make: () => text(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`),
    outcome: TYPE,
  },
  {
    name: 'PDF with a script',
    make: () => text(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\("${MARK}"\\))>>>>endobj\n%%EOF`),
    outcome: TYPE,
  },
  { name: 'GIF, animated', make: () => frames().then((f) => f.gif().toBuffer()), outcome: TYPE },
  { name: 'TIFF', make: () => picture().tiff().toBuffer(), outcome: TYPE },
  { name: 'AVIF', make: () => picture(64, 64).avif({ effort: 0 }).toBuffer(), outcome: TYPE },
  { name: 'HEIC nobody can decode', make: () => text('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'), outcome: TYPE },
  { name: 'zip bomb', make: zipBomb, outcome: TYPE },
  { name: 'program', make: () => text('\u007fELF\u0002\u0001\u0001' + MARK), outcome: TYPE },
  {
    name: 'HTML behind the first bytes of a JPEG',
    make: () => text(`\u00ff\u00d8\u00ff<script>${MARK}</script>`),
    outcome: TYPE,
  },
  { name: 'JPEG cut in half', make: async () => half(await noisy(900, 900).jpeg().toBuffer()), outcome: BROKEN },
  { name: 'PNG cut in half', make: async () => half(await noisy(300, 300).png().toBuffer()), outcome: BROKEN },
  { name: 'JPEG of ten thousand scans', make: scanBomb, outcome: BROKEN },
  { name: 'PNG of 81 million equal pixels', make: () => pixelFlood(), outcome: TOO_MANY },
  { name: 'PNG that says it is 60,000 wide', make: () => png(60_000, 60_000, []), outcome: TOO_MANY },
  {
    name: 'PNG whose colour profile unpacks to 64 MB',
    make: () => withChunk('iCCP', profileBomb()),
    outcome: 'remade',
  },
  { name: 'PNG whose comment unpacks to 64 MB', make: () => withChunk('zTXt', commentBomb()), outcome: 'remade' },
  {
    name: 'JPEG and ZIP in one',
    make: async () => Buffer.concat([await picture().jpeg().toBuffer(), text(`PK\u0003\u0004${MARK}`)]),
    outcome: 'remade',
  },
  {
    name: 'PNG and PHP in one',
    make: async () => Buffer.concat([await picture().png().toBuffer(), text(`<?php ${MARK} ?>`)]),
    outcome: 'remade',
  },
  { name: 'JPEG with a script as comment', make: () => withComment(), outcome: 'remade' },
  {
    name: 'EXIF with place and phone',
    make: () =>
      picture()
        .withExif({ IFD0: { Make: MARK }, IFD3: { GPSLatitude: '36/1 4/1 0/1', GPSLongitude: '120/1 22/1 0/1' } })
        .jpeg()
        .toBuffer(),
    outcome: 'remade',
  },
  { name: 'WebP, animated', make: () => frames().then((f) => f.webp().toBuffer()), outcome: 'remade' },
  {
    name: 'JPEG in printer’s colours',
    make: () => picture().toColourspace('cmyk').jpeg().toBuffer(),
    outcome: 'remade',
  },
  { name: 'JPEG with a nonsense profile', make: () => withNonsenseProfile(), outcome: 'remade' },
  { name: 'PNG of sixteen bits', make: () => picture().toColourspace('rgb16').png().toBuffer(), outcome: 'remade' },
]

const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2))

/** Three pictures, one after the other. */
async function frames(): Promise<Sharp> {
  const pages = ['#f00', '#0f0', '#00f'].map((background) => picture(80, 80, background).png().toBuffer())
  return sharp(await Promise.all(pages), { join: { animated: true } })
}

/** 8 KB that unpack to 8 MB, in a container that some decoders look into. */
function zipBomb(): Buffer {
  return Buffer.concat([text('PK\u0003\u0004\u0014\0\0\0\u0008\0'), deflateSync(Buffer.alloc(8 << 20))])
}

const pixelFlood = (): Promise<Buffer> =>
  sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()

/** Every scan of a progressive JPEG makes a decoder walk over all pixels once more; each costs 59 bytes. */
async function scanBomb(): Promise<Buffer> {
  const good = await picture(3_000, 3_000, '#888').jpeg({ progressive: true }).toBuffer()
  const end = good.length - 2
  const scan = good.subarray(good.lastIndexOf(Buffer.from([0xff, 0xda])), end)
  return Buffer.concat([good.subarray(0, end), ...Array.from({ length: 10_000 }, () => scan), good.subarray(end)])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([text(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A grey PNG by hand, so that its head may lie and its chunks may hurt. */
function png(width: number, height: number, more: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(1 << 20, (width + 1) * height), 0))
  const chunks = [chunk('IHDR', head), ...more, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks])
}

const withChunk = (type: string, data: Buffer): Buffer => png(64, 64, [chunk(type, data)])
const profileBomb = () => Buffer.concat([text('x\0\0'), deflateSync(Buffer.alloc(64 << 20))])
const commentBomb = () => Buffer.concat([text(`Comment\0\0`), deflateSync(Buffer.alloc(64 << 20))])

/** `segment` right behind the start of a JPEG. */
function inserted(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff])
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}

const withComment = async (): Promise<Buffer> =>
  inserted(await picture().jpeg().toBuffer(), 0xfe, text(`<script>${MARK}</script>`))

const withNonsenseProfile = async (): Promise<Buffer> =>
  inserted(
    await picture().jpeg().toBuffer(),
    0xe2,
    Buffer.concat([text('ICC_PROFILE\0\u0001\u0001'), Buffer.alloc(60_000, MARK)]),
  )
