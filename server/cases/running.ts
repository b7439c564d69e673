import { CASE_STATES, isClosed } from '#domain/case.ts'

/** The states of a case that is not over, as SQL: `state in ${RUNNING}`. */
export const RUNNING = `(${CASE_STATES.filter((state) => !isClosed(state))
  .map((state) => `'${state}'`)
  .join(', ')})`
