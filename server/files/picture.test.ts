import sharp, { type Color } from 'sharp'
import { expect, test } from 'vitest'
import { Refused } from '#server/kit/errors.ts'
import { checkLicencePhoto } from './licence-photo.ts'
import { remake } from './picture.ts'

const picture = (width: number, height: number, background: Color = '#fafafa') =>
  sharp({ create: { width, height, channels: 3, background } })

/** A head and shoulders on a background. */
const portrait = (background: Color, width = 520, height = 756) => {
  const body = {
    width: Math.floor(width * 0.6),
    height: Math.floor(height * 0.75),
    channels: 3,
    background: '#7a5230',
  } as const
  return picture(width, height, background)
    .composite([{ input: { create: body }, gravity: 'south' }])
    .jpeg()
    .toBuffer()
}

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken in',
    (error: unknown) => error,
  )

test('a large picture is made smaller, never larger', async () => {
  expect(await remake(await picture(6_000, 4_000).jpeg().toBuffer())).toMatchObject({ width: 2_400, height: 1_600 })
  expect(await remake(await picture(300, 200).png().toBuffer())).toMatchObject({ width: 300, height: 200 })
})

test('what is transparent becomes white, what is grey stays a picture', async () => {
  const clear = await sharp({
    create: { width: 80, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  const { data } = await sharp((await remake(clear)).bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]).toBeGreaterThan(250)
  const grey = await picture(80, 80, '#808080').greyscale().png().toBuffer()
  expect((await sharp((await remake(grey)).bytes).metadata()).space).toBe('srgb')
})

test.each([
  ['200 by 300', () => portrait('#ffffff', 200, 300), '尺寸太小'],
  ['lying', () => portrait('#ffffff', 800, 600), '横的'],
  ['nearly square', () => portrait('#ffffff', 600, 640), '长宽比例'],
  ['too long', () => portrait('#ffffff', 400, 900), '长宽比例'],
  ['blue', () => portrait('#2f6fd0'), '背景有颜色'],
  ['grey', () => portrait('#707274'), '背景太暗'],
])('a licence photo that is %s is refused with its own reason', async (_, make, reason) => {
  const error = await refusal(remake(await make(), checkLicencePhoto))
  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ status: 422, code: 'PHOTO_BAD' })
  expect((error as Refused).message).toContain(reason)
})

test.each([
  ['as asked', () => portrait('#ffffff')],
  ['of the least size, in weak light', () => portrait('#e9ebec', 260, 378)],
  [
    'lying in the file but upright by its EXIF',
    async () =>
      sharp(
        await sharp(await portrait('#ffffff'))
          .rotate(270)
          .toBuffer(),
      )
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer(),
  ],
])('a licence photo %s is taken in', async (_, make) => {
  expect(await refusal(remake(await make(), checkLicencePhoto))).toBe('taken in')
})

test('many pictures at once are all made, two at a time', async () => {
  const input = await picture(1_000, 1_500, '#123456').jpeg().toBuffer()
  const made = await Promise.all(Array.from({ length: 12 }, () => remake(input)))
  expect(new Set(made.map((p) => p.bytes.toString('base64'))).size).toBe(1)
  expect(await refusal(remake(Buffer.from('no picture')))).toMatchObject({ code: 'UPLOAD_TYPE' })
})
