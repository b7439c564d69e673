import type { Case, CaseData } from './case.ts'
import { stopClock } from './clock.ts'
import type { Command, Decision, DecisionContext } from './commands.ts'
import { advance, at, moved, refuse, undo } from './moves.ts'
import type { CoSign, Service } from './service.ts'

/** Who must agree to this case, or undefined when nobody must, or the answers do not say who. */
export const partyOf = (
  service: Pick<Service, 'coSign'>,
  data: Pick<CaseData, 'form' | 'subject'>,
): { name: string; idNumber: string } | undefined => service.coSign?.party(data)

/** What an agreement binds itself to: the answers that were read, and who read them. */
export const termsOf = (coSign: CoSign, data: Pick<CaseData, 'form' | 'subject'>): string =>
  JSON.stringify([coSign.party(data)?.idNumber ?? '', ...coSign.terms.map((name) => data.form[name] ?? '')])

/** What the other person may do: agree or not, once, while the case waits for it. */
export function decideByCoSigner(c: Case, command: Command, ctx: DecisionContext): Decision {
  if (ctx.actor.id === c.applicant) return refuse('NOT_YOURS')
  if (command.type !== 'co-sign' && command.type !== 'co-decline') return refuse('NOT_FOR_CITIZEN')
  if (!at(c, 'co-sign')) return refuse('WRONG_STEP')
  return command.type === 'co-sign' ? agreed(c, ctx, command.name) : overWith(c, ctx, 'declined')
}

/** Agreed, in the own account or before an officer at the counter; `note` is what the officer saw. */
export function agreed(c: Case, ctx: DecisionContext, name: string, note?: string): Decision {
  const { coSign } = ctx.service
  if (!coSign) return refuse('WRONG_STEP')
  const coSigned = {
    by: ctx.actor.id,
    name,
    at: ctx.now.toISOString(),
    terms: termsOf(coSign, c.data),
    ...(note === undefined ? {} : { note }),
  }
  return advance(c, ctx, { data: { ...c.data, coSigned } }, [
    { type: 'end-co-sign', as: 'signed' },
    { type: 'message', template: 'co-signed' },
  ])
}

/** Without the other person there is no application: it lapses, and everything is given back. */
export function overWith(c: Case, ctx: DecisionContext, as: 'declined' | 'lapsed'): Decision {
  const { coSign } = ctx.service
  const code = (as === 'declined' ? coSign?.declined : coSign?.lapsed) ?? DEFAULT[as]
  const data = { ...c.data, refusal: { code, reason: code, remedy: 'APPLY_AGAIN' } }
  return moved(
    c,
    { state: 'lapsed', assignee: undefined, parked: undefined, data, clock: stopClock(c.clock, ctx.now) },
    [
      { type: 'end-co-sign', as },
      ...undo(),
      { type: 'message', template: as === 'declined' ? 'co-declined' : 'co-sign-over' },
    ],
  )
}

const DEFAULT = { declined: 'CO_DECLINED', lapsed: 'CO_SIGN_OVER' } as const
