import { readConfig } from './kit/config.ts'
import { lastResort } from './kit/last-resort.ts'
import { closeOnSignal, openHouse } from './open.ts'

/** One server process, as an operator runs it: `node server/main.ts --roles=web,jobs,media`. */
const { house, close } = await openHouse(readConfig(process.env, process.argv.slice(2)))
closeOnSignal(close)
lastResort(house.log, close)
