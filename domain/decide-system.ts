import type { Case } from './case.ts'
import { allProblems } from './checks/check.ts'
import { startClock, stopClock } from './clock.ts'
import { overWith } from './co-sign.ts'
import type { Command, Decision, DecisionContext, Effect } from './commands.ts'
import { advance, at, moved, refuse, stillPaid, toCounter, undo } from './moves.ts'
import { asPlate } from './plate-pool.ts'
import { isMissed, visitOf } from './visit.ts'

type Handler<T extends Command['type']> = (
  c: Case,
  command: Extract<Command, { type: T }>,
  ctx: DecisionContext,
) => Decision

/** What jobs and the signed answers of agencies may do; each only at its own step. */
const HANDLERS: { [T in Command['type']]?: Handler<T> } = {
  checked: (c, command, ctx) => (at(c, 'check') ? decideChecked(c, command, ctx) : refuse('WRONG_STEP')),
  paid: (c, { nothing }, ctx) => {
    const data = { ...c.data, paidAt: ctx.now.toISOString() }
    const told: Effect[] = nothing ? [] : [{ type: 'message', template: 'paid' }]
    if (at(c, 'pay')) return advance(c, ctx, { data }, told)
    // Money that comes while the case is at the counter counts there.
    return c.state === 'on-site' && c.step === 'pay' ? moved(c, { data }, told) : refuse('WRONG_STEP')
  },
  // A number that was chosen ahead for the car and cannot be changed any more.
  'choose-plate': (c, command, ctx) =>
    at(c, 'choose-plate') ? advance(c, ctx, { data: { ...c.data, plate: command.plate } }) : refuse('WRONG_STEP'),
  'hold-over': (c, _command, ctx) => (at(c, 'hold') ? advance(c, ctx) : refuse('WRONG_STEP')),
  registered: (c, command, ctx) =>
    at(c, 'register')
      ? advance(c, ctx, { data: { ...c.data, registered: command.result } }, ontoTheCar(c, ctx))
      : refuse('WRONG_STEP'),
  'register-refused': (c, command, ctx) =>
    at(c, 'register') ? toCounter(c, ctx, command.reason) : refuse('WRONG_STEP'),
  'plate-refused': (c, command, ctx) => (at(c, 'register') ? chooseAnew(c, command.reason, ctx) : refuse('WRONG_STEP')),
  park: (c, command, ctx) => (c.state === 'open' && !c.parked ? parked(c, command.agency, ctx) : refuse('WRONG_STEP')),
  'handed-over': (c, command, ctx) =>
    at(c, 'make')
      ? advance(c, ctx, { data: { ...c.data, waybill: command.waybill } })
      : at(c, 'deliver') && c.data.waybill !== undefined && c.data.waybill !== command.waybill
        ? // Lost or come back, and sent anew under another waybill.
          moved(c, { data: { ...c.data, waybill: command.waybill } }, [
            { type: 'message', template: 'sent-anew', params: { waybill: command.waybill } },
          ])
        : refuse('WRONG_STEP'),
  'ready-for-pickup': (c, _command, ctx) => (at(c, 'make') ? advance(c, ctx) : refuse('WRONG_STEP')),
  delivered: (c, _command, ctx) => (at(c, 'deliver') ? advance(c, ctx) : refuse('WRONG_STEP')),
  'co-sign-over': (c, _command, ctx) => (at(c, 'co-sign') ? overWith(c, ctx, 'lapsed') : refuse('WRONG_STEP')),
  'file-arrived': (c, command, ctx) =>
    at(c, 'fetch-file')
      ? advance(c, ctx, {
          data: { ...c.data, file: { from: command.from, hash: command.hash, at: ctx.now.toISOString() } },
        })
      : refuse('WRONG_STEP'),
  'file-refused': (c, command, ctx) => (at(c, 'fetch-file') ? toCounter(c, ctx, command.reason) : refuse('WRONG_STEP')),
  // A station is no office: nobody there presses a button, the day being over is all that is known.
  meet: (c, { note }, ctx) =>
    at(c, 'meet') && visitOf(ctx.service) === 'station'
      ? advance(c, ctx, { data: { ...c.data, met: { at: ctx.now.toISOString(), by: 'house', note } } })
      : refuse('WRONG_STEP'),
  // Found by a look at the books outside the case's lock: meanwhile it may have been paid, or gone to the counter.
  lapse: (c, _command, ctx) =>
    at(c, 'pay') || (at(c, 'meet') && isMissed(c, ctx.service))
      ? moved(c, { state: 'lapsed', parked: undefined, clock: stopClock(c.clock, ctx.now) }, [
          ...undo(),
          { type: 'message', template: isMissed(c, ctx.service) ? 'missed' : 'lapsed' },
        ])
      : refuse('WRONG_STEP'),
}

/** What the register's answer means for the numbers of the cars. */
function ontoTheCar({ data: { plate, form } }: Case, { service }: DecisionContext): Effect[] {
  if (plate) return [{ type: 'assign-plate' }]
  if (service.freesPlate) return [{ type: 'free-plate' }]
  const other = service.swapsPlate === undefined ? undefined : form[service.swapsPlate]
  return typeof other === 'string' ? [{ type: 'swap-plates', other: asPlate(other) }] : []
}

/**
 * The number that was chosen turns out to be in use elsewhere: the fault is the office's, so nothing of the applicant's is lost
 * but the number. What is paid, booked, inspected and reviewed stays; the promised time begins again when the case comes back.
 */
function chooseAnew(c: Case, reason: string, ctx: DecisionContext): Decision {
  const { plate, ...data } = c.data
  if (!plate) return toCounter(c, ctx, reason)
  const clock = { ...stopClock(c.clock, ctx.now), promiseFrom: undefined }
  const kept = { ...data, reviewStands: true as const }
  return moved(c, { state: 'open', step: 'choose-plate', data: kept, clock, parked: undefined, assignee: undefined }, [
    { type: 'void-plate' },
    { type: 'message', template: 'plate-refused', params: { plate: plate.number } },
  ])
}

export function decideBySystem(c: Case, command: Command, ctx: DecisionContext): Decision {
  const handle = HANDLERS[command.type] as Handler<Command['type']> | undefined
  return handle ? handle(c, command, ctx) : refuse('NOT_FOR_SYSTEM')
}

const parked = (c: Case, agency: string, ctx: DecisionContext): Decision =>
  moved(c, { parked: { agency, since: ctx.now.toISOString() }, clock: stopClock(c.clock, ctx.now) }, [
    { type: 'message', template: 'parked', params: { agency } },
  ])

function decideChecked(c: Case, command: Extract<Command, { type: 'checked' }>, ctx: DecisionContext): Decision {
  const problems = allProblems(command.results)
  const found = { ...c.data, checks: command.results, ...(command.subject ? { subject: command.subject } : {}) }
  const data = { ...found, paidAt: stillPaid(ctx.service, c.data, found) }
  const onSite = problems.find((p) => p.effect === 'on-site')
  const blocking = problems.filter((p) => p.effect === 'block')
  if (onSite) return toCounter({ ...c, data }, ctx, onSite.code)
  if (blocking.length > 0) {
    const defects = blocking.map((p) => ({ target: p.code, reason: p.code }))
    return moved(
      c,
      { state: 'correcting', data: { ...data, defects }, parked: undefined, clock: stopClock(c.clock, ctx.now) },
      [{ type: 'message', template: 'correct' }],
    )
  }
  const clock = startClock(
    { ...c.clock, stoppedOn: c.clock.acceptedAt ? c.clock.stoppedOn : undefined },
    ctx.now,
    ctx.calendar,
  )
  return advance(c, ctx, { data: { ...data, defects: undefined }, clock }, [{ type: 'message', template: 'accepted' }])
}
