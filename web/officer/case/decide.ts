import type { Text } from '#domain/text.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'
import type { DeskKey } from '#web/officer/texts.ts'

export type Command =
  | 'take'
  | 'give-back'
  | 'pass'
  | 'return'
  | 'move-on-site'
  | 'refuse'
  | 'second-pass'
  | 'second-return'
  | 'choose-plate'
  | 'inspect'
  | 'meet'
  | 'co-sign-seen'
  | 'continue-at-counter'

/** One button of the decision bar. `why` is the house's own reason when it may not be pressed now. */
export interface Act {
  command: Command
  key: string
  label: DeskKey
  look: 'main' | 'alt' | 'danger'
  why: Text | undefined
}

/** The buttons that belong to where the case stands, allowed or not; the four decisions keep their keys 1–4 everywhere. */
export function actsFor(view: Pick<CaseView, 'state' | 'step' | 'steps' | 'assignee' | 'may'>, me: string): Act[] {
  const act = (command: Command, key: string, look: Act['look'], label: DeskKey = `do.${command}`): Act => {
    const may = view.may[command]
    return { command, key, label, look, why: may?.ok ? undefined : may?.why }
  }
  const hand = view.assignee === me ? [act('give-back', 'g', 'alt')] : [act('take', 't', 'alt')]
  if (view.state === 'on-site') return [act('continue-at-counter', '1', 'main'), act('refuse', '4', 'danger')]
  if (view.state !== 'open') return []
  switch (view.step) {
    case 'review': {
      const second = view.steps.some((s) => s.kind === 'second-review')
      return [
        act('pass', '1', 'main', second ? 'do.passSecond' : 'do.pass'),
        act('return', '2', 'alt'),
        act('move-on-site', '3', 'alt'),
        act('refuse', '4', 'danger'),
        ...hand,
      ]
    }
    case 'second-review':
      return [
        act('second-pass', '1', 'main'),
        act('second-return', '2', 'alt'),
        act('move-on-site', '3', 'alt'),
        ...hand,
      ]
    case 'choose-plate':
      return [act('choose-plate', '1', 'main'), act('move-on-site', '3', 'alt')]
    case 'inspect':
      return [act('inspect', '1', 'main'), ...hand]
    case 'co-sign':
      return [act('co-sign-seen', '1', 'main'), act('move-on-site', '3', 'alt')]
    case 'meet':
      return [
        act('meet', '1', 'main'),
        act('return', '2', 'alt'),
        act('move-on-site', '3', 'alt'),
        act('refuse', '4', 'danger'),
        ...hand,
      ]
    case 'check':
    case 'hold':
      return [act('move-on-site', '3', 'alt')]
    default:
      return []
  }
}

/** What an officer types into the decision dialogs. One shape for all, so that it is kept when a case moves under the hand. */
export interface Draft {
  note: string
  reason: string
  code: string
  site: string
  passed: '' | 'yes' | 'no'
  defects: readonly { target: string; reason: string }[]
}
export const EMPTY_DRAFT: Draft = {
  note: '',
  reason: '',
  code: '',
  site: '',
  passed: '',
  defects: [{ target: '', reason: '' }],
}

export type DraftError = { field: string; need: 'reason' | 'target' | 'code' | 'site' | 'passed' | 'note' }

/** The shortest words the house takes (api/cases.ts). */
const LEAST: Partial<Record<Command, number>> = { refuse: 4, 'move-on-site': 4, 'second-return': 4 }

/** Commands that need a note of what was seen. */
const NOTED: readonly Command[] = ['inspect', 'meet', 'co-sign-seen']

/** Everything that is missing, at once, each naming its control. */
export function errorsIn(command: Command, draft: Draft): DraftError[] {
  if (command === 'return') {
    return draft.defects.flatMap((d, i) => [
      ...(d.target === '' ? [{ field: `target-${i}`, need: 'target' as const }] : []),
      ...(short(d.reason, 2) ? [{ field: `reason-${i}`, need: 'reason' as const }] : []),
    ])
  }
  const errors: DraftError[] = []
  if (command === 'inspect' && draft.passed === '') errors.push({ field: 'passed', need: 'passed' })
  if (NOTED.includes(command) && short(draft.note, 2)) errors.push({ field: 'note', need: 'note' })
  if (command === 'refuse' && draft.code === '') errors.push({ field: 'code', need: 'code' })
  if (short(draft.reason, LEAST[command] ?? 0)) errors.push({ field: 'reason', need: 'reason' })
  if (command === 'move-on-site' && draft.site === '') errors.push({ field: 'site', need: 'site' })
  return errors
}

const short = (text: string, least: number): boolean => text.trim().length < least
