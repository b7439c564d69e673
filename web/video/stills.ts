import { judgePicture, type PictureHint, type PictureKind } from './picture.ts'

/** How a still was taken, best first: by the camera itself, as a frame of its track, or from the own picture on screen. */
export interface Still {
  picture: Blob
  width: number
  height: number
  how: 'photo' | 'frame' | 'screen' | 'file'
  hints: PictureHint[]
}

interface Capture {
  takePhoto(): Promise<Blob>
  grabFrame(): Promise<ImageBitmap>
}
declare global {
  interface Window {
    /** Chrome 59, Safari 18.4; not in the types of the DOM. */
    ImageCapture?: new (track: MediaStreamTrack) => Capture
  }
}

const PATIENCE_MS = 5_000
/** What the house takes. A page of A4 at 2,400 pixels has about 2 MB. */
const MOST_EDGE = 3_000
const QUALITY = 0.9

/** A still at the camera's own size, never from the call's picture. Throws when the camera gives none in any way. */
export async function takeStill(track: MediaStreamTrack, view: HTMLVideoElement, kind: PictureKind): Promise<Still> {
  const capture = window.ImageCapture ? new window.ImageCapture(track) : undefined
  const photo = await tried(capture && (async () => createImageBitmap(await capture.takePhoto())))
  if (photo) return finish(photo, 'photo', kind)
  const frame = await tried(capture && (() => capture.grabFrame()))
  if (frame) return finish(frame, 'frame', kind)
  return finish(await createImageBitmap(view), 'screen', kind)
}

/** A still that the person took with the phone's own camera, or chose. */
export const stillFromFile = async (file: Blob, kind: PictureKind): Promise<Still> =>
  finish(await createImageBitmap(file, { imageOrientation: 'from-image' }), 'file', kind)

async function tried(take: (() => Promise<ImageBitmap>) | undefined): Promise<ImageBitmap | undefined> {
  if (!take) return undefined
  let timer = 0
  const late = new Promise<undefined>((done) => {
    timer = window.setTimeout(() => done(undefined), PATIENCE_MS)
  })
  try {
    return await Promise.race([take(), late])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/** Drawn anew: the place where it was taken and everything else a camera writes beside a picture stays on the phone. */
async function finish(bitmap: ImageBitmap, how: Still['how'], kind: PictureKind): Promise<Still> {
  const longEdge = Math.max(bitmap.width, bitmap.height)
  const scale = Math.min(1, MOST_EDGE / longEdge)
  const { canvas, pen } = sheet(bitmap.width * scale, bitmap.height * scale)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  if (!picture) throw new Error('the picture could not be written')
  const small = sheet(320, (320 * canvas.height) / canvas.width)
  small.pen.drawImage(canvas, 0, 0, small.canvas.width, small.canvas.height)
  const pixels = small.pen.getImageData(0, 0, small.canvas.width, small.canvas.height)
  bitmap.close()
  return { picture, width: canvas.width, height: canvas.height, how, hints: judgePicture(pixels, longEdge, kind) }
}

function sheet(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  return { canvas, pen }
}

/** SHA-256 in hex: both sides can tell that what arrived is what was taken. */
export async function sha256Of(picture: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await picture.arrayBuffer())
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
