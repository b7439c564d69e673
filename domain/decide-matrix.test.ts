import { describe, expect, test } from 'vitest'
import { caseOf, CITIZEN, dataFor, does, mended, officer, SYSTEM } from '#test/cases.ts'
import { type Case, type CaseActor, isClosed } from './case.ts'
import type { Command, CommandType } from './commands.ts'
import { type Service, STEP_KINDS, type StepKind } from './service.ts'
import { findService } from './services/index.ts'

/**
 * No step is skipped and no state is forced: every command is tried by everybody in every state at every step, and goes through
 * exactly where this table says, which was written from docs/architecture.md and not from the decisions.
 */

const STATES = ['open', 'correcting', 'on-site', 'refused', 'withdrawn', 'lapsed', 'done'] as const

const ACTORS: Readonly<Record<string, CaseActor>> = {
  applicant: CITIZEN,
  stranger: { kind: 'citizen', id: 'somebody-else' },
  other: { kind: 'co-signer', id: 'c-2' },
  house: SYSTEM,
  reviewer: officer('o-1', 'reviewer'),
  second: officer('o-2', 'second-reviewer'),
  producer: officer('o-3', 'producer'),
  supervisor: officer('o-4', 'supervisor'),
  auditor: officer('o-5', 'auditor'),
  elsewhere: { kind: 'officer', id: 'o-6', office: 370211, roles: ['reviewer', 'second-reviewer', 'supervisor'] },
}

type Where = readonly (StepKind | 'correcting' | 'on-site')[]
const BEFORE_THE_REGISTER: Where = STEP_KINDS.filter((kind) => !['register', 'make', 'deliver'].includes(kind))

/** command → who → where. What is not here is refused. A case that is neither parked, in hand, nor a visit. */
const MAY: Partial<Record<CommandType, Readonly<Record<string, Where>>>> = {
  checked: { house: ['check'] },
  'retry-checks': { applicant: ['correcting'] },
  paid: { house: ['pay'] },
  'hold-over': { house: ['hold'] },
  registered: { house: ['register'] },
  'register-refused': { house: ['register'] },
  'plate-refused': { house: ['register'] },
  park: { house: STEP_KINDS },
  'handed-over': { house: ['make'] },
  'ready-for-pickup': { house: ['make'] },
  delivered: { house: ['deliver'] },
  lapse: { house: ['pay'] },
  'co-sign': { other: ['co-sign'] },
  'co-decline': { other: ['co-sign'] },
  'co-sign-over': { house: ['co-sign'] },
  'co-sign-seen': { reviewer: ['co-sign'] },
  'file-arrived': { house: ['fetch-file'] },
  'file-refused': { house: ['fetch-file'] },
  'choose-plate': { applicant: ['choose-plate'], house: ['choose-plate'], reviewer: ['choose-plate'] },
  book: { applicant: ['appointment'] },
  rebook: { applicant: ['inspect', 'meet'] },
  correct: { applicant: ['correcting'] },
  object: { applicant: ['hold'] },
  withdraw: { applicant: [...BEFORE_THE_REGISTER, 'correcting', 'on-site'] },
  take: { reviewer: ['review', 'inspect', 'meet'], second: ['second-review'] },
  pass: { reviewer: ['review'] },
  'second-pass': { second: ['second-review'] },
  'second-return': { second: ['second-review'] },
  return: { reviewer: ['meet', 'review'] },
  refuse: { reviewer: ['meet', 'review', 'on-site'] },
  'move-on-site': { reviewer: BEFORE_THE_REGISTER },
  'continue-at-counter': { reviewer: ['on-site'] },
  inspect: { reviewer: ['inspect'] },
  meet: { reviewer: ['meet'] },
}

const [lost, pledge] = [findService('licence-replace-lost'), findService('pledge-record')]
if (!lost || !pledge?.coSign) throw new Error('an item is gone')
/** An item with every step there is, so that each command could go through at its own. */
const SERVICE: Service = { ...lost, steps: STEP_KINDS.map((kind) => ({ kind })), coSign: pledge.coSign }
const caseAt = (state: Case['state'], step: StepKind): Case =>
  caseOf(SERVICE, {
    state,
    step,
    data: dataFor(SERVICE, { appointment: { site: 'main', from: '2026-03-05T01:00:00Z' } }),
  })

const COMMANDS: { [T in CommandType]: Extract<Command, { type: T }> } = {
  checked: { type: 'checked', results: [] },
  'retry-checks': { type: 'retry-checks' },
  paid: { type: 'paid' },
  'hold-over': { type: 'hold-over' },
  registered: { type: 'registered', result: {} },
  'register-refused': { type: 'register-refused', reason: 'x' },
  'plate-refused': { type: 'plate-refused', reason: 'x' },
  park: { type: 'park', agency: 'tax' },
  'handed-over': { type: 'handed-over', waybill: '1' },
  'ready-for-pickup': { type: 'ready-for-pickup' },
  delivered: { type: 'delivered' },
  lapse: { type: 'lapse' },
  'co-sign': { type: 'co-sign', name: '李静' },
  'co-decline': { type: 'co-decline' },
  'co-sign-over': { type: 'co-sign-over' },
  'co-sign-seen': { type: 'co-sign-seen', note: 'x' },
  'file-arrived': { type: 'file-arrived', from: '济南', hash: 'f'.repeat(64) },
  'file-refused': { type: 'file-refused', reason: 'x' },
  'choose-plate': { type: 'choose-plate', plate: { number: '鲁BD12345', type: '52' } },
  book: { type: 'book', site: 'main', from: '2026-03-05T01:00:00Z' },
  rebook: { type: 'rebook', site: 'main', from: '2026-03-06T01:00:00Z' },
  correct: mended(caseAt('correcting', 'check')),
  object: { type: 'object', reason: 'x' },
  withdraw: { type: 'withdraw' },
  take: { type: 'take' },
  'give-back': { type: 'give-back' },
  pass: { type: 'pass' },
  'second-pass': { type: 'second-pass' },
  'second-return': { type: 'second-return', reason: 'x' },
  return: { type: 'return', defects: [{ target: 'photo', reason: 'x' }] },
  refuse: { type: 'refuse', code: 'x', reason: 'x' },
  'move-on-site': { type: 'move-on-site', reason: 'x', site: 'main' },
  'continue-at-counter': { type: 'continue-at-counter' },
  inspect: { type: 'inspect', passed: true, note: 'x' },
  meet: { type: 'meet', note: 'x' },
}

function allowed(command: CommandType, who: string, state: Case['state'], step: StepKind): boolean {
  if (isClosed(state)) return false
  // Money that comes while the case is at the counter counts there.
  if (command === 'paid' && who === 'house' && state === 'on-site') return step === 'pay'
  const where = MAY[command]?.[who] ?? []
  return state === 'open' ? where.includes(step) : where.some((place) => place === state)
}

describe('every command, by everybody, in every state, at every step', () => {
  test.each(Object.keys(COMMANDS) as CommandType[])('%s goes through where the table says and nowhere else', (type) => {
    const wrong: string[] = []
    for (const [who, actor] of Object.entries(ACTORS))
      for (const state of STATES)
        for (const step of STEP_KINDS) {
          const decision = does(caseAt(state, step), SERVICE, actor, COMMANDS[type])
          if (decision.ok !== allowed(type, who, state, step))
            wrong.push(`${who} at ${state}/${step}: ${decision.ok ? 'went through' : decision.refusal.code}`)
        }
    expect(wrong).toEqual([])
  })

  test('a case in another officer’s hand is decided by nobody else', () => {
    for (const command of [COMMANDS.pass, COMMANDS.return, COMMANDS.refuse]) {
      const taken = { ...caseAt('open', 'review'), assignee: 'o-9' }
      const decision = does(taken, SERVICE, officer('o-1', 'reviewer'), command)
      expect(decision).toMatchObject({ ok: false, refusal: { code: 'TAKEN_BY_OTHER' } })
    }
  })
})
