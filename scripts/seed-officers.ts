import type { CaseActor } from '#domain/case.ts'
import type { Officer } from '#server/kit/serve.ts'

/** The demo's officers as they act in the made past. */
export const REVIEWER: CaseActor = { kind: 'officer', id: '3702000213', office: 370200, roles: ['reviewer'] }
export const SECOND: CaseActor = { kind: 'officer', id: '3702000305', office: 370200, roles: ['second-reviewer'] }
export const PRODUCER: Officer = { kind: 'officer', id: '3702000417', office: 370200, roles: ['producer'], session: '' }
