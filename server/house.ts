import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { accountRoutes } from '#server/accounts/accounts.http.ts'
import { officerAlarmRoutes } from '#server/accounts/officer-alarms.http.ts'
import { officerWatchJobs } from '#server/accounts/officer-alarms.ts'
import { freshCheckRoutes } from '#server/accounts/fresh-check.http.ts'
import { authorityRoutes } from '#server/authorities/authorities.http.ts'
import { bindingRoutes } from '#server/authorities/bindings.http.ts'
import { agencyRoutes } from '#server/agency/agency.http.ts'
import { appointmentRoutes } from '#server/appointments/appointments.http.ts'
import { appointmentJobs } from '#server/appointments/appointments.ts'
import { visitJobs } from '#server/appointments/visits.ts'
import { caseRoutes } from '#server/cases/cases.http.ts'
import { mayHearCase } from '#server/cases/may-hear.ts'
import { myCaseRoutes } from '#server/cases/my-cases.http.ts'
import { companyRoutes } from '#server/companies/companies.http.ts'
import { createConnectors } from '#server/connectors/connectors.ts'
import { createExchange } from '#server/connectors/exchange.ts'
import { type Agency, agencyUrls } from '#server/connectors/wire.ts'
import {
  ensureAgencyKeys,
  ensureHouseKey,
  ensureLogKey,
  publicHalves,
  readAgencyPublicKeys,
} from '#server/connectors/keys.ts'
import { deskRoutes } from '#server/desk/desk.http.ts'
import { lookJobs } from '#server/desk/looks.ts'
import { draftRoutes } from '#server/drafts/drafts.http.ts'
import { fileRoutes } from '#server/files/files.http.ts'
import { createApp } from '#server/kit/app.ts'
import { loadCalendar, loadCity, loadFees, loadRules } from '#server/kit/city.ts'
import { systemTime, type Time } from '#server/kit/clock.ts'
import type { Config } from '#server/kit/config.ts'
import { createCrypto } from '#server/kit/crypto.ts'
import { openDb } from '#server/kit/db.ts'
import { diskFiles } from '#server/kit/file-store.ts'
import { healthRoutes } from '#server/kit/health.http.ts'
import type { House } from '#server/kit/house.ts'
import type { Job } from '#server/kit/jobs.ts'
import { postgresBus } from '#server/kit/live.ts'
import { liveRoutes } from '#server/kit/live.http.ts'
import type { Log } from '#server/kit/log.ts'
import { loadMasterKey } from '#server/kit/master-key.ts'
import { createMetrics } from '#server/kit/metrics.ts'
import { leavingRoutes } from '#server/leaving/leaving.http.ts'
import { leavingJobs } from '#server/leaving/leaving-jobs.ts'
import { makerRoutes } from '#server/makers/makers.http.ts'
import { makerJobs } from '#server/makers/jobs.ts'
import { makerSampleRoutes } from '#server/makers/samples.http.ts'
import { messageRoutes } from '#server/messages/messages.http.ts'
import { messageJobs } from '#server/messages/sms.ts'
import { paymentRoutes } from '#server/payments/payments.http.ts'
import { paymentJobs } from '#server/payments/payment-jobs.ts'
import { watchRoutes } from '#server/plates/insiders.http.ts'
import { watchJobs } from '#server/plates/insiders.ts'
import { counterRoutes } from '#server/plates/counter.http.ts'
import { plateRoutes } from '#server/plates/plates.http.ts'
import { settingsAt } from '#server/plates/settings.ts'
import { poolRoutes } from '#server/plates/pools.http.ts'
import { plateJobs } from '#server/plates/plate-jobs.ts'
import { roomRoutes } from '#server/plates/waiting-room.http.ts'
import { roomJobs } from '#server/plates/waiting-room.ts'
import { retentionJobs } from '#server/privacy/retention.ts'
import { productionRoutes } from '#server/production/production.http.ts'
import { productionJobs } from '#server/production/production-jobs.ts'
import { sealJobs } from '#server/sealed-log/seal.ts'
import { sealedLogRoutes } from '#server/sealed-log/sealed-log.http.ts'
import { siteRoutes } from '#server/site/site.ts'
import { videoJobs } from '#server/video/jobs.ts'
import { readMediaConfig } from '#server/video/media/engines.ts'
import { mayHearVideo } from '#server/video/may-hear.ts'
import { videoRoutes } from '#server/video/video.http.ts'
import { videoBoardRoutes } from '#server/video/video-board.http.ts'
import { videoDeskRoutes } from '#server/video/video-desk.http.ts'
import { coSignRoutes } from '#server/co-signs/co-signs.http.ts'
import { stepJobs } from '#server/steps/steps.ts'

/** The build the clients compare themselves with: they reload when the server's has changed. */
const BUILD = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version

export interface Furniture {
  config: Config
  databaseUrl: string
  log: Log
  time?: Time
  /** Agencies that are reached elsewhere than the environment says. */
  agencies?: Partial<Record<Agency, string>>
}

/** Two look-ups one after the other stay under the five seconds after which people press again. */
const QUICK_MS = 2_400

/** Gathers the house's tools: database, keys, files, connectors, configuration. Listens to nothing yet. */
export function furnish({ config, databaseUrl, log, time, agencies }: Furniture): House & { close(): Promise<void> } {
  const keysDir = process.env['KEYS_DIR'] ?? join(config.dataDir, 'keys')
  const crypto = createCrypto({ suite: config.cryptoSuite, masterKey: loadMasterKey(config.dataDir) })
  const db = openDb(databaseUrl, { poolSize: config.poolSize })
  const bus = postgresBus(databaseUrl, log)
  const machine = systemTime(config.nowOffsetMs)
  const clock = time ?? machine
  const agencyKeys =
    process.env['AGENCY_KEYS'] === 'given'
      ? readAgencyPublicKeys(keysDir)
      : publicHalves(ensureAgencyKeys(keysDir, config.cryptoSuite))
  const exchange = createExchange({
    baseUrl: { ...agencyUrls(process.env, config.sandboxUrl), ...agencies },
    houseKey: ensureHouseKey(keysDir, config.cryptoSuite),
    agencyKeys,
    suite: config.cryptoSuite,
    timeoutMs: 4_000,
    // The machine's clock, moved with it for a drill; a test that moves the house alone leaves the agencies where they are.
    now: () => machine.now(),
  })
  return {
    db,
    crypto,
    logKey: ensureLogKey(keysDir, config.cryptoSuite),
    bus,
    log,
    time: clock,
    files: diskFiles(join(config.dataDir, 'files'), crypto),
    media: {
      dir: join(config.dataDir, 'recordings'),
      // A house on any free port (tests) takes any free port for media, too.
      config: readMediaConfig(config.port === 0 ? { ...process.env, MEDIA_PORT: '0' } : process.env),
    },
    metrics: createMetrics(),
    calendar: loadCalendar(),
    fees: loadFees(),
    city: loadCity(),
    rules: loadRules(),
    connectors: createConnectors(exchange),
    quick: createConnectors({ ...exchange, ask: exchange.askWithin(QUICK_MS) }),
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    payUrl: process.env['PAY_URL'] ?? config.sandboxUrl,
    close: async () => {
      await bus.close()
      exchange.close()
      await db.close()
    },
  }
}

/** The whole application in a page: every feature hangs its routes here. */
export async function createHouseApp(house: House): Promise<FastifyInstance> {
  const app = createApp(house)
  agencyRoutes(app, house)
  healthRoutes(app, house, BUILD)
  accountRoutes(app, house)
  officerAlarmRoutes(app, house)
  authorityRoutes(app, house)
  bindingRoutes(app, house)
  companyRoutes(app, house)
  makerRoutes(app, house)
  makerSampleRoutes(app, house)
  draftRoutes(app, house)
  fileRoutes(app, house)
  caseRoutes(app, house)
  myCaseRoutes(app, house)
  coSignRoutes(app, house)
  freshCheckRoutes(app, house, () => settingsAt(house.time.now()).checkMinutes)
  plateRoutes(app, house)
  counterRoutes(app, house)
  poolRoutes(app, house)
  roomRoutes(app, house)
  watchRoutes(app, house)
  appointmentRoutes(app, house)
  paymentRoutes(app, house)
  productionRoutes(app, house)
  messageRoutes(app, house)
  deskRoutes(app, house)
  leavingRoutes(app, house)
  videoRoutes(app, house)
  videoDeskRoutes(app, house)
  videoBoardRoutes(app, house)
  liveRoutes(app, house, BUILD, (actor, topic, id) =>
    topic === 'video' ? mayHearVideo(house, actor, id) : mayHearCase(house, actor, id),
  )
  sealedLogRoutes(app, house)
  await siteRoutes(app, house)
  return app
}

/** Every kind of background work there is. */
export const houseJobs: readonly Job[] = [
  ...stepJobs,
  ...messageJobs,
  ...paymentJobs,
  ...productionJobs,
  ...appointmentJobs,
  ...videoJobs,
  ...plateJobs,
  ...makerJobs,
  ...leavingJobs,
  ...visitJobs,
  ...sealJobs,
  ...roomJobs,
  ...lookJobs,
  ...officerWatchJobs,
  ...watchJobs,
  ...retentionJobs,
]
