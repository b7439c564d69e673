import type { JSX } from 'preact'
import { dateText } from '#web/kit/format.ts'
import { Icon } from '#web/kit/ui/icon.tsx'
import { PlateBadge, type PlateColor } from '#web/kit/ui/plate.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'
import { dueWords, todayInChina } from '#web/officer/list/urgency.ts'
import { CallNow } from '#web/officer/video/call-now.tsx'
import { agencyWord, channelWord, stateWord, stepName } from '#web/officer/words.ts'

/** Which case, whose turn, how much time, which car: readable in one glance. */
export function CaseHeader({ view, togglePane }: { view: CaseView; togglePane: () => void }): JSX.Element {
  const { t, me } = useDesk()
  const hand =
    view.assignee === null
      ? t('list.free')
      : view.assignee === me.id
        ? t('list.me')
        : t('list.hand', { id: view.assignee })
  return (
    <>
      <div class="d-title">
        <a class="d-quiet d-back" href="/desk">
          <Icon name="left" />
          <span class="vh">{t('case.back')}</span>
        </a>
        <h2>
          {view.service.name[t.lang]} <small class="num">{spaced(view.number)}</small>
        </h2>
        <ClockTag view={view} />
        {mayCall(view, me.roles) && <CallNow caseId={view.id} />}
        <button type="button" class="btn alt small d-pane-key" onClick={togglePane}>
          {t('pane.open')} <kbd aria-hidden="true">E</kbd>
        </button>
      </div>
      <div class="card d-strip">
        {view.subject.plate && (
          <PlateBadge text={view.subject.plate} color={plateColour(view.subject.plateType)} size="mid" />
        )}
        <span>{channelWord(view.channel, t.lang)}</span>
        <span class="num">{hand}</span>
        <Steps view={view} />
      </div>
      {view.parked && (
        <p class="d-parked">
          <Icon name="pause" />
          {t('case.parked', { agency: agencyWord(view.parked, t.lang) })}
        </p>
      )}
      {view.step === 'second-review' && view.state === 'open' && view.reviewedBy && (
        <p class={view.reviewedBy === me.id ? 'd-second bad' : 'd-second'}>
          <Icon name="people" />
          {view.reviewedBy === me.id ? t('case.secondSelf') : t('case.second', { id: view.reviewedBy })}
        </p>
      )}
    </>
  )
}

/** Instead of a rejection: while the case is still before an officer, and its item is one the window can do. */
const mayCall = (view: CaseView, roles: readonly string[]): boolean =>
  view.service.byVideo &&
  view.state === 'open' &&
  (view.step === 'review' || view.step === 'meet') &&
  roles.includes('reviewer')

function ClockTag({ view }: { view: CaseView }): JSX.Element {
  const { t } = useDesk()
  if (view.state === 'done' || view.state === 'refused' || view.state === 'withdrawn' || view.state === 'lapsed')
    return <Tag tone={view.state === 'done' ? 'done' : 'idle'} text={stateWord(view.state, t.lang)} />
  const due = dueWords(view.clock, todayInChina())
  const tone: Tone = view.clock.overdue
    ? 'bad'
    : due.urgent
      ? 'turn'
      : view.clock.stopped || view.clock.due === null
        ? 'idle'
        : 'wait'
  return (
    <span title={t('case.limit', { n: view.clock.limitDays })}>
      <Tag
        tone={tone}
        text={t(due.key, { n: due.n ?? 0, day: view.clock.due ? dateText(view.clock.due, t.lang) : '' })}
      />
    </span>
  )
}

function Steps({ view }: { view: CaseView }): JSX.Element {
  const { t } = useDesk()
  return (
    <ol class="d-steps" aria-label={t('case.steps')}>
      {view.steps.map((step) => (
        <li key={step.kind} class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          {step.state === 'done' && <Icon name="check" />}
          {stepName(step.kind, t.lang)}
          {step.state === 'done' && <span class="vh"> {t('kit.done')}</span>}
        </li>
      ))}
    </ol>
  )
}

/** Groups of four are read aloud and compared without losing the place. */
const spaced = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ')

/** GA 36: the colours by the type code of the plate (GA/T 16.7). */
export function plateColour(type: string | null): PlateColor {
  const colours: Readonly<Record<string, PlateColor>> = {
    '01': 'yellow',
    '15': 'yellow',
    '16': 'yellow',
    '51': 'green-large',
    '52': 'green',
    '23': 'white',
    '24': 'white',
    '03': 'black',
    '04': 'black',
    '05': 'black',
    '06': 'black',
  }
  return (type !== null && colours[type]) || 'blue'
}
