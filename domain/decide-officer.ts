import type { Case } from './case.ts'
import { stopClock } from './clock.ts'
import { agreed, partyOf } from './co-sign.ts'
import type { Command, Decision, DecisionContext } from './commands.ts'
import { advance, at, enter, isBeforeRegister, moved, refuse, settled, stepsOf, toCounter, undo } from './moves.ts'

type Officer = Extract<DecisionContext['actor'], { kind: 'officer' }>

/** What an officer may do. The same table answers the buttons of the console (`whyNot`). */
export function decideByOfficer(c: Case, command: Command, ctx: DecisionContext): Decision {
  if (ctx.actor.kind !== 'officer') return refuse('NOT_FOR_OFFICER')
  // Presence may be seen by any officer of the city's pool; who decides stays the office of the case.
  const pooled = command.type === 'meet' && command.session !== undefined
  const why = whyNot(c, command.type, pooled ? { ...ctx.actor, office: c.office } : ctx.actor)
  if (why) return refuse(why)
  const handle = HANDLERS[command.type] as Handler<Command['type']> | undefined
  return handle ? handle(c, command, { ...ctx, officer: ctx.actor }) : refuse('NOT_FOR_OFFICER')
}

type Handler<T extends Command['type']> = (
  c: Case,
  command: Extract<Command, { type: T }>,
  ctx: DecisionContext & { officer: Officer },
) => Decision

const HANDLERS: { [T in Command['type']]?: Handler<T> } = {
  take: (c, _command, { officer }) => moved(c, { assignee: officer.id }),
  'give-back': (c) => moved(c, { assignee: undefined }),
  pass: (c, _command, ctx) => advance(c, ctx, { reviewedBy: ctx.officer.id }),
  'second-pass': (c, _command, ctx) => advance(c, ctx),
  'second-return': (c, _command, ctx) => secondReturn(c, ctx),
  'co-sign-seen': (c, command, ctx) => agreed(c, ctx, partyOf(ctx.service, c.data)?.name ?? '', command.note),
  // At the counter, with the person there.
  'choose-plate': (c, command, ctx) => advance(c, ctx, { data: { ...c.data, plate: command.plate } }),
  inspect: (c, command, ctx) => inspected(c, command, ctx),
  meet: (c, command, ctx) => met(c, command, ctx.officer.id, ctx),
  return: (c, command, ctx) =>
    moved(
      c,
      {
        state: 'correcting',
        assignee: undefined,
        data: { ...c.data, defects: command.defects },
        clock: stopClock(c.clock, ctx.now),
      },
      [{ type: 'message', template: 'correct' }],
    ),
  refuse: (c, command, ctx) => refused(c, command, ctx),
  'move-on-site': (c, command, ctx) => toCounter(c, ctx, command.reason, { site: command.site, at: command.at }),
  'continue-at-counter': (c, _command, ctx) => continueAtCounter(c, ctx),
}

/** Which officer command fits which step and which role. A step that is not listed cannot be acted on by an officer. */
const ALLOWED: Partial<Record<Command['type'], { role: string; when: (c: Case) => boolean }>> = {
  take: { role: 'reviewer', when: (c) => at(c, 'review', 'second-review', 'inspect', 'meet') },
  'give-back': { role: 'reviewer', when: (c) => c.state === 'open' && c.assignee !== undefined },
  pass: { role: 'reviewer', when: (c) => at(c, 'review') },
  'second-pass': { role: 'second-reviewer', when: (c) => at(c, 'second-review') },
  'second-return': { role: 'second-reviewer', when: (c) => at(c, 'second-review') },
  'choose-plate': { role: 'reviewer', when: (c) => at(c, 'choose-plate') },
  inspect: { role: 'reviewer', when: (c) => at(c, 'inspect') },
  'co-sign-seen': { role: 'reviewer', when: (c) => at(c, 'co-sign') },
  meet: { role: 'reviewer', when: (c) => at(c, 'meet') },
  return: { role: 'reviewer', when: (c) => at(c, 'meet', 'review') },
  refuse: { role: 'reviewer', when: (c) => at(c, 'meet', 'review') || c.state === 'on-site' },
  // Until the register is written there is always a way to the counter (order 164 art. 74, order 162 art. 83). `register` itself
  // cannot be left: the entry may be there already, and the register’s own refusal moves the case. Afterwards (`make`, `deliver`) the
  // matter is decided: a suspicion then is one for revoking what was entered (order 164 art. 81, order 162 art. 93), not for another
  // look at the application, and papers nobody could deliver are handed out at the counter against the identity card.
  'move-on-site': { role: 'reviewer', when: isBeforeRegister },
  'continue-at-counter': { role: 'reviewer', when: (c) => c.state === 'on-site' },
}

/** The reason why an officer may not do this now, or undefined when it is allowed. Used by the server and by the buttons. */
export function whyNot(c: Case, command: Command['type'], officer: Omit<Officer, 'kind'>): string | undefined {
  const rule = ALLOWED[command]
  if (!rule) return 'NOT_FOR_OFFICER'
  if (officer.office !== c.office) return 'OTHER_OFFICE'
  if (!rolesFor(c, command, rule.role).some((role) => officer.roles.includes(role))) return 'ROLE_MISSING'
  if (!rule.when(c)) return 'WRONG_STEP'
  // Title papers need two people: the reviewer cannot check the own work (order 164 arts. 8, 67).
  const second = command.startsWith('second-') || (command === 'take' && c.step === 'second-review')
  if (second && c.reviewedBy === officer.id) return 'SAME_PERSON'
  return c.assignee && c.assignee !== officer.id && command !== 'move-on-site' ? 'TAKEN_BY_OTHER' : undefined
}

/** Whoever may decide at the step may also take the case in hand. */
function rolesFor(c: Case, command: Command['type'], role: string): string[] {
  if (command === 'give-back') return ['reviewer', 'second-reviewer']
  return command === 'take' && c.step === 'second-review' ? ['second-reviewer'] : [role]
}

function secondReturn(c: Case, ctx: DecisionContext): Decision {
  const review = ctx.service.steps.find((s) => s.kind === 'review')
  return review ? enter({ ...c, reviewedBy: undefined }, review, ctx) : refuse('WRONG_STEP')
}

function inspected(c: Case, command: Extract<Command, { type: 'inspect' }>, ctx: DecisionContext): Decision {
  const data = { ...c.data, inspection: { passed: command.passed, note: command.note, at: ctx.now.toISOString() } }
  if (command.passed) return advance(c, ctx, { data })
  return refused({ ...c, data }, { code: 'INSPECTION_FAILED', reason: command.note }, ctx)
}

/** The applicant has been seen; without a session of the video window it was at the counter. */
function met(c: Case, command: Extract<Command, { type: 'meet' }>, by: string, ctx: DecisionContext): Decision {
  const { note, session } = command
  const seen = { at: ctx.now.toISOString(), by, note, ...(session === undefined ? {} : { session }) }
  return advance(c, ctx, { channel: session === undefined ? 'counter' : 'video', data: { ...c.data, met: seen } })
}

function refused(c: Case, { code, reason }: { code: string; reason: string }, ctx: DecisionContext): Decision {
  const data = { ...c.data, refusal: { code, reason, remedy: 'REVIEW_OR_COURT' } }
  return moved(c, { state: 'refused', assignee: undefined, data, clock: stopClock(c.clock, ctx.now) }, [
    ...undo(),
    { type: 'message', template: 'refused' },
  ])
}

/** At the counter the case goes on where it stood; what the checks or the hold were for, the officer has seen. What is settled stays so. */
function continueAtCounter(c: Case, ctx: DecisionContext): Decision {
  const order = stepsOf(ctx.service, c.data)
  const kinds = ctx.service.steps.map((s) => s.kind)
  const over = c.step === 'check' || c.step === 'hold' ? 1 : 0
  const from = kinds.indexOf(c.step) + over
  const next = order.find((s) => kinds.indexOf(s.kind) >= from && !settled(s.kind, c.data))
  return next ? enter({ ...c, channel: 'counter' }, next, ctx) : refuse('WRONG_STEP')
}
