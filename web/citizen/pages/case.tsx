import type { JSX } from 'preact'
import { Delivery } from '#web/citizen/case-parts.tsx'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Action, Back, Problem, StateHead } from '#web/citizen/parts.tsx'
import { paths } from '#web/citizen/paths.ts'
import type { T } from '#web/citizen/t.ts'
import type { CaseView, ClockView } from '#web/citizen/pages/case-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { ClockRing } from '#web/kit/ui/clock-ring.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Timeline, type TimelineItem } from '#web/kit/ui/timeline.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const caseProgress: PageDef<CaseView> = {
  title: (view) => view.title,
  wide: true,
  live: (view) => view.live,
  Page,
}

function Page({ view, t }: PageProps<CaseView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={paths.cases} label={t('back.cases')} />
      {view.problem && <Problem text={view.problem} />}
      <StateHead title={view.title} state={view.state}>
        <span class="ib">{t('case.number', { number: view.number })}</span>{' '}
        <Button type="button" look="alt" small hidden data-copy={view.number.replace(/\s/g, '')}>
          {t('case.copyNumber')}
        </Button>
      </StateHead>
      {view.plate && (
        <p class="hero">
          <PlateBadge text={view.plate.text} color={view.plate.color} size="big" />
        </p>
      )}
      <div class="cols">
        <div class="stack">
          <Now view={view} t={t} />
          {view.result && (
            <Card title={t('case.result')}>
              <KeyValue facts={view.result} />
            </Card>
          )}
          {view.clocks.map((c) => (
            <Clock key={c.title} clock={c} t={t} />
          ))}
          <Card title={t('case.timeline')}>
            <Timeline items={view.timeline.map(timelineItem)} t={t} />
          </Card>
        </div>
        <div class="stack side">
          <Delivery view={view} t={t} />
          <CanDo view={view} t={t} />
          <Answers view={view} t={t} />
        </div>
      </div>
    </div>
  )
}

type Part = { view: CaseView; t: T }

/** What happens now, who has it, and the one thing to do, if any. */
function Now({ view, t }: Part): JSX.Element {
  return (
    <>
      <Card {...(view.main ? { tone: 'turn' as const } : {})}>
        <h2>{whole(view.now)}</h2>
        {view.holder && <p class="mute">{whole(view.holder)}</p>}
        {view.main && <Action action={view.main} wide t={t} />}
      </Card>
      {view.parked && (
        <Notice tone="warn" icon="pause" title={view.parked.title}>
          <p>{view.parked.text}</p>
          <p class="s num">{whole(view.parked.since)}</p>
        </Notice>
      )}
      {view.hold && (
        <Notice tone="warn" icon="shield" title={t('case.holdTitle', { until: view.hold.until })}>
          <p>{view.hold.text}</p>
          <PostForm post={view.hold.object}>
            <Button look="danger">{t('case.object')}</Button>
          </PostForm>
        </Notice>
      )}
    </>
  )
}

function Clock({ clock, t }: { clock: ClockView; t: T }): JSX.Element {
  return (
    <section class="card row mid" aria-label={clock.title}>
      <ClockRing left={clock.left} text={clock.ring} state={clock.state} />
      <div>
        <p>
          <b class="num">{whole(clock.text)}</b>
        </p>
        <p class="s">{clock.title}</p>
        <details class="s">
          <summary class="lnk">{t('case.how')}</summary>
          <p>{clock.how}</p>
        </details>
      </div>
    </section>
  )
}

function CanDo({ view, t }: Part): JSX.Element | null {
  if (view.actions.length === 0 && view.documents.length === 0) return null
  return (
    <Card title={t('case.canDo')}>
      {view.actions.map((a) => (
        <Action key={a.label} action={a} wide t={t} />
      ))}
      {view.documents.map((d) => (
        <a class="lnk" key={d.href} href={d.href}>
          {d.label}
        </a>
      ))}
    </Card>
  )
}

function Answers({ view, t }: Part): JSX.Element | null {
  if (view.answers.length === 0) return null
  return (
    <details class="fold card">
      <summary>{t('case.answers')}</summary>
      <KeyValue facts={view.answers} />
    </details>
  )
}

function timelineItem(entry: CaseView['timeline'][number]): TimelineItem {
  const { note, link, ...rest } = entry
  if (!note && !link) return rest
  return {
    ...rest,
    note: [
      note,
      note && link ? ' ' : '',
      link && (
        <a class="link" href={link.href}>
          {link.label}
        </a>
      ),
    ],
  }
}
