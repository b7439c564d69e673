import { fields, INVALID, type Invalid } from '#domain/rules/input.ts'

export type ScrapLimit = {
  /** Age at which the vehicle must be scrapped; null: no such age. */
  readonly years: number | null
  /** Guide mileage in 10,000 km; null: none. */
  readonly km10k: number | null
}

/**
 * The limit of one use and size (机动车强制报废标准规定, 2012 order no. 12, art. 5 and 7). `size` 'any' where the order
 * makes no difference.
 */
export function scrap(q: { readonly use: string; readonly size: string }): ScrapLimit | Invalid
export function scrap(q: unknown): ScrapLimit | Invalid
export function scrap(q: unknown): ScrapLimit | Invalid {
  const { use, size } = fields(q)
  if (typeof use !== 'string' || typeof size !== 'string') return INVALID
  const sizes = LIMITS.get(use)
  const limit = rowsFor(size)
    .map((row) => sizes?.get(row))
    .find((row) => row !== undefined)
  return limit === undefined ? INVALID : { years: limit[0], km10k: limit[1] }
}

/** The order counts micro passenger cars with the small ones; of lorries they are a size of their own. */
const rowsFor = (size: string): readonly string[] =>
  size === 'micro' || size === 'mini' ? ['mini', 'small', 'any'] : [size, 'any']

type Limit = readonly [years: number | null, km10k: number | null]

const use = (name: string, sizes: Readonly<Record<string, Limit>>): [string, ReadonlyMap<string, Limit>] => [
  name,
  new Map(Object.entries(sizes)),
]

const LIMITS: ReadonlyMap<string, ReadonlyMap<string, Limit>> = new Map([
  use('taxi', { small: [8, 60], medium: [10, 50], large: [12, 60] }),
  use('rental', { any: [15, 60] }),
  use('coaching', { small: [10, 50], medium: [12, 50], large: [15, 60] }),
  use('bus', { any: [13, 40] }),
  use('other-operating', { small: [10, 60], medium: [15, 50], large: [15, 80] }),
  use('school-bus', { any: [15, 40] }),
  use('private', { small: [null, 60], 'large-sedan': [null, 60], medium: [20, 50], large: [20, 60] }),
  use('truck', { mini: [12, 50], 'medium-light': [15, 60], heavy: [15, 70], hazardous: [10, 40] }),
  use('low-speed', { 'single-cylinder': [9, null], 'multi-cylinder': [12, 30] }),
  use('special', { cargo: [15, 50], 'non-cargo': [30, 50] }),
  use('semi-trailer', { container: [20, null], hazardous: [10, null], other: [15, null] }),
  use('full-trailer', { any: [10, null] }),
  // A province may shorten: three-wheel to 10, others to 11, taxis to 6. That is configuration, not here.
  use('motorcycle', { 'three-wheel': [12, 10], other: [13, 12] }),
  use('wheeled-machine', { any: [null, 50] }),
])
