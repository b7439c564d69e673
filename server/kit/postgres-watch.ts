import type { Log } from './log.ts'
import type { RunningPostgres } from './postgres.ts'

/**
 * Brings the embedded server back when it was killed, or stopped by another process of the house that closed: nobody else looks
 * after it, and requests are told to come again meanwhile (503). Every process watches; who comes second finds it running.
 * `end` ends the watch; `startedHere` is whether this process is the one that has to stop the server now.
 */
export function watchPostgres(
  postgres: Pick<RunningPostgres, 'adopted' | 'isUp' | 'again'>,
  log: Pick<Log, 'info' | 'warn' | 'error'>,
): { end: () => void; startedHere: () => boolean } {
  let adopted = postgres.adopted
  let busy = false
  let over = false
  const bringBack = async (): Promise<void> => {
    busy = true
    log.warn('database gone')
    try {
      adopted = await postgres.again()
      log.info('database back', { adopted })
    } catch (error) {
      log.error('database does not start', error)
    }
    busy = false
  }
  const timer = setInterval(() => {
    if (!busy && !over && !postgres.isUp()) void bringBack()
  }, EVERY_MS)
  timer.unref()
  return {
    end: () => {
      over = true
      clearInterval(timer)
    },
    startedHere: () => !adopted,
  }
}

const EVERY_MS = 1_000
