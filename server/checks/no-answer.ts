import type { Problem } from '#domain/checks/check.ts'

/**
 * An agency did not answer, or is still looking: its checks have no outcome yet, the case waits and asks again. Spoils no other check.
 * `told`: what the citizen hears instead of "no data for now".
 */
export class NoAnswer extends Error {
  readonly told: Problem | undefined
  constructor(question: string, told?: Problem) {
    super(question)
    this.told = told
  }
}
