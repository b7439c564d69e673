import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { parse } from './parse.ts'
import { parseCalendar, type WorkCalendar } from '#domain/calendar.ts'
import { type CityRules, unlawful, unlawfulFees } from '#domain/city-rules.ts'
import { type Fee, parseFees } from '#domain/fees.ts'
import { INSPECTION_GROUPS } from '#domain/rules/inspection.ts'
import { CHANNELS } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'

const Pair = Type.Object({ zh: Type.String(), en: Type.String() })
const Site = Type.Object({ code: Type.String(), office: Type.Integer(), name: Pair, address: Pair, hours: Pair })
const City = Type.Object({
  name: Pair,
  platePrefixes: Type.Array(Type.String()),
  hotline: Type.String(),
  offices: Type.Array(Type.Object({ office: Type.Integer(), name: Pair })),
  homeOffice: Type.Integer({ minimum: 100_000, maximum: 999_999 }),
  sites: Type.Array(Site, { minItems: 1 }),
  /** Inspection stations that take bookings; `office` keeps their book. */
  stations: Type.Array(Site),
})
/** Units that act here by what they are: makers that inspect their cars before delivery, dealers that are service stations. */
const Partners = Type.Object({
  makers: Type.Array(
    Type.Object({
      creditCode: Type.String(),
      name: Type.String(),
      wmi: Type.Array(Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{3}$' })),
    }),
  ),
  dealers: Type.Array(Type.Object({ creditCode: Type.String(), name: Type.String() })),
})
export type City = Static<typeof City> & Omit<Static<typeof Partners>, 'note'>
export type Site = Static<typeof Site>

/** A site of an office or an inspection station. */
export const placeOf = (city: Pick<City, 'sites' | 'stations'>, code: string | undefined): Site | undefined =>
  [...city.sites, ...city.stations].find((place) => place.code === code)

/** The city and the province of the house, as the region codes (GB/T 2260) of all places in them begin: office 370200 → 3702 and 37. */
export function homeRegion({ homeOffice }: Pick<City, 'homeOffice'>): { city: string; province: string } {
  const code = String(homeOffice)
  return { city: code.slice(0, 4), province: code.slice(0, 2) }
}

const FeeTable = Type.Object({
  fees: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Pair,
      fen: Type.Integer(),
      unit: Type.String(),
      payee: Type.Union([Type.Literal('finance'), Type.Literal('post')]),
      bill: Type.Union([Type.Literal('plates'), Type.Literal('papers'), Type.Literal('post')]),
      from: Type.String({ format: 'date' }),
      to: Type.Optional(Type.String({ format: 'date' })),
      maxFen: Type.Integer(),
    }),
  ),
})

/** A file of the folder CONFIG_DIR where it has one of that name, else of `config/`: a city keeps only what differs. */
const read = (name: string): unknown => {
  const own = process.env['CONFIG_DIR'] ? join(process.env['CONFIG_DIR'], name) : undefined
  return JSON.parse(
    readFileSync(own && existsSync(own) ? own : new URL(`../../config/${name}`, import.meta.url), 'utf8'),
  )
}

/** The city's own settings; a file that does not fit stops the start and names what is wrong. */
export const loadCity = (): City => ({
  ...parse(City, read('city.json')),
  ...parse(Partners, read('partners.json')),
})

/** The dated fee table. Throws with a sentence for each amount above the tariff. */
export function loadFees(): readonly Fee[] {
  const fees = parseFees(parse(FeeTable, read('fees.json')).fees)
  lawful('fees.json', unlawfulFees(fees))
  return fees
}

const Figure = Type.Optional(Type.Number())
const CityRulesFile = Type.Object({
  settings: Type.Array(
    Type.Object({
      from: Type.String(),
      frequentTimes: Figure,
      busDriverAge: Figure,
      fileDays: Figure,
      authorityDays: Figure,
      authorityUses: Figure,
      companyUsers: Figure,
      companiesOfAPerson: Figure,
      lookRecords: Figure,
      lookMinutes: Figure,
      makerSamplePercent: Figure,
      makerObjectionPercent: Figure,
      makerLeastJudged: Figure,
      checkByAnother: Figure,
    }),
  ),
  channels: Type.Array(
    Type.Object({ from: Type.String(), service: Type.String(), channels: Type.Array(Type.Enum([...CHANNELS])) }),
  ),
  cycles: Type.Array(
    Type.Object({
      from: Type.String(),
      group: Type.Enum([...INSPECTION_GROUPS]),
      marks: Type.Array(Type.Integer()),
      steps: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
    }),
  ),
})

/** What the city decides inside the law. Throws with a sentence for each thing the law does not allow. */
export function loadRules(): CityRules {
  // No type is asked of it: inferring backwards through the schema costs the type checker a second (measured).
  const rules = parse(CityRulesFile, read('rules.json'))
  lawful('rules.json', unlawful(rules, services))
  return rules
}

function lawful(file: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`config/${file}: ${problems.join(';')}`)
}

export const loadCalendar = (): WorkCalendar => parseCalendar(read('calendar.json'))
