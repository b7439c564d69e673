import { readConfig } from './kit/config.ts'
import { closeOnSignal, openHouse } from './open.ts'

/** One server process, as an operator runs it: `node server/main.ts --roles=web,jobs,media`. */
const { close } = await openHouse(readConfig(process.env, process.argv.slice(2)))
closeOnSignal(close)
