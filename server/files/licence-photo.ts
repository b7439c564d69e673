import type { Sharp } from 'sharp'
import { refusedBy } from '#server/kit/errors.ts'
import { decoded } from './picture.ts'

/** Photo for a driving licence: 260 × 378 points, white background (GA/T 482; 22 × 32 mm in print). */
const MIN = { width: 260, height: 378 }
/** Height over width: 378/260 is 1.45; a camera's 4:3 (1.33) and 2:3 (1.5) fit, a wide or a square picture does not. */
const RATIO = { from: 1.25, to: 1.6 }
/** Of 255: below it a corner is not white, whatever the lamp. */
const WHITE = 185
/** How far the three colours of a corner may lie apart before it is blue or red rather than white. */
const TINT = 28

/** Refuses a photo that the bench could not print, each fault by name: 422 PHOTO_BAD. Looks at size, shape and background. */
export async function checkLicencePhoto(
  upright: Sharp,
  { width, height }: { width: number; height: number },
): Promise<void> {
  if (width < MIN.width || height < MIN.height)
    throw bad(`尺寸太小(${width}×${height},至少 ${MIN.width}×${MIN.height} 像素)`)
  if (height <= width) throw bad('照片是横的,请竖着拍')
  if (height / width < RATIO.from || height / width > RATIO.to) throw bad('长宽比例不对,请按约 2:3 的竖版一寸照拍摄')
  const corners = await cornersOf(upright)
  if (corners.some((corner) => Math.max(...corner) - Math.min(...corner) > TINT)) throw bad('背景有颜色,请换白色背景')
  if (corners.some((corner) => Math.min(...corner) < WHITE)) throw bad('背景太暗,不是白色')
}

const bad = (reason: string) => refusedBy(422, { code: 'PHOTO_BAD', params: { reason } })

/** Mean colour of the two upper corners, a tenth of the width each; shoulders fill the lower ones. */
async function cornersOf(upright: Sharp): Promise<number[][]> {
  const size = { width: 100, height: 140 }
  const { data } = await decoded(() =>
    upright
      .resize({ ...size, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const channels = data.length / (size.width * size.height)
  return [0, 90].map((left) => meanColour(data, { left, side: 10, row: size.width, channels }))
}

function meanColour(data: Buffer, area: { left: number; side: number; row: number; channels: number }): number[] {
  const sums = [0, 0, 0]
  for (let y = 0; y < area.side; y += 1) {
    for (let x = area.left; x < area.left + area.side; x += 1) {
      const at = (y * area.row + x) * area.channels
      for (const colour of [0, 1, 2])
        sums[colour] = (sums[colour] ?? 0) + (data[at + Math.min(colour, area.channels - 1)] ?? 0)
    }
  }
  return sums.map((sum) => sum / (area.side * area.side))
}
