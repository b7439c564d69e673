import type { Metadata, Sharp } from 'sharp'
import { refusedBy, type Refused } from '#server/kit/errors.ts'

/** A picture as it is kept: JPEG, upright, without metadata. */
export interface Picture {
  bytes: Buffer
  width: number
  height: number
}

/** Anything a phone's camera makes fits; a bomb of a few kilobytes does not. */
const MAX_PIXELS = 40_000_000
const LONG_EDGE = 2_400
const DECODE_SECONDS = 5
/** Decoding 40 million pixels takes some 120 MB: two at once keep the house small, the rest wait their turn. */
const AT_ONCE = 2

/**
 * Decodes an upload for real and makes a new JPEG of its pixels: what else was in the file (a second file behind it, scripts,
 * GPS) does not come along. `check` judges the decoded picture before it is made. Throws Refused with the named reason:
 * 422 UPLOAD_EMPTY, UPLOAD_BROKEN, UPLOAD_TOO_MANY_PIXELS; 415 UPLOAD_TYPE; and what `check` throws.
 */
export async function remake(
  input: Buffer,
  check?: (upright: Sharp, size: { width: number; height: number }) => Promise<void>,
): Promise<Picture> {
  if (input.length === 0) throw refusedBy(422, { code: 'UPLOAD_EMPTY' })
  const format = formatOf(input)
  if (!format) throw refusedBy(415, { code: 'UPLOAD_TYPE' })
  return inTurn(async () => {
    const decoder = await loadDecoder()
    const meta = await decoded(() => decoder(input).metadata())
    // A file that calls itself one thing and decodes as another was made to confuse somebody.
    if (meta.format !== format) throw refusedBy(415, { code: 'UPLOAD_TYPE' })
    await check?.(decoder(input).rotate(), uprightSize(meta))
    const { data, info } = await decoded(() =>
      decoder(input)
        .rotate()
        .resize({ width: LONG_EDGE, height: LONG_EDGE, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .jpeg({ quality: 86, chromaSubsampling: '4:4:4' })
        .timeout({ seconds: DECODE_SECONDS })
        .toBuffer({ resolveWithObject: true }),
    )
    return { bytes: data, width: info.width, height: info.height }
  })
}

/** Runs one step of the decoder; whatever it dislikes becomes the person's named reason. */
export async function decoded<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw reasonFor(error)
  }
}

/** The image library is loaded at the first picture: it costs 15 MB that a house without uploads need not hold (measured). */
async function loadDecoder(): Promise<(input: Buffer) => Sharp> {
  const { default: sharp } = await import('sharp')
  return (input) => sharp(input, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 })
}

function reasonFor(error: unknown): Refused {
  const words = error instanceof Error ? error.message : ''
  if (/pixel limit|too large|exceeds|timeout/i.test(words)) return refusedBy(422, { code: 'UPLOAD_TOO_MANY_PIXELS' })
  if (/heif|unsupported|no decod/i.test(words)) return refusedBy(415, { code: 'UPLOAD_TYPE' })
  return refusedBy(422, { code: 'UPLOAD_BROKEN' })
}

/** By the first bytes, never by name or declared type: SVG, PDF, HTML and TIFF do not reach a decoder at all. */
function formatOf(input: Buffer): 'jpeg' | 'png' | 'webp' | 'heif' | undefined {
  const head = input.toString('latin1', 0, 12)
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg'
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  const heif = /^.{4}ftyp(heic|heix|hevc|mif1|msf1)/s.test(head)
  // AVIF under a brand of HEIC: the decoder believes the brand.
  return heif && !input.subarray(0, 4_096).includes('av01') ? 'heif' : undefined
}

/** Width and height as seen; EXIF orientations 5 to 8 lie on their side. */
function uprightSize(meta: Metadata): { width: number; height: number } {
  const onSide = (meta.orientation ?? 1) >= 5
  return onSide ? { width: meta.height, height: meta.width } : { width: meta.width, height: meta.height }
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  else running += 1
  try {
    return await work()
  } finally {
    // The place is handed on, not given up: nobody slips in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
