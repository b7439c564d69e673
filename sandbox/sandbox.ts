import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance } from 'fastify'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Suite } from '#server/kit/crypto.ts'
import { ensureAgencyKeys, ensureHouseKey } from '#server/connectors/keys.ts'
import { identityPlay } from './agencies/identity.ts'
import { paperPlays } from './agencies/papers.ts'
import { payPlay } from './agencies/pay.ts'
import { moveDueParcels, postPlay } from './agencies/post.ts'
import { answerPending, pendingActs } from './agencies/registry-acts.ts'
import { registryPlay } from './agencies/registry.ts'
import { smsPlay } from './agencies/sms.ts'
import { vehiclePaperPlays } from './agencies/vehicle-papers.ts'
import type { Desk } from './agency.ts'
import { loadWorld, resetWorld } from './city.ts'
import { openDoor } from './door.ts'
import { createModes } from './modes.ts'
import { createOutbox } from './outbox.ts'
import { adminPages } from './pages/admin.ts'
import { makerKey } from './maker.ts'
import { citizenPages } from './pages/citizen.ts'
import { driverPages } from './pages/drivers.ts'
import { makerPages } from './pages/maker.ts'
import { filePages } from './pages/files.ts'
import { stationPages } from './pages/stations.ts'
import { openStore } from './store.ts'
import { makeWorld } from './world/world.ts'

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: string
  /** Where sandbox.db lies; without it everything is in memory. */
  readonly dataDir?: string
  /** Where pushes go, without trailing slash; setHouseUrl() may give it later. */
  readonly houseUrl?: string
  readonly suite: Suite
  /** Shared with the house: both find or make the same keys there. */
  readonly keysDir: string
  readonly seed?: number
  readonly people?: number
  /** Seconds between two scans of a parcel; 0 waits for the button. */
  readonly postPaceS?: number
  readonly now?: () => Date
}

export interface Sandbox {
  readonly url: string
  setHouseUrl(url: string): void
  close(): Promise<void>
}

/** Starts the outside world as a real HTTP server and answers when it listens. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { suite, keysDir, now = () => new Date(), postPaceS: paceS = 0 } = options
  const houseKey = ensureHouseKey(keysDir, suite)
  const keys = ensureAgencyKeys(keysDir, suite)
  const store = openStore(options.dataDir)
  const { seed = 1, people = 300 } = options
  const worldOf = (today: string) => makeWorld({ seed, today, people })
  let day = shanghaiDate(now())
  loadWorld(store, worldOf(day))
  let house = options.houseUrl
  const houseUrl = () => house
  const modes = createModes(store, now)
  const outbox = createOutbox({ store, modes, houseUrl, keys, houseKey, suite, now })
  const desk = { store, modes, outbox, now, paceS, houseUrl }

  const app = fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: true })
  await plainBodies(app)
  const plays = [
    registryPlay(desk),
    identityPlay(desk),
    ...paperPlays(desk),
    ...vehiclePaperPlays(desk),
    payPlay(desk),
    postPlay(desk),
    smsPlay(desk),
  ]
  openDoor(app, { store, modes, plays, keys, houseKey, suite, now })
  adminPages(app, desk)
  citizenPages(app, desk)
  stationPages(app, desk)
  filePages(app, desk)
  driverPages(app, desk)
  makerPages(app, desk, makerKey(keysDir, suite))
  app.post('/admin/reset', () => {
    resetWorld(store, worldOf(day))
    return { reset: true }
  })
  await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' })
  outbox.wake()
  const clock = setInterval(() => {
    tick(desk)
    if (shanghaiDate(now()) === day) return
    // A new day: all dates of the demo move with it.
    day = shanghaiDate(now())
    loadWorld(store, worldOf(day))
  }, 250)

  return {
    url: `http://127.0.0.1:${portOf(app)}`,
    setHouseUrl(url) {
      house = url
      outbox.wake()
    },
    async close() {
      clearInterval(clock)
      await app.close()
      await outbox.close()
      store.close()
    },
  }
}

/** What happens by itself: late answers of the register, scans of parcels, forgetting old traffic. */
function tick(desk: Desk & { readonly paceS: number }): void {
  const instant = desk.now().toISOString()
  for (const act of pendingActs(desk.store))
    if (act.due !== null && act.due <= instant) answerPending(desk, act.message_id)
  if (desk.paceS > 0) moveDueParcels(desk)
  desk.store.run('delete from traffic where no <= (select max(no) from traffic) - 2000')
}

/** JSON stays text: a signature is over the bytes as they came. */
async function plainBodies(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  await app.register(formbody)
}

function portOf(app: FastifyInstance): number {
  const address = app.addresses()[0]
  if (!address || typeof address === 'string') throw new Error('the sandbox does not listen on a port')
  return address.port
}
