import { classRule } from '../rules/licence-classes.ts'
import type { LawRef } from '../service.ts'

/** What the items about drivers and learners share. */

/** Articles of the driving licence rules. */
export const order162 = (...articles: number[]): LawRef[] => articles.map((article) => ({ source: 'L162', article }))

/** Classes to choose from, with their Chinese names. */
export const classOptions = (classes: readonly string[]) =>
  classes.map((c) => [c, `${c} ${classRule(c)?.name ?? ''}`.trim(), c] as const)
