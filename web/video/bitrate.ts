import type { Span } from './sample.ts'

/** Bits a second that a receiver can take. 1.2 Mbit/s is 720p; under 100 kbit/s no picture is worth sending. */
export const MOST_BPS = 1_200_000
export const LEAST_BPS = 100_000

/** How a camera's picture is sent; the numbers of `RTCRtpEncodingParameters`. */
export interface Encoding {
  maxBitrate: number
  maxFramerate: number
  scaleResolutionDownBy: number
}

/**
 * The picture that fits so many bits: 720p, 480p, 360p at 15, 240p at 10, or 180p at 5 frames with the sound first. Scaling is what saves a bad
 * line: at 300 kbit/s a 640 by 480 picture gave no frame at all, a smaller one 25 a second (measured).
 */
export function encodingFor(bps: number, sourceHeight: number): Encoding {
  const step = STEPS.find((s) => bps >= s.from) ?? LAST
  return {
    maxBitrate: Math.max(LEAST_BPS, Math.min(MOST_BPS, Math.round(bps))),
    maxFramerate: step.fps,
    scaleResolutionDownBy: Math.max(1, sourceHeight / step.height),
  }
}

/** Frames a second that a sender gives at so many bits: what a receiver may expect to see. */
export const framesFor = (bps: number): number => (STEPS.find((s) => bps >= s.from) ?? LAST).fps

/**
 * One turn of the loop by which a receiver steers its sender (each second): a third less of what came when it was bad, 8 % more when
 * it was good. It works over every engine, since it needs no feedback of the transport. Silence is an outage and no reason to shrink.
 */
export function nextWish(wish: number, span: Span): number {
  if (span.kbps === 0) return wish
  if (isBad(wish, span)) return clamp(Math.min(wish, span.kbps * 1000) * 0.7)
  return clamp(wish * 1.08 + 10_000)
}

const LAST = { from: 0, height: 180, fps: 5 }
const STEPS = [
  { from: 1_000_000, height: 720, fps: 30 },
  { from: 500_000, height: 480, fps: 30 },
  { from: 250_000, height: 360, fps: 15 },
  // What a line of 300 kbit/s leaves for the picture after a loss: still ten a second.
  { from: 150_000, height: 240, fps: 10 },
  LAST,
]

/** A still scene or a shared page gives few frames too: few frames are bad only when packets were missed as well. */
export function isBad(wish: number, span: Span): boolean {
  const starved = span.frames < 0.3 * framesFor(wish) * span.seconds && (span.loss > 0.01 || span.nacks > 5)
  return span.loss > 0.08 || span.nacks > 40 * span.seconds || starved
}

const clamp = (bps: number): number => Math.round(Math.max(LEAST_BPS, Math.min(MOST_BPS, bps)))
