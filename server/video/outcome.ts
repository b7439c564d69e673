import type { Command } from '#domain/commands.ts'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { at, isBeforeRegister } from '#domain/moves.ts'
import type { Outcome } from '#domain/video/terms.ts'
import type { Session } from '#domain/video/session.ts'
import { definitionOf } from '#domain/services/index.ts'
import { takeVisit } from '#server/appointments/appointments.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { NEXT_FOR_HEIRS, OUTCOME_WORDS } from './outcome-words.ts'
import { keepRecordings, setHold } from './retention.sql.ts'
import { counterSites } from './counter.ts'
import type { Done } from './session-effects.ts'
import { VIDEO } from './settings.ts'
import { momentWords } from '#server/messages/words.ts'
import { tellCaller } from './tell.ts'

/**
 * What an outcome means for the matter: the case moves through its own door, in the same transaction, with the conversation as
 * proof of presence. The citizen is told within the minute: outcome, next step, and where to turn.
 */
export async function carryOutcome(tx: Tx, house: House, { after, command, ctx }: Done): Promise<void> {
  const { outcome } = after
  if (!outcome) return
  if (command.type === 'outcome' && after.caseId) {
    const c = await loadCase(tx, house, after.caseId)
    const step = caseCommand(c, after, command)
    if (step && ctx.actor.kind === 'officer' && mayCarry(ctx.actor, c, step)) {
      const moved = await act(tx, house, ctx.actor, c.id, undefined, step)
      if (step.type === 'move-on-site' && step.at !== undefined) await bookVisit(tx, house, moved, step.site, step.at)
    } else if (command.at !== undefined) throw refusedBy(409, { code: 'VIDEO_NO_VISIT' })
  }
  const now = house.time.now()
  const days = WITH_EFFECT.includes(outcome.kind) ? VIDEO.retention.actDays : VIDEO.retention.consultDays
  await tx.run(keepRecordings, [after.id, shanghaiMoment(addDays(shanghaiDate(now), days))])
  const hold = holdOf(after)
  if (hold) await tx.run(setHold, [after.id, hold, now])
  const words = OUTCOME_WORDS[outcome.kind]
  const next = outcome.cause === 'died' ? NEXT_FOR_HEIRS : words.next
  await tellCaller(tx, house, after, 'video-outcome', { outcome: words.label, next })
}

/** Kept beyond its time until somebody releases it: what an officer was done to, and what looked like fraud. */
const holdOf = ({ outcome, signals }: Session): string | undefined =>
  outcome?.cause === 'abuse' ? 'evidence' : signals.some(({ code }) => code.startsWith('fraud:')) ? 'fraud' : undefined

/** The place at the counter, in the same transaction: the person leaves the call with a time, or the officer chooses another. */
async function bookVisit(tx: Tx, house: House, c: Case, site: string, at: string): Promise<void> {
  const place = counterSites(house, c.office).find((one) => one.code === site)
  if (!place || !(await takeVisit(tx, house, c, site, new Date(at)))) throw refusedBy(409, { code: 'SLOT_GONE' })
  await tellCaller(
    tx,
    house,
    { person: c.applicant, office: c.office, caseId: c.id, service: c.service },
    'video-visit',
    {
      when: momentWords(new Date(at)),
      site: { ...place.name },
    },
  )
}

/** Conversations in which something was done are proof of it, and are kept as long as the papers. */
const WITH_EFFECT: readonly Outcome[] = [
  'done',
  'submitted-for-review',
  'await-pay',
  'await-original',
  'await-correction',
  'rejected',
]

type OutcomeCommand = Extract<Done['command'], { type: 'outcome' }>

/** Undefined: the case stays where it is (a question, a lost call, an original that is still to come). */
function caseCommand(c: Case, s: Session, command: OutcomeCommand): Command | undefined {
  const note = command.note ?? `视频核对人证一致(工号 ${s.officer})`
  const met: Command | undefined = at(c, 'meet') ? { type: 'meet', note, session: s.id } : undefined
  const commands: Partial<Record<Outcome, Command | undefined>> = {
    done: met,
    'submitted-for-review': met,
    'await-pay': met,
    'await-correction': at(c, 'meet', 'review') ? { type: 'return', defects: command.missing ?? [] } : undefined,
    'to-counter': isBeforeRegister(c)
      ? { type: 'move-on-site', reason: command.reason ?? '', site: command.site ?? 'main', at: command.at }
      : undefined,
  }
  return command.outcome === 'rejected' ? rejection(c, command) : commands[command.outcome]
}

/** A refusal needs a ground that the item itself names (order 164 art. 83: nothing the law lacks). */
function rejection(c: Case, { ground, reason }: OutcomeCommand): Command {
  if (!ground || !definitionOf(c).refusals.includes(ground)) throw refusedBy(409, { code: 'VIDEO_GROUND_MISSING' })
  return { type: 'refuse', code: ground, reason: reason ?? '' }
}

/** An officer of the pool sees people for other offices and decides nothing there; the counter of the case's office takes it as it stands. */
const mayCarry = (officer: { office: number }, c: Case, step: Command): boolean =>
  step.type !== 'move-on-site' || officer.office === c.office
