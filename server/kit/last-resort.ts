import type { Log } from './log.ts'

/**
 * For faults that no request and no job caught. Node would write their message to the error output, which may quote what somebody
 * typed, and end the process in the middle of everything. Here a forgotten promise is written down and the house goes on: what it did
 * in the database was a transaction of its own. After an exception nobody knows what state is left: the house closes in order, ends
 * with 1, and the service manager starts it again.
 */
export function lastResort(log: Log, close: () => Promise<void>): void {
  let ending = false
  process.on('unhandledRejection', (reason) => log.error('a promise failed and nobody waited for it', reason))
  process.on('uncaughtException', (error) => {
    log.error('a fault outside of requests and jobs; closing', error)
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), CLOSING_MS).unref()
    void close()
      .catch((failure: unknown) => log.error('closing failed', failure))
      .finally(() => process.exit(1))
  })
}

/** As long as closing after a signal may take, and a little more. */
const CLOSING_MS = 25_000
