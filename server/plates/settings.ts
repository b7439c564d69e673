import { readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import type { CaseData } from '#domain/case.ts'
import { plateTypeOf } from '#domain/plate-pool.ts'
import { type PoolGrammar, poolFor } from '#domain/plates/grammar.ts'
import { type Exclusion, type PlateSettings, settingsOn, takesOverOn } from '#domain/plates/settings.ts'
import { findService } from '#domain/services/index.ts'
import { parse } from '#server/kit/parse.ts'

const Count = Type.Integer({ minimum: 0 })
const Settings = Type.Object({
  from: Type.String({ format: 'date' }),
  presses: Count,
  perPress: Count,
  leaseSeconds: Count,
  hallNumbers: Count,
  hallSeconds: Count,
  hallListsADay: Type.Integer({ minimum: 1 }),
  composeTries: Count,
  composePerGo: Type.Integer({ minimum: 1 }),
  composeGapSeconds: Count,
  sittingMinutes: Count,
  idleSeconds: Count,
  checkMinutes: Type.Integer({ minimum: 1 }),
  checkSeconds: Count,
  bothModes: Type.Boolean(),
  randomOnlyDays: Count,
  composeWithinDays: Type.Integer({ minimum: 1 }),
  publishDaysBefore: Count,
  registerWorkingDays: Count,
  blockYears: Count,
  firstLapseForgiven: Type.Boolean(),
  objectDays: Count,
  releasesPerYear: Count,
  openPerPerson: Count,
  // Order 164 art. 44 fixes these two.
  oldNumberYears: Type.Literal(2),
  oldNumberUseYears: Type.Literal(1),
  coolingDays: Count,
  newDrawBelowPercent: Count,
  lowStockPercent: Count,
  lowStockDays: Count,
  drawEvent: Type.Object({ zh: Type.String({ minLength: 4 }), en: Type.String({ minLength: 4 }) }),
})
const Rule = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9-]{2,40}$' }),
  from: Type.String({ format: 'date' }),
  pools: Type.Array(Type.String()),
  pattern: Type.String(),
  reason: Type.Object({ zh: Type.String(), en: Type.String() }),
})
const TakeOver = Type.Object({ from: Type.String({ format: 'date' }), services: Type.Array(Type.String()) })
const Plates = Type.Object({
  takeOver: Type.Array(TakeOver),
  settings: Type.Array(Settings, { minItems: 1 }),
  exclusions: Type.Array(Rule),
})

/** config/plates.json; a file that does not fit stops the start and names what is wrong. */
const config: Static<typeof Plates> = parse(
  Plates,
  JSON.parse(readFileSync(new URL('../../config/plates.json', import.meta.url), 'utf8')),
)

const strangers = config.takeOver
  .flatMap((row) => row.services)
  .filter((code) => !findService(code)?.steps.some((step) => step.kind === 'choose-plate'))
if (strangers.length > 0) throw new RangeError(`config/plates.json: no item that gives a number: ${strangers.join()}`)

export const EXCLUSIONS: readonly Exclusion[] = config.exclusions

/** Items that take over, by themselves, a number that was chosen ahead for their car; by day, the latest row counts. */
export const takesOver = (service: string, now: Date): boolean =>
  takesOverOn(config.takeOver, service, shanghaiDate(now))

const byDay = new Map<string, PlateSettings>()

/** The limits of choosing in force at this instant. */
export const settingsAt = (now: Date): PlateSettings => settingsOfDay(shanghaiDate(now))

/** The same for a day in China, 'YYYY-MM-DD'. */
export function settingsOfDay(day: string): PlateSettings {
  const known = byDay.get(day)
  if (known) return known
  const found = settingsOn(config.settings, day)
  byDay.set(day, found)
  return found
}

/** The pool a case chooses from; undefined when it is about no car. */
export function poolOfCase(data: Pick<CaseData, 'subject' | 'form'>): PoolGrammar | undefined {
  const type = plateTypeOf(data)
  if (!type) return undefined
  const { subject } = data
  const fuel =
    subject.kind === 'new-vehicle'
      ? subject.certificate?.fuel
      : subject.kind === 'vehicle'
        ? subject.vehicle.fuel
        : undefined
  return poolFor(type, fuel)
}
