import type { Text } from './text.ts'

/** What the bench makes and somebody holds in the hand at the end. */
export const PRODUCTS = [
  'plates',
  'vehicle-licence',
  'registration-certificate',
  'driving-licence',
  'inspection-mark',
  'temporary-plate',
] as const
export type Product = (typeof PRODUCTS)[number]

export const PRODUCT_NAMES: Readonly<Record<Product, Text>> = {
  plates: { zh: '机动车号牌', en: 'number plates' },
  'vehicle-licence': { zh: '机动车行驶证', en: 'vehicle licence' },
  'registration-certificate': { zh: '机动车登记证书', en: 'registration certificate' },
  'inspection-mark': { zh: '检验标志', en: 'inspection mark' },
  'temporary-plate': { zh: '临时行驶车号牌', en: 'temporary plate' },
  'driving-licence': { zh: '机动车驾驶证', en: 'driving licence' },
}
