import { createHash } from 'node:crypto'
import type { KeyPair } from '#server/kit/crypto-signatures.ts'
import { sign } from '#server/kit/crypto-signatures.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { ensureKeyPair } from '#server/kit/crypto-keyfiles.ts'
import type { Suite } from '#server/kit/crypto.ts'
import type { Car } from './world/shapes.ts'

/*
 * What a maker's own IT does, for the demo and for tests: it inspects its cars, photographs them, and signs what it says with a key
 * of its own. Written from what the portal tells makers; nothing of the house's reading side is used.
 */

/** The demo maker's own pair, `maker.*.pem`; the house gets its public half at the portal only. */
export const makerKey = (keysDir: string, suite: Suite): KeyPair => ensureKeyPair(keysDir, 'maker', suite)

export interface Shot {
  name: string
  bytes: Buffer
}

export interface Inspection {
  vin: string
  model: string
  engineNo: string
  colour: string
  power: string
  seats: string
  inspectedAt: string
  inspector: string
  photoFront: string
  photoRear: string
  photoVin: string
}

const VIEWS = ['front left 45', 'rear right 45', 'VIN plate'] as const

/** Three photos of a car: drawn, each its own, the VIN on every one so that a person can compare. The same car gives the same bytes. */
export async function shotsOf(vin: string, stamped = vin): Promise<Shot[]> {
  const { default: sharp } = await import('sharp')
  return Promise.all(
    VIEWS.map(async (view, n) => {
      const svg = drawing(view, n, stamped)
      // The name and the view go into the picture's own pixels; the last bytes differ for each car even where no font is installed.
      return { name: `${vin}-${n + 1}.jpg`, bytes: await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer() }
    }),
  )
}

/** What the maker says about a car it looked at. `wrong`: put into the record instead. */
export const inspectionOf = (car: Car, shots: readonly Shot[], wrong: Partial<Inspection> = {}): Inspection => ({
  vin: car.vin,
  model: car.certificate.model,
  engineNo: car.certificate.engineNo,
  colour: LETTERS[car.certificate.colour] ?? 'A',
  power: POWER[car.certificate.fuel],
  seats: String(car.certificate.seats),
  inspectedAt: `${car.certificate.madeOn} 09:30`,
  inspector: '王检',
  photoFront: hashOf(shots[0]),
  photoRear: hashOf(shots[1]),
  photoVin: hashOf(shots[2]),
  ...wrong,
})

const HEAD =
  '车辆识别代号,车辆型号,发动机号,车身颜色,动力种类,核定载客,查验时间,查验员,左前照片,右后照片,识别代号照片,企业签名'

/** The table as it is uploaded, each line signed. */
export const signedTable = (pair: KeyPair, list: readonly Inspection[]): string =>
  [HEAD, ...list.map((one) => signedLine(pair, one))].join('\r\n')

export const signedLine = (pair: KeyPair, one: Inspection): string =>
  [...cellsOf(one), signatureOf(pair, one)].map((cell) => `"${cell}"`).join(',')

export const signatureOf = (pair: KeyPair, one: Inspection): string =>
  sign(pair.privateKey, pair.publicKey, Buffer.from(canonicalJson(one))).toString('base64')

const cellsOf = (one: Inspection): string[] => [
  one.vin,
  one.model,
  one.engineNo,
  one.colour,
  one.power,
  one.seats,
  one.inspectedAt,
  one.inspector,
  one.photoFront,
  one.photoRear,
  one.photoVin,
]

const hashOf = (shot: Shot | undefined): string => (shot ? createHash('sha256').update(shot.bytes).digest('hex') : '')

/** GA 24.8, as far as the demo's cars have them. */
const LETTERS: Readonly<Record<string, string>> = { 白: 'A', 灰: 'B', 银: 'B', 红: 'E', 绿: 'G', 蓝: 'H', 黑: 'J' }
const POWER: Readonly<Record<Car['certificate']['fuel'], string>> = {
  汽油: '汽油',
  柴油: '柴油',
  纯电动: '纯电',
  插电式混合动力: '插混',
}
const PAINTS = ['#c9ccd1', '#3d4248', '#8c2f2f', '#2f5f8c', '#e6e4de', '#3c6b4f']

/** A car from one side, or the plate with its VIN. */
function drawing(view: string, n: number, vin: string): string {
  const digest = createHash('sha256').update(`${vin}|${n}`).digest()
  const paint = PAINTS[(digest[0] ?? 0) % PAINTS.length] ?? '#c9ccd1'
  // A row of squares made of the hash: two cars never give the same picture.
  const marks = [...digest.subarray(0, 16)]
    .map(
      (b, i) =>
        `<rect x="${40 + i * 22}" y="560" width="20" height="14" fill="rgb(${b},${255 - b},${(b * 7) % 256})"/>`,
    )
    .join('')
  const label = `<text x="40" y="60" font-family="sans-serif" font-size="26" fill="#222">${view}</text>${marks}`
  const body =
    n === 2
      ? `<rect x="120" y="230" width="560" height="120" rx="10" fill="#d8d2bf" stroke="#555" stroke-width="4"/>
         <text x="400" y="306" font-family="monospace" font-size="46" text-anchor="middle" fill="#111">${vin}</text>`
      : `<g transform="${n === 1 ? 'translate(800,0) scale(-1,1)' : ''}">
         <path d="M90 400 q10 -90 120 -100 l90 -90 q20 -18 60 -18 h150 q40 0 70 40 l50 66 q90 8 100 60 v52 q0 16 -18 16 H108 q-18 0 -18 -26z" fill="${paint}" stroke="#222" stroke-width="5"/>
         <path d="M318 292 l64 -66 h62 v66z M462 226 h50 q20 0 36 24 l30 42 h-116z" fill="#a9c3d6"/>
         <circle cx="220" cy="428" r="52" fill="#222"/><circle cx="220" cy="428" r="24" fill="#999"/>
         <circle cx="580" cy="428" r="52" fill="#222"/><circle cx="580" cy="428" r="24" fill="#999"/></g>
         <text x="400" y="530" font-family="monospace" font-size="24" text-anchor="middle" fill="#333">${vin}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#dfe7e4"/><rect y="440" width="800" height="160" fill="#b9b7b0"/>${body}${label}</svg>`
}
