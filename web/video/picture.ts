/** Pixels as a canvas gives them: red, green, blue, alpha, row by row. */
export interface Pixels {
  width: number
  height: number
  data: ArrayLike<number>
}

export type PictureHint = 'small' | 'dark' | 'glare' | 'blurred' | 'cut-off'

/** What a picture must be good for: the longer edge of the original in pixels. A page of A4 and a card differ. */
export const LONG_EDGE = { page: 2_000, card: 1_000 } as const
export type PictureKind = keyof typeof LONG_EDGE

/**
 * What to do better before a picture of a document is sent. `pixels` may be a small copy (320 pixels wide is enough); `longEdge` is
 * the original's. What a hint leads to is the page's affair: the officer decides in the end whether it can be read.
 */
export function judgePicture(pixels: Pixels, longEdge: number, kind: PictureKind): PictureHint[] {
  const grey = greyOf(pixels)
  const { width, height } = pixels
  const mean = grey.reduce((sum, v) => sum + v, 0) / Math.max(1, grey.length)
  const hints: PictureHint[] = []
  if (longEdge < LONG_EDGE[kind]) hints.push('small')
  if (mean < 50) hints.push('dark')
  if (share(grey, (v) => v >= 253) > 0.06 && hasIsland(grey, width, height)) hints.push('glare')
  const edges = edgesOf(grey, width, height)
  if (edges.sharpest < 60 && mean >= 50) hints.push('blurred')
  if (touches(edges, width, height) >= 2) hints.push('cut-off')
  return hints
}

function greyOf({ data, width, height }: Pixels): Float32Array {
  const grey = new Float32Array(width * height)
  for (let i = 0; i < grey.length; i++)
    grey[i] = 0.299 * (data[i * 4] ?? 0) + 0.587 * (data[i * 4 + 1] ?? 0) + 0.114 * (data[i * 4 + 2] ?? 0)
  return grey
}

/** White paper is bright all over; a reflection is a burnt-out spot inside something darker. */
function hasIsland(grey: Float32Array, width: number, height: number): boolean {
  let border = 0
  let burnt = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((grey[y * width + x] ?? 0) < 253) continue
      burnt += 1
      if (x < 2 || y < 2 || x >= width - 2 || y >= height - 2) border += 1
    }
  return burnt > 0 && burnt < 0.4 * grey.length && border < 0.02 * burnt
}

interface Edges {
  /** The strongest one in a hundred steps between neighbours: text that is in focus has steps of 60 and more. */
  sharpest: number
  left: number
  right: number
  top: number
  bottom: number
}

function edgesOf(grey: Float32Array, width: number, height: number): Edges {
  const steps: number[] = []
  const edges: Edges = { sharpest: 0, left: width, right: 0, top: height, bottom: 0 }
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const step = Math.abs(
        4 * g(grey, at) - g(grey, at - 1) - g(grey, at + 1) - g(grey, at - width) - g(grey, at + width),
      )
      steps.push(step)
      if (step < 60) continue
      edges.left = Math.min(edges.left, x)
      edges.right = Math.max(edges.right, x)
      edges.top = Math.min(edges.top, y)
      edges.bottom = Math.max(edges.bottom, y)
    }
  steps.sort((a, b) => b - a)
  edges.sharpest = steps[Math.floor(steps.length / 100)] ?? 0
  return edges
}

/** On how many sides the drawn part runs into the border: a card with all four corners in sight touches none. */
function touches(edges: Edges, width: number, height: number): number {
  if (edges.right <= edges.left) return 0
  const near = 2
  return [
    edges.left <= near,
    edges.right >= width - 1 - near,
    edges.top <= near,
    edges.bottom >= height - 1 - near,
  ].filter(Boolean).length
}

const g = (grey: Float32Array, at: number): number => grey[at] ?? 0
const share = (grey: Float32Array, is: (v: number) => boolean): number =>
  grey.reduce((n, v) => n + (is(v) ? 1 : 0), 0) / Math.max(1, grey.length)
