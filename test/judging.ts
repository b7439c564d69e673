import { describe, expect, test } from 'vitest'
import type { Problem } from '#domain/checks/check.ts'

/** The day on which the tables of judgements are read. */
export const TODAY = '2026-03-02'

/** The refusals found, as one line. */
export const codes = (problems: readonly Problem[]): string => problems.map((p) => p.code).join(' ')

type Row = readonly [what: string, found: () => readonly Problem[], told: string]

/** One test for each row: what is judged, how, and the refusals that come of it (none: an empty line). */
export const table = (name: string, rows: readonly Row[]): void => {
  describe(name, () => {
    test.each(rows.map((row) => [row[0], row[1], row[2]] as const))('%s', (_what, found, told) => {
      expect(codes(found())).toBe(told)
    })
  })
}
