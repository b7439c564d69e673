import { denialOf, type Findings } from './advice.ts'

export interface Opened {
  stream: MediaStream
  camera: Findings['camera']
  microphone: Findings['microphone']
}

/** As large as the camera gives: the call sends a scaled copy, stills take all of it. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
}
const MICROPHONE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export const canCall = (): boolean =>
  typeof RTCPeerConnection === 'function' && 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices

/** Camera and microphone, or as much of them as there is: each failure is told by itself. */
export async function openDevices(want: { picture: boolean } = { picture: true }): Promise<Opened> {
  const stream = new MediaStream()
  if (!canCall()) return { stream, camera: 'absent', microphone: 'absent' }
  if (want.picture) {
    // One question to the person instead of two, where both are there.
    const both = await ask({ audio: MICROPHONE, video: CAMERA })
    if (typeof both !== 'string') return { stream: both, camera: 'ok', microphone: 'ok' }
  }
  const microphone = await ask({ audio: MICROPHONE })
  const camera = want.picture ? await ask({ video: CAMERA }) : 'asked'
  for (const part of [microphone, camera])
    if (typeof part !== 'string') for (const track of part.getTracks()) stream.addTrack(track)
  return {
    stream,
    microphone: typeof microphone === 'string' ? microphone : 'ok',
    camera: typeof camera === 'string' ? camera : 'ok',
  }
}

/** The camera at the back, for papers; undefined when there is none. */
export async function openBackCamera(): Promise<MediaStreamTrack | undefined> {
  const stream = await ask({ video: { ...CAMERA, facingMode: { exact: 'environment' }, width: { ideal: 3840 } } })
  return typeof stream === 'string' ? undefined : stream.getVideoTracks()[0]
}

async function ask(want: MediaStreamConstraints): Promise<MediaStream | ReturnType<typeof denialOf>> {
  try {
    return await navigator.mediaDevices.getUserMedia(want)
  } catch (error) {
    return denialOf(error instanceof Error ? error.name : '')
  }
}

/** Tells how loud it is, 0 to 1, ten times a second, until the returned function is called. */
export function watchLevel(stream: MediaStream, tell: (level: number) => void): () => void {
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  audio.createMediaStreamSource(stream).connect(analyser)
  const wave = new Uint8Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(wave)
    const power = wave.reduce((sum, v) => sum + ((v - 128) / 128) ** 2, 0) / wave.length
    tell(Math.min(1, Math.sqrt(power) * 4))
  }, 100)
  return () => {
    clearInterval(timer)
    void audio.close()
  }
}

/** Three rising tones in the speaker. */
export function playTone(): void {
  const audio = new AudioContext()
  tone(audio, 523, 0, 0.25)
  tone(audio, 659, 0.3, 0.25)
  tone(audio, 784, 0.6, 0.4)
  setTimeout(() => void audio.close(), 1_500)
}

/** Rings until the returned function is called: two tones every three seconds, and the title says so too. */
export function ring(words: string): () => void {
  const audio = new AudioContext()
  const title = document.title
  const once = (): void => {
    tone(audio, 880, 0, 0.35)
    tone(audio, 660, 0.45, 0.5)
    document.title = document.title === title ? words : title
  }
  once()
  // A page that nobody has touched yet may not sound: the first touch lets it.
  const wake = (): void => void audio.resume()
  document.addEventListener('pointerdown', wake, { once: true })
  const timer = setInterval(once, 3_000)
  if ('vibrate' in navigator) navigator.vibrate([400, 200, 400])
  return () => {
    clearInterval(timer)
    document.removeEventListener('pointerdown', wake)
    document.title = title
    void audio.close()
  }
}

function tone(audio: AudioContext, hertz: number, after: number, seconds: number): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  const from = audio.currentTime + after
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0.0001, from)
  gain.gain.exponentialRampToValueAtTime(0.3, from + 0.03)
  gain.gain.exponentialRampToValueAtTime(0.0001, from + seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + seconds)
}

/** Round trip and what comes through, by small requests and one large one to the house itself. Undefined where nothing came. */
export async function measurePath(small: string, large: string): Promise<Pick<Findings, 'rttMs' | 'kbps'>> {
  const trips: number[] = []
  for (let i = 0; i < 5; i++) {
    const took = await timed(small)
    if (took) trips.push(took.ms)
  }
  trips.sort((a, b) => a - b)
  const rttMs = trips[Math.floor(trips.length / 2)]
  const load = await timed(`${large}?at=${Date.now()}`)
  const kbps = load && load.ms > (rttMs ?? 0) ? (load.bytes * 8) / Math.max(1, load.ms - (rttMs ?? 0) / 2) : undefined
  return { rttMs, kbps }
}

async function timed(address: string): Promise<{ ms: number; bytes: number } | undefined> {
  try {
    const began = performance.now()
    const answer = await fetch(address, { cache: 'no-store', credentials: 'same-origin' })
    const { byteLength } = await answer.arrayBuffer()
    return { ms: performance.now() - began, bytes: byteLength }
  } catch {
    return undefined
  }
}

/** What the camera says of itself, for the marks of a fed one. */
export function cameraFacts(track: MediaStreamTrack): { label: string; width: number; height: number; fps: number } {
  const { width = 0, height = 0, frameRate = 0 } = track.getSettings()
  return { label: track.label, width, height, fps: frameRate }
}

/** Shows one of our own pages to the other side: only a tab, only until it is stopped. Undefined when the person declined. */
export async function shareScreen(): Promise<MediaStreamTrack | undefined> {
  if (!('mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices)) return undefined
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 5 }, audio: false })
    return stream.getVideoTracks()[0]
  } catch {
    return undefined
  }
}
