import type { CameraSign } from '#domain/video/terms.ts'

/** What the check of a device and its line found. Nothing here blocks: it advises. */
export interface Findings {
  /** `asked`: not tried yet. `absent`: this browser cannot call at all (old, inside a chat app, or without https). */
  camera: 'ok' | 'denied' | 'none' | 'busy' | 'absent' | 'asked'
  microphone: 'ok' | 'denied' | 'none' | 'busy' | 'absent' | 'asked'
  /** Was a voice heard; the person says whether the tone was. */
  heard: boolean
  speaker: 'ok' | 'not-heard' | 'asked'
  /** Median round trip, and what came through, in milliseconds and kbit/s. */
  rttMs: number | undefined
  kbps: number | undefined
  /** Do packets reach the place that carries calls, by themselves or through the relay; undefined: not tried. */
  path: 'direct' | 'relay' | 'blocked' | undefined
}

export type Verdict = 'good' | 'limited' | 'sound' | 'none'
export type Advice =
  | 'open-in-browser'
  | 'allow-camera'
  | 'allow-microphone'
  | 'close-other-apps'
  | 'no-camera'
  | 'no-microphone'
  | 'speak-louder'
  | 'turn-volume-up'
  | 'use-wifi'
  | 'other-network'
  | 'sound-first'

/** Everything that helps, at once, the gravest first. */
export function adviceFor(found: Findings): { verdict: Verdict; advice: Advice[] } {
  if (found.camera === 'absent' || found.microphone === 'absent')
    return { verdict: 'none', advice: ['open-in-browser'] }
  const line = lineOf(found)
  const advice: Advice[] = [...deviceAdvice(found)]
  if (found.path === 'blocked') advice.push('other-network')
  if (line === 'slow') advice.push('use-wifi')
  if (line === 'bad') advice.push('use-wifi', 'sound-first')
  return { verdict: verdictOf(found, line), advice }
}

function deviceAdvice({ camera, microphone, heard, speaker }: Findings): Advice[] {
  const advice: Advice[] = []
  if (camera === 'denied') advice.push('allow-camera')
  if (microphone === 'denied') advice.push('allow-microphone')
  if (camera === 'busy' || microphone === 'busy') advice.push('close-other-apps')
  if (microphone === 'none') advice.push('no-microphone')
  if (camera === 'none') advice.push('no-camera')
  if (microphone === 'ok' && !heard) advice.push('speak-louder')
  if (speaker === 'not-heard') advice.push('turn-volume-up')
  return advice
}

/** Daily's "good", "warning" and "bad" (RTT 300 and 600 ms; 1.1 Mbit/s for 720p, 250 kbit/s for any picture). */
export function lineOf({ rttMs, kbps }: Pick<Findings, 'rttMs' | 'kbps'>): 'good' | 'slow' | 'bad' {
  if ((rttMs ?? 0) > 600 || (kbps ?? Infinity) < 250) return 'bad'
  return (rttMs ?? 0) > 300 || (kbps ?? Infinity) < 1_100 ? 'slow' : 'good'
}

function verdictOf(found: Findings, line: 'good' | 'slow' | 'bad'): Verdict {
  if (found.microphone !== 'ok' || found.path === 'blocked') return 'none'
  if (found.camera !== 'ok') return 'sound'
  if (line === 'bad') return 'sound'
  return line === 'slow' || !found.heard || found.speaker === 'not-heard' ? 'limited' : 'good'
}

/** Why a browser gave no camera or microphone, from the name of its error. */
export function denialOf(name: string): Exclude<Findings['camera'], 'ok' | 'asked'> {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return name === 'TypeError' ? 'absent' : 'none'
}

/** Marks of a camera that may be fed by a program. Each alone is only a reason to look closer, never one to refuse. */
export function cameraSigns(camera: { label: string; width: number; height: number; fps: number }): CameraSign[] {
  const signs: CameraSign[] = []
  if (/virtual|obs|manycam|xsplit|droidcam|snap ?camera|vcam|虚拟/i.test(camera.label)) signs.push('virtual-label')
  if (camera.fps > 0 && camera.fps < 5) signs.push('odd-rate')
  if (camera.width > 0 && camera.width < 320) signs.push('odd-size')
  return signs
}
