import { type Case, isClosed } from './case.ts'
import type { Command, Decision, DecisionContext } from './commands.ts'
import { decideByCoSigner } from './co-sign.ts'
import { decideByCitizen } from './decide-citizen.ts'
import { decideByOfficer } from './decide-officer.ts'
import { decideBySystem } from './decide-system.ts'
import { refuse } from './moves.ts'

/** The only place where a case moves. Pure: the clock and the calendar come in, a new case and its effects come out. */
export function decide(c: Case, command: Command, ctx: DecisionContext): Decision {
  if (isClosed(c.state)) return refuse('CASE_CLOSED')
  if (ctx.actor.kind === 'officer') return decideByOfficer(c, command, ctx)
  if (ctx.actor.kind === 'co-signer') return decideByCoSigner(c, command, ctx)
  if (ctx.actor.kind === 'citizen')
    return ctx.actor.id === c.applicant || ctx.shared ? decideByCitizen(c, command, ctx) : refuse('NOT_YOURS')
  return decideBySystem(c, command, ctx)
}
