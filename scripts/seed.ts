import pg from 'pg'
import { furnishDemo } from '#server/demo/furnish.ts'
import { readConfig } from '#server/kit/config.ts'
import { openHouse } from '#server/open.ts'
import { seedDemo } from './seed-demo.ts'
import { seedLeaving } from './seed-leaving.ts'
import { seedMaker } from './seed-makers.ts'

/** Fills a demo house with people and cases. `npm run seed -- --people N --cases N`: more people and cases in a demo house (people beyond 300: start the sandbox with SANDBOX_PEOPLE=N). */
const argument = (name: string, standard: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  const value = at < 0 ? standard : Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1 || value > 200_000)
    throw new Error(`--${name} takes a whole number from 1 to 200000`)
  return value
}
const config = readConfig(process.env)
const { house, databaseUrl, close } = await openHouse({
  ...config,
  roles: new Set(),
  logLevel: 'warn',
})
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
await furnishDemo(house)
await seedMaker(house, client, config.dataDir)
const people = argument('people', 300)
const made = await seedDemo(house, client, { people, cases: argument('cases', 240) })
const asked = await seedLeaving(house, config.sandboxUrl, people)
console.log(`${made} cases made, ${asked} files asked for by other offices`)
await client.end()
await close()
