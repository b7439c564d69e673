import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import type { VideoSettings } from '#domain/video/settings.ts'
import { LANGUAGES } from '#domain/video/terms.ts'
import { parse } from '#server/kit/parse.ts'

const int = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })
const share = Type.Number({ minimum: 0, maximum: 1 })
const Pair = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

/** The bounds inside which a city may choose: a value outside stops the start and is named. */
const Settings = Type.Object({
  hours: Type.Record(Type.String({ pattern: '^[0-6]$' }), Type.Array(Type.Tuple([Time, Time]))),
  groups: Type.Array(
    Type.Object({
      code: Type.String({ pattern: '^[a-z-]{2,40}$' }),
      name: Type.Object({ zh: Type.String(), en: Type.String() }),
      services: Type.Array(Type.String()),
      minutes: Type.Union([Type.Literal(10), Type.Literal(20), Type.Literal(30)]),
    }),
    { minItems: 1 },
  ),
  languages: Type.Array(Type.Enum(LANGUAGES), { minItems: 1 }),
  booking: Type.Object({
    days: int(1, 60),
    gridMinutes: Type.Union([Type.Literal(5), Type.Literal(10), Type.Literal(15), Type.Literal(30)]),
    share,
    officers: int(1, 500),
    maxFuture: int(1, 10),
    changes: int(0, 10),
    changeBeforeMin: int(0, 1_440),
    flowMin: int(0, 120),
  }),
  ring: Type.Object({ times: int(1, 5), seconds: int(20, 120), gapSeconds: int(0, 600) }),
  misses: Type.Object({ limit: int(2, 10), days: int(1, 90), pauseDays: int(0, 30) }),
  wait: Type.Object({
    callbackAtMin: int(1, 120),
    closeWalkInAtMin: int(5, 240),
    noOfficerAlertSeconds: int(10, 3_600),
  }),
  priority: Type.Object({ maxPushMin: int(0, 30) }),
  pool: Type.Object({
    offices: Type.Array(Type.Integer()),
    afterSeconds: int(0, 3_600),
    lendings: Type.Boolean(),
    lentAfterSeconds: int(0, 3_600),
  }),
  stations: Type.Array(Type.Object({ code: Type.String({ pattern: '^[a-z-]{2,40}$' }), name: Pair, address: Pair })),
  machine: Type.Object({ on: Type.Boolean(), greenFrom: share, amberFrom: share }),
  cost: Type.Object({ officerHourFen: int(0, 1_000_000) }),
  officer: Type.Object({
    autoAnswerSeconds: int(3, 60),
    silentSeconds: int(20, 600),
    wrapUpSeconds: int(0, 900),
    wrapUpAlertMin: int(1, 60),
    breakAfterMin: int(30, 180),
    declinesADay: int(0, 50),
    samePairMax: int(1, 50),
    samePairDays: int(1, 365),
  }),
  resume: Type.Object({
    silentSeconds: int(0, 60),
    reconnectSeconds: int(30, 300),
    // 0 switches the quick way back off: identity from the first step after every loss.
    quickMin: int(0, 30),
    windowHours: int(1, 72),
    officerSeconds: int(15, 300),
  }),
  closing: Type.Object({ overtimeMin: int(0, 120) }),
  // Business without a recording is not possible (order 162 art. 53, order 164 art. 73): there is no switch for it.
  recorder: Type.Object({ confirmSeconds: int(1, 30), failoverSeconds: int(10, 300) }),
  // On-scene recordings are kept six months at least.
  retention: Type.Object({
    consultDays: int(183, 3_660),
    actDays: int(183, 36_600),
    disputeDays: int(183, 36_600),
    ownViewDays: int(3, 365),
  }),
  quality: Type.Object({
    share,
    perOfficerWeek: int(0, 100),
    shortestShare: share,
    quickSignSeconds: int(1, 600),
    contestDays: int(3, 30),
  }),
  guests: Type.Object({ codeMinutes: int(1, 120) }),
})

/** The city's settings of the window; a file that does not fit stops the start and names what is wrong. */
export function parseVideoSettings(json: unknown): VideoSettings {
  const settings = parse(Settings, json)
  if (settings.machine.greenFrom < settings.machine.amberFrom) throw new Error('video: green begins below amber')
  const rest = settings.groups.filter((g) => g.services.length === 0)
  if (rest.length !== 1) throw new Error('video: exactly one group takes what no other names')
  const named = settings.groups.flatMap((g) => g.services)
  if (new Set(named).size !== named.length) throw new Error('video: an item stands in two groups')
  for (const spans of Object.values(settings.hours))
    for (const [from, to] of spans) if (from >= to) throw new Error(`video: ${from}–${to} ends before it begins`)
  return settings
}

/** The demo and drills do not sleep: whoever tries the window on a Sunday finds it open. */
const isRoundTheClock = process.env['VIDEO_HOURS'] === 'always' || process.env['DEMO'] === '1'

export const VIDEO: VideoSettings = {
  ...parseVideoSettings(JSON.parse(readFileSync(new URL('../../config/video.json', import.meta.url), 'utf8'))),
  ...(isRoundTheClock ? { roundTheClock: true } : {}),
}
