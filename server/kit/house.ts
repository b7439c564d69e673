import type { WorkCalendar } from '#domain/calendar.ts'
import type { CityRules } from '#domain/city-rules.ts'
import type { Fee } from '#domain/fees.ts'
import type { Connectors } from '#server/connectors/connectors.ts'
import type { Time } from './clock.ts'
import type { City } from './city.ts'
import type { Crypto } from './crypto.ts'
import type { KeyPair } from './crypto-signatures.ts'
import type { Db } from './db.ts'
import type { FileStore } from './file-store.ts'
import type { Bus } from './live.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { MediaConfig } from '#server/video/media/engines.ts'

/** What every feature is given: the house's own tools, wired once in `server/house.ts`. */
export interface House {
  db: Db
  crypto: Crypto
  /** Signs the heads of the sealed log, and nothing else. */
  logKey: KeyPair
  time: Time
  log: Log
  bus: Bus
  files: FileStore
  metrics: Metrics
  calendar: WorkCalendar
  fees: readonly Fee[]
  city: City
  /** What the city decides inside the law, by date. */
  rules: CityRules
  connectors: Connectors
  /** The same agencies with less patience, for look-ups that a person waits for; what they miss is asked again by a job. */
  quick: Connectors
  /** Proxies whose word about the visitor's address counts; limits per address depend on it. */
  trustProxy: readonly string[]
  /** Where calls are recorded and how media flow; a house without it has no video window. */
  media?: { dir: string; config: MediaConfig } | undefined
  /** How people reach the house. */
  publicUrl: string
  /** How a browser reaches the bank's payment page (the sandbox in the demo). */
  payUrl: string
}
