import type { Case, CaseData } from './case.ts'
import { termsOf } from './co-sign.ts'
import { stopClock } from './clock.ts'
import type { Command, Decision, DecisionContext } from './commands.ts'
import { advance, at, enter, isBeforeRegister, moved, refuse, stillPaid, toCounter, undo } from './moves.ts'
import { tooLateToCancel, whyNotMove } from './visit.ts'
import type { Service } from './service.ts'

type Handler<T extends Command['type']> = (
  c: Case,
  command: Extract<Command, { type: T }>,
  ctx: DecisionContext,
) => Decision

/** What the applicant may do with the own case. */
const HANDLERS: { [T in Command['type']]?: Handler<T> } = {
  'choose-plate': (c, command, ctx) =>
    at(c, 'choose-plate') ? advance(c, ctx, { data: { ...c.data, plate: command.plate } }) : refuse('WRONG_STEP'),
  book: (c, command, ctx) =>
    at(c, 'appointment')
      ? advance(c, ctx, { data: { ...c.data, appointment: { site: command.site, from: command.from } } })
      : refuse('WRONG_STEP'),
  rebook: (c, command, ctx) => rebooked(c, command, ctx),
  correct: (c, command, ctx) => (c.state === 'correcting' ? corrected(c, command, ctx) : refuse('WRONG_STEP')),
  'retry-checks': (c, _command, ctx) =>
    c.state === 'correcting' || (at(c, 'check') && c.parked) ? backToCheck(c, ctx) : refuse('WRONG_STEP'),
  // The registered owner says "this was not me" during the hold: a person must look, on site.
  object: (c, _command, ctx) =>
    at(c, 'hold')
      ? toCounter(c, ctx, 'OBJECTION', { effects: [{ type: 'message', template: 'objected' }] })
      : refuse('WRONG_STEP'),
  withdraw: (c, _command, ctx) =>
    tooLateToCancel(c, ctx.service, ctx.now)
      ? refuse('APPT_LATE')
      : mayWithdraw(c)
        ? withdrawn(c, ctx)
        : refuse('TOO_LATE_TO_WITHDRAW'),
}

/** A running case goes on when the authority is withdrawn; but the agent neither ends it, nor signs or chooses anything more in it. */
const WITHOUT_AUTHORITY: ReadonlySet<Command['type']> = new Set(['book', 'rebook', 'retry-checks'])

export function decideByCitizen(c: Case, command: Command, ctx: DecisionContext): Decision {
  if (ctx.withdrawn && !WITHOUT_AUTHORITY.has(command.type)) return refuse('AUTHORITY_WITHDRAWN')
  const handle = HANDLERS[command.type] as Handler<Command['type']> | undefined
  return handle ? handle(c, command, ctx) : refuse('NOT_FOR_CITIZEN')
}

/** A case can be withdrawn until it has been handed over to the national register. */
export const mayWithdraw = (c: Case): boolean =>
  c.state === 'correcting' || c.state === 'on-site' || isBeforeRegister(c)

const withdrawn = (c: Case, ctx: DecisionContext): Decision =>
  moved(c, { state: 'withdrawn', parked: undefined, assignee: undefined, clock: stopClock(c.clock, ctx.now) }, [
    ...undo(),
    { type: 'message', template: 'withdrawn' },
  ])

function rebooked(c: Case, { site, from }: Extract<Command, { type: 'rebook' }>, ctx: DecisionContext): Decision {
  const why = whyNotMove(c, ctx.service, ctx.now)
  if (why) return refuse(why)
  return moved(c, { data: { ...c.data, appointment: { site, from } } }, [
    { type: 'message', template: 'booked', params: { until: from, site } },
  ])
}

function corrected(c: Case, command: Extract<Command, { type: 'correct' }>, ctx: DecisionContext): Decision {
  const data = {
    ...c.data,
    form: command.form,
    materials: { ...c.data.materials, ...command.materials },
    applicant: { ...c.data.applicant, mobile: command.mobile },
    declaration: command.declaration,
    signature: command.signature,
    signedBefore: [...(c.data.signedBefore ?? []), c.data.signature],
  }
  const stands = { coSigned: stillAgreed(ctx.service, data), paidAt: stillPaid(ctx.service, c.data, data) }
  return backToCheck({ ...c, data: { ...data, ...stands } }, ctx)
}

/** An agreement holds for the terms that were read, and for no others. */
const stillAgreed = ({ coSign }: Service, data: CaseData): CaseData['coSigned'] =>
  coSign && data.coSigned && data.coSigned.terms === termsOf(coSign, data) ? data.coSigned : undefined

/** Mended things are checked anew from the beginning; what an officer asked for is then looked at again at the same step. */
function backToCheck(c: Case, ctx: DecisionContext): Decision {
  const first = ctx.service.steps.find((s) => s.kind === 'check') ?? ctx.service.steps[0]
  return first
    ? enter({ ...c, data: { ...c.data, defects: undefined, reviewStands: undefined } }, first, ctx)
    : refuse('WRONG_STEP')
}
