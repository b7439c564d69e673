import type { Static } from 'typebox'
import type { Moved } from '#api/shared.ts'
import type { Case } from '#domain/case.ts'

/** What is answered to whoever moved a case. */
export const movedView = ({ id, version, state, step }: Case): Static<typeof Moved> => ({ id, version, state, step })
