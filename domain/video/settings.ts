import type { Text } from '../text.ts'
import type { Language } from './terms.ts'

/** A line of its own: items that ask for the same knowledge. `services` empty: everything that no other group names. */
export interface Group {
  code: string
  name: Text
  services: readonly string[]
  /** Usual length, and the length of a bookable time. */
  minutes: 10 | 20 | 30
}

/** How the window works in this city; times in minutes unless the name says otherwise. Bounds are checked when it is loaded. */
export interface VideoSettings {
  /** By day of the week, 0 Sunday: spans 'HH:MM'. Days off of the calendar have none; make-up days have Monday's. */
  hours: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>
  /** Open day and night, holidays too: for demonstrations and drills. */
  roundTheClock?: boolean | undefined
  groups: readonly Group[]
  languages: readonly Language[]
  booking: {
    days: number
    gridMinutes: number
    /** Share of the capacity that can be booked; the rest is for walk-in. */
    share: number
    /** People a grid step is planned for, per office: officers on duty by roster. */
    officers: number
    maxFuture: number
    changes: number
    changeBeforeMin: number
    /** Unfilled booked capacity flows to walk-in so long before. */
    flowMin: number
  }
  ring: { times: number; seconds: number; gapSeconds: number }
  misses: { limit: number; days: number; pauseDays: number }
  wait: { callbackAtMin: number; closeWalkInAtMin: number; noOfficerAlertSeconds: number }
  priority: { maxPushMin: number }
  /** First the own office, then the city's pool, then officers that another office of the province has lent for some days. */
  pool: { offices: readonly number[]; afterSeconds: number; lendings: boolean; lentAfterSeconds: number }
  /** Places with a helper from which people call: halls, communities, dealers. */
  stations: readonly { code: string; name: Text; address: Text }[]
  /** The machine's comparison of faces: advice that the officer sees after the own answer. */
  machine: { on: boolean; greenFrom: number; amberFrom: number }
  /** What an officer's hour costs, in fen: for the figure of cost per case. */
  cost: { officerHourFen: number }
  officer: {
    autoAnswerSeconds: number
    /** A desk whose page says nothing for so long is offered nobody. */
    silentSeconds: number
    wrapUpSeconds: number
    wrapUpAlertMin: number
    breakAfterMin: number
    declinesADay: number
    samePairMax: number
    samePairDays: number
  }
  resume: {
    silentSeconds: number
    reconnectSeconds: number
    quickMin: number
    windowHours: number
    officerSeconds: number
  }
  closing: { overtimeMin: number }
  recorder: { confirmSeconds: number; failoverSeconds: number }
  retention: { consultDays: number; actDays: number; disputeDays: number; ownViewDays: number }
  quality: {
    share: number
    perOfficerWeek: number
    shortestShare: number
    quickSignSeconds: number
    contestDays: number
  }
  guests: { codeMinutes: number }
}
