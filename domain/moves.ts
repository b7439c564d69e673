import type { Case, CaseData } from './case.ts'
import { resumeClock, stopClock } from './clock.ts'
import type { Decision, DecisionContext, Effect, Refusal } from './commands.ts'
import { feesOf, type Service, type Step, type StepKind } from './service.ts'
import { askToBook, askToCome } from './visit.ts'

export const refuse = (code: string, params?: Refusal['params']): Decision => ({
  ok: false,
  refusal: params ? { code, params } : { code },
})

export const moved = (c: Case, change: Partial<Case>, effects: Effect[] = []): Decision => ({
  ok: true,
  next: { ...c, ...change, version: c.version + 1 },
  effects,
})

/** Is the case at this step and waiting for it? */
export const at = (c: Case, ...steps: StepKind[]): boolean => c.state === 'open' && steps.includes(c.step)

/** Open and not yet handed over to the national register: until then it can still go another way. */
export const isBeforeRegister = (c: Case): boolean =>
  c.state === 'open' && !['register', 'make', 'deliver'].includes(c.step)

/** The steps this case will walk, from its own data. */
export const stepsOf = (service: Pick<Service, 'steps'>, data: CaseData): Step[] =>
  service.steps.filter((s) => !s.when || s.when(data))

/** Each step this case walks: done, now or to come. */
export function stepStates(
  service: Pick<Service, 'steps'>,
  c: Pick<Case, 'data' | 'step' | 'state'>,
): { kind: StepKind; state: 'done' | 'now' | 'next' }[] {
  const steps = stepsOf(service, c.data)
  const here = steps.findIndex((s) => s.kind === c.step)
  return steps.map((s, i) => ({
    kind: s.kind,
    state: c.state === 'done' || i < here ? 'done' : i === here ? 'now' : 'next',
  }))
}

/** What is already there is not asked for again after a correction: plate, appointment, inspection, money. */
export const settled = (kind: StepKind, data: CaseData): boolean => SETTLED[kind]?.(data) ?? false

/** Money is asked for once for as long as the case asks for the same; else the step `pay` compares what is paid with what is due. */
export const stillPaid = (service: Service, before: CaseData, after: CaseData): CaseData['paidAt'] =>
  feesOf(service, before).join() === feesOf(service, after).join() ? before.paidAt : undefined

const SETTLED: Readonly<Partial<Record<StepKind, (data: CaseData) => boolean>>> = {
  'choose-plate': ({ plate }) => plate !== undefined,
  appointment: ({ appointment }) => appointment !== undefined,
  inspect: ({ inspection }) => inspection?.passed === true,
  'co-sign': ({ coSigned }) => coSigned !== undefined,
  'fetch-file': ({ file }) => file !== undefined,
  meet: ({ met }) => met !== undefined,
  pay: ({ paidAt }) => paidAt !== undefined,
  review: ({ reviewStands }) => reviewStands === true,
  'second-review': ({ reviewStands }) => reviewStands === true,
}

/** Steps at which the office waits for the citizen or keeps a hold: the legal clock stands still. */
const WAITING: readonly StepKind[] = [
  'choose-plate',
  'appointment',
  'co-sign',
  'fetch-file',
  'meet',
  'pay',
  'hold',
  'deliver',
]

/** Goes on to the next step that this case needs, or ends the case. `change` is what the present step found out. */
export function advance(c: Case, ctx: DecisionContext, change: Partial<Case> = {}, effects: Effect[] = []): Decision {
  const changed = { ...c, ...change }
  const steps = stepsOf(ctx.service, changed.data)
  const order = ctx.service.steps.map((s) => s.kind)
  const next = steps.find((s) => order.indexOf(s.kind) > order.indexOf(c.step) && !settled(s.kind, changed.data))
  if (!next)
    return moved(
      changed,
      { state: 'done', parked: undefined, assignee: undefined, clock: stopClock(changed.clock, ctx.now) },
      [...effects, { type: 'message', template: 'done' }],
    )
  return enter(changed, next, ctx, effects)
}

/** Enters a step: the clock runs or stands, and what the step needs is set going. */
export function enter(c: Case, step: Step, ctx: DecisionContext, effects: Effect[] = []): Decision {
  const running = c.clock.acceptedAt ? resumeClock(c.clock, ctx.now, ctx.calendar) : c.clock
  const clock = WAITING.includes(step.kind) ? stopClock(running, ctx.now) : running
  const promise =
    step.kind === 'register' && !clock.promiseFrom ? { ...clock, promiseFrom: ctx.now.toISOString() } : clock
  return moved(c, { state: 'open', step: step.kind, clock: promise, parked: undefined, assignee: undefined }, [
    ...effects,
    ...onEnter(step, c, ctx),
  ])
}

const onEnter = (step: Step, c: Case, ctx: DecisionContext): Effect[] => ENTERING[step.kind]?.(step, c, ctx) ?? []

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()

const ENTERING: Readonly<Partial<Record<StepKind, (step: Step, c: Case, ctx: DecisionContext) => Effect[]>>> = {
  check: () => [{ type: 'run-step', step: 'check' }],
  register: () => [{ type: 'run-step', step: 'register' }],
  'fetch-file': () => [{ type: 'run-step', step: 'fetch-file' }],
  'choose-plate': () => [{ type: 'offer-plate' }],
  appointment: (step) => [askToBook(step)],
  'co-sign': (_step, _c, { now, service }) => {
    const until = later(now, (service.coSign?.days ?? 0) * 86_400_000)
    return [
      { type: 'ask-co-signer', until },
      { type: 'run-step', step: 'co-sign', at: until },
      { type: 'message', template: 'co-sign', params: { until } },
    ]
  },
  meet: (_step, c) => [askToCome(c)],
  pay: () => [{ type: 'open-bills' }],
  hold: (step, _c, { now }) => {
    const until = later(now, (step.hours ?? 0) * 3_600_000)
    return [
      { type: 'run-step', step: 'hold', at: until },
      { type: 'message', template: 'hold', params: { until } },
    ]
  },
  make: () => [{ type: 'produce' }],
  deliver: (_step, c) => [
    c.data.waybill
      ? { type: 'message', template: 'posted', params: { waybill: c.data.waybill } }
      : { type: 'message', template: 'pickup' },
  ],
}

/** Moves the case to the counter with all that was done (order 164 art. 74, order 162 art. 83): nothing is asked twice there. */
export function toCounter(
  c: Case,
  ctx: DecisionContext,
  reason: string,
  { site = 'main', at, effects = [] }: { site?: string | undefined; at?: string | undefined; effects?: Effect[] } = {},
): Decision {
  const data = { ...c.data, onSite: { reason, site, ...(at === undefined ? {} : { at }) } }
  return moved(
    c,
    { state: 'on-site', data, parked: undefined, assignee: undefined, clock: stopClock(c.clock, ctx.now) },
    [
      ...effects,
      // Nobody is asked at home any more; at the counter the step begins anew.
      ...(c.step === 'co-sign' ? [{ type: 'end-co-sign', as: 'ended' } as const] : []),
      { type: 'message', template: 'on-site' },
    ],
  )
}

/** What every ending without a result gives back: money, plate, appointment, work at the bench. */
export const undo = (): Effect[] => [
  { type: 'end-co-sign', as: 'ended' },
  { type: 'close-bills' },
  { type: 'release-plate' },
  { type: 'cancel-appointment' },
  { type: 'stop-production' },
]
