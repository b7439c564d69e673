import { type DrawHash, pickPlaces } from '../plates/draw.ts'
import type { Text } from '../text.ts'

/*
 * Looking at a share of what each maker uploads (order 164 art. 14 gives up the showing of cars whose maker inspects them; the
 * office keeps its eyes open). Which records an officer sees is drawn: the secret was committed to before the records came, and
 * is mixed with the hash of their list, so that neither the maker nor the house can choose.
 */

/** How much of the share has been owed and drawn so far, over all draws of a maker. */
export interface Account {
  /** Records times percent: hundredths of a record. */
  owed: number
  drawn: number
}

/** How many of `size` new records are looked at now. Small draws add up: over any row of draws exactly the share is drawn, rounded up once. */
export function wantedOf(size: number, percent: number, before: Account): { wanted: number; after: Account } {
  const owed = before.owed + size * percent
  const wanted = Math.min(size, Math.max(0, Math.ceil(owed / 100) - before.drawn))
  return { wanted, after: { owed, drawn: before.drawn + wanted } }
}

/** The places of the list (0 …) that an officer sees. `draw` is keyed by the draw's secret and the list's hash. */
export const placesToSee = (draw: DrawHash, maker: string, turn: number, size: number, wanted: number): number[] =>
  size === 0 ? [] : pickPlaces(draw, maker, turn, size, wanted, () => true)

/** The list of a draw as it is hashed: one record a line, in order of VIN and version. */
export const listText = (records: readonly { vin: string; version: number }[]): string =>
  records
    .toSorted((a, b) => (a.vin === b.vin ? a.version - b.version : a.vin < b.vin ? -1 : 1))
    .map((r) => `${r.vin} ${r.version}\n`)
    .join('')

export const FINDINGS = ['unreadable', 'differs', 'other-car', 'tampered'] as const
export type Finding = (typeof FINDINGS)[number]

/** What an officer may object to. One that is grave is enough to ask for the maker's suspension. */
export const FINDING: Readonly<Record<Finding, { name: Text; grave: boolean; next: Text }>> = {
  unreadable: {
    name: { zh: '照片看不清', en: 'Photo cannot be read' },
    grave: false,
    next: {
      zh: '请重新拍照,签名后再上传这辆车的记录和照片。',
      en: 'Take the photo again, sign, and upload record and photos of this car anew.',
    },
  },
  differs: {
    name: { zh: '照片与记录不一致', en: 'Photo and record differ' },
    grave: false,
    next: {
      zh: '请核对车辆,更正记录后签名再上传。',
      en: 'Check the car, mend the record, sign and upload it anew.',
    },
  },
  'other-car': {
    name: { zh: '照片不是这辆车', en: 'Photo shows another car' },
    grave: true,
    next: {
      zh: '请查明原因,书面说明整改情况;这辆车重新查验后再上传。',
      en: 'Find out why and report in writing what was changed; inspect this car again and upload it anew.',
    },
  },
  tampered: {
    name: { zh: '照片经过改动或者不是实拍', en: 'Photo altered or not real' },
    grave: true,
    next: {
      zh: '请查明原因,书面说明整改情况;这辆车重新查验后再上传。',
      en: 'Find out why and report in writing what was changed; inspect this car again and upload it anew.',
    },
  },
}

/** Days that count for the share of objections; what lies before the last lifting does not. */
export const WINDOW_DAYS = 180

/** Why a maker's suspension is to be asked for, if it is: a grave finding, or too many objections among enough samples. */
export function suspicion(
  seen: { judged: number; objected: number; grave: number },
  settings: { objectionPercent: number; leastJudged: number },
): 'grave' | 'rate' | undefined {
  if (seen.grave > 0) return 'grave'
  return seen.judged >= settings.leastJudged && seen.objected * 100 > seen.judged * settings.objectionPercent
    ? 'rate'
    : undefined
}
