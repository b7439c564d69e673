import sharp, { type Color } from 'sharp'

/** For tests only: pictures to upload. */

/** A plain ground. */
export const picture = (width = 600, height = 800, background: Color = '#fafafa') =>
  sharp({ create: { width, height, channels: 3, background } })
/** A head and shoulders on a background. */
export const portrait = (background: Color, width = 520, height = 756) =>
  picture(width, height, background)
    .composite([
      {
        input: {
          create: {
            width: Math.floor(width * 0.6),
            height: Math.floor(height * 0.75),
            channels: 3,
            background: '#7a5230',
          },
        },
        gravity: 'south',
      },
    ])
    .jpeg()
    .toBuffer()
/** Nothing a coder can make small. */
export const noisy = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
