import { readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { parseCalendar, type WorkCalendar } from '#domain/calendar.ts'
import { type Fee, parseFees } from '#domain/fees.ts'

const Pair = Type.Object({ zh: Type.String(), en: Type.String() })
const Site = Type.Object({ code: Type.String(), office: Type.Integer(), name: Pair, address: Pair, hours: Pair })
const City = Type.Object({
  name: Pair,
  platePrefixes: Type.Array(Type.String()),
  hotline: Type.String(),
  offices: Type.Array(Type.Object({ office: Type.Integer(), name: Pair })),
  homeOffice: Type.Integer(),
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

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'))

/** The city's own settings; a file that does not fit stops the start and names what is wrong. */
export const loadCity = (): City => ({
  ...Value.Parse(City, read('city.json')),
  ...Value.Parse(Partners, read('partners.json')),
})

/** The dated fee table; amounts above the legal bound are refused. */
export const loadFees = (): readonly Fee[] => parseFees(Value.Parse(FeeTable, read('fees.json')).fees)

export const loadCalendar = (): WorkCalendar => parseCalendar(read('calendar.json'))
