import pg from 'pg'
import { shanghaiDate } from '#domain/calendar.ts'
import type { House } from '#server/kit/house.ts'
import { conserve } from '#server/plates/upkeep.ts'
import { makeWorld } from '#sandbox/world/world.ts'
import { turnDraw } from './seed-draw.ts'
import { type SeededRandom, seededRandom } from './seed-random.ts'
import { seedHouse, stockBranch } from './seed-house.ts'
import { HUANGDAO } from './seed-officers.ts'
import { seedVideo } from './seed-video.ts'
import { BRANCH_DESTINATIONS, DESTINATIONS, walkCase } from './seed-walk.ts'
import { applicants } from './seed-applicants.ts'
import { seedNamed } from './seed-named.ts'

export interface SeedSize {
  people: number
  cases: number
}

/**
 * Makes cases in every state and age through the same doors as people use, each in one transaction with its own past time.
 * Numbers of persons carry province-level region codes, which nobody bears.
 */
export async function seedDemo(house: House, client: pg.Client, { people, cases }: SeedSize): Promise<number> {
  const random = seededRandom(20_260)
  const world = makeWorld({ seed: 1, today: shanghaiDate(house.time.now()), people })
  const queue = applicants(world, random)
  // First: the week's work uses up the new cars.
  const named = await seedNamed(house, world, queue, random)
  let [made, skipped] = [0, 0]
  for (let n = 0; made < cases && n < cases * 4; n++) {
    const destination = DESTINATIONS[(made + skipped) % DESTINATIONS.length]
    const applicant = destination && queue.next(destination.services)
    // A car is registered once: when the new ones are used up, the next draw takes another service.
    if (destination && applicant && (await walkCase(house, applicant, destination, random))) made += 1
    else skipped += 1
  }
  made += await seedBranch(house, queue, random)
  await seedVideo(house, queue, random)
  await seedHouse(house)
  await turnDraw(house)
  // What every night does.
  await house.db.tx((tx) => conserve(tx, house))
  // What was said in the past was sent in the past: the gateway gets none of it.
  await client.query(`delete from jobs where job = 'send-sms'`)
  await client.query(`update messages set sms_state = 'sent' where sms_state = 'queued'`)
  // Each at the time of the event that said it; what a job said on its own, at the event that asked for the job, else at the case's last.
  await client.query(
    `update messages m set created_at = said.at
       from (select m.id, coalesce(
               max(e.at) filter (where e.body::jsonb -> 'effects' ? ('message:' || m.template)),
               max(e.at) filter (where m.template = 'choose-plate' and e.body::jsonb -> 'effects' ? 'offer-plate'),
               max(e.at)) as at
             from messages m join case_events e on e.case_id = m.case_id group by m.id) said
      where said.id = m.id`,
  )
  await client.query(
    `update messages set read_at = created_at + interval '2 hours' where created_at < now() - interval '2 days'`,
  )
  return named + made
}

type Queue = ReturnType<typeof applicants>

async function seedBranch(house: House, queue: Queue, random: SeededRandom): Promise<number> {
  await stockBranch(house)
  let made = 0
  for (const destination of BRANCH_DESTINATIONS) {
    const applicant = queue.next(destination.services)
    if (applicant && (await walkCase(house, applicant, destination, random, HUANGDAO))) made += 1
  }
  return made
}
