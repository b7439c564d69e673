import type { Case } from './case.ts'
import { allProblems } from './checks/check.ts'
import { resumeClock, startClock, stopClock } from './clock.ts'
import type { Command, Decision, DecisionContext } from './commands.ts'
import { advance, at, moved, refuse, toCounter, undo } from './moves.ts'

/** What jobs and the signed answers of agencies may do. */
export function decideBySystem(c: Case, command: Command, ctx: DecisionContext): Decision {
  switch (command.type) {
    case 'checked':
      return at(c, 'check') ? decideChecked(c, command, ctx) : refuse('WRONG_STEP')
    case 'paid':
      return at(c, 'pay') ? advance(c, ctx, { data: { ...c.data, paidAt: ctx.now.toISOString() } }, [{ type: 'message', template: 'paid' }]) : refuse('WRONG_STEP')
    case 'hold-over':
      return at(c, 'hold') ? advance(c, ctx) : refuse('WRONG_STEP')
    case 'registered':
      return at(c, 'register') ? advance(c, ctx, { data: { ...c.data, registered: command.result } }, c.data.plate ? [{ type: 'assign-plate' }] : []) : refuse('WRONG_STEP')
    case 'register-refused':
      return at(c, 'register') ? toCounter(c, ctx, command.reason, []) : refuse('WRONG_STEP')
    case 'park':
      if (c.state !== 'open' || c.parked) return refuse('WRONG_STEP')
      return moved(c, { parked: { agency: command.agency, since: ctx.now.toISOString() }, clock: stopClock(c.clock, ctx.now) }, [{ type: 'message', template: 'parked', params: { agency: command.agency } }])
    case 'unpark':
      return c.parked ? moved(c, { parked: undefined, clock: resumeClock(c.clock, ctx.now, ctx.calendar) }) : refuse('WRONG_STEP')
    case 'handed-over':
      return at(c, 'make') ? advance(c, ctx, { data: { ...c.data, waybill: command.waybill } }) : refuse('WRONG_STEP')
    case 'ready-for-pickup':
      return at(c, 'make') ? advance(c, ctx) : refuse('WRONG_STEP')
    case 'delivered':
      return at(c, 'deliver') ? advance(c, ctx) : refuse('WRONG_STEP')
    case 'lapse':
      return moved(c, { state: 'lapsed', parked: undefined, clock: stopClock(c.clock, ctx.now) }, [...undo(), { type: 'message', template: 'lapsed' }])
    default:
      return refuse('NOT_FOR_SYSTEM')
  }
}

function decideChecked(c: Case, command: Extract<Command, { type: 'checked' }>, ctx: DecisionContext): Decision {
  const problems = allProblems(command.results)
  const data = { ...c.data, checks: command.results, ...(command.subject ? { subject: command.subject } : {}) }
  const onSite = problems.find((p) => p.effect === 'on-site')
  const blocking = problems.filter((p) => p.effect === 'block')
  if (onSite) return toCounter({ ...c, data }, ctx, onSite.code, [])
  if (blocking.length > 0) {
    const defects = blocking.map((p) => ({ target: p.code, reason: p.code }))
    return moved(c, { state: 'correcting', data: { ...data, defects }, parked: undefined, clock: stopClock(c.clock, ctx.now) }, [{ type: 'message', template: 'correct' }])
  }
  const clock = startClock({ ...c.clock, stoppedOn: c.clock.acceptedAt ? c.clock.stoppedOn : undefined }, ctx.now, ctx.calendar)
  return advance(c, ctx, { data: { ...data, defects: undefined }, clock }, [{ type: 'message', template: 'accepted' }])
}
