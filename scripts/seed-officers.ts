import type { CaseActor } from '#domain/case.ts'
import type { Officer } from '#server/kit/serve.ts'

/** The demo's officers as they act in the made past: who decides, who decides again, who makes. */
export interface Staff {
  office: number
  reviewer: CaseActor
  second: CaseActor
  producer: Officer
}

const officer = (id: string, office: number, ...roles: Officer['roles']): Officer => ({
  kind: 'officer',
  id,
  office,
  roles,
  session: '',
})
const acting = ({ id, office, roles }: Officer): CaseActor => ({ kind: 'officer', id, office, roles })

export const ZHOU = officer('3702000213', 370200, 'reviewer')
export const LIN = officer('3702000305', 370200, 'reviewer', 'second-reviewer')
export const SUPERVISOR = officer('3702000108', 370200, 'supervisor')
const HE = officer('3702000417', 370200, 'producer')
const YU = officer('3702110021', 370211, 'reviewer', 'second-reviewer', 'producer')

export const HOME: Staff = { office: 370200, reviewer: acting(ZHOU), second: acting(LIN), producer: HE }
/** One person does everything there, and therefore nothing that needs two. */
export const HUANGDAO: Staff = { office: 370211, reviewer: acting(YU), second: acting(YU), producer: YU }
