import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, StepHead } from '#web/citizen/parts.tsx'
import { paths, telOf } from '#web/citizen/paths.ts'
import type { T } from '#web/citizen/t.ts'
import type { PrecheckView } from '#web/citizen/pages/apply-views.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const precheck: PageDef<PrecheckView> = {
  title: (view, t) => titleOf(view, t),
  live: (view) => view.live,
  again: (view) => (view.asking ? 2 : undefined),
  Page,
}

function Page({ view, t, shell }: PageProps<PrecheckView>): JSX.Element {
  if (view.asking) return <Asking view={view} asking={view.asking} t={t} />
  return (
    <div class="stack">
      <StepHead view={view} title={titleOf(view, t)} intro={introOf(view, t)} t={t} />
      {view.problems.map((p) => (
        <Notice tone={view.early ? 'info' : 'bad'} title={p.message} key={p.message}>
          <p>{p.next}</p>
          <p class="s num">
            {p.source} · {p.at}
          </p>
          {p.action && (
            <p>
              <LinkButton href={p.action.href} look="alt" small>
                {p.action.label}
              </LinkButton>
            </p>
          )}
        </Notice>
      ))}
      {view.problems.length > 0 && !view.early && <Places hotline={shell.hotline} t={t} />}
      {view.notes?.map((n) => (
        <Notice tone="info" title={n.title} key={n.title}>
          <p>{n.text}</p>
        </Notice>
      ))}
      {view.pending.length > 0 && (
        <Card title={t('precheck.pending')}>
          <Checks
            icon="clock"
            tone="warn"
            rows={view.pending.map((p) => ({ text: p.text, small: `${p.source} · ${p.note}` }))}
          />
        </Card>
      )}
      {view.passed.length > 0 && (
        <Card title={t('precheck.passed', { n: view.passed.length })}>
          <Checks
            icon="check"
            tone="ok"
            rows={view.passed.map((p) => ({ text: p.text, small: `${p.source} · ${p.at}` }))}
          />
        </Card>
      )}
      <Next view={view} t={t} />
    </div>
  )
}

const introOf = (view: PrecheckView, t: T): string | undefined => {
  if (view.early) return undefined
  return view.problems.length ? t('precheck.all') : t('precheck.fine')
}

/** The way on where a problem is settled at a counter, or where its sentence is not understood. */
function Places({ hotline, t }: { hotline: string; t: T }): JSX.Element {
  return (
    <p>
      {t('precheck.where')} <a href={paths.places}>{t('foot.places')}</a>
      {t('precheck.or')}
      <a class="num" href={telOf(hotline)}>
        {t('precheck.call', { phone: hotline })}
      </a>
    </p>
  )
}

/** Looks again by itself where scripts run, and says aloud how far it is; without them a link looks. Closing it loses nothing. */
function Asking(props: { view: PrecheckView; asking: NonNullable<PrecheckView['asking']>; t: T }): JSX.Element {
  const { view, asking, t } = props
  const n = asking.rows.filter((row) => row.done).length
  const of = asking.rows.length
  return (
    <div class="stack" data-again="900" data-told={t('precheck.heard', { n, of })}>
      <StepHead view={view} title={t('precheck.asking')} intro={t('precheck.askingText')} t={t} />
      <Card title={t('precheck.heard', { n, of })}>
        <progress class="wide" max={of} value={n} aria-label={t('precheck.asking')} />
        <ul class="stack mid">
          {asking.rows.map((row) => (
            <li key={row.source} class="row">
              <span class={row.done ? 'ok' : 'mute'}>
                <Icon name={row.done ? 'check' : 'clock'} />
              </span>
              <span>
                {row.source} · {t(row.done ? 'precheck.answered' : 'precheck.open')}
                <br />
                <span class="s">{row.text}</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <p>
        <LinkButton href={asking.here} look="alt">
          {t('precheck.look')}
        </LinkButton>
      </p>
    </div>
  )
}

const titleOf = (view: PrecheckView, t: T): string =>
  view.asking
    ? t('precheck.asking')
    : view.problems.length
      ? view.early
        ? t('precheck.early')
        : t('precheck.title', { n: view.problems.length })
      : t(view.pending.length ? 'precheck.wait' : 'precheck.ok')

function Checks(props: {
  icon: IconName
  tone: string
  rows: readonly { text: string; small: string }[]
}): JSX.Element {
  return (
    <ul class="stack mid">
      {props.rows.map((r) => (
        <li key={r.text} class="row">
          <span class={props.tone}>
            <Icon name={props.icon} />
          </span>
          <span>
            {r.text} <span class="s num">{whole(r.small)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Next({ view, t }: { view: PrecheckView; t: T }): JSX.Element | null {
  if (view.next) {
    return (
      <ActBar>
        <PostForm post={view.next}>
          <Button wide>{t('form.next')}</Button>
        </PostForm>
      </ActBar>
    )
  }
  if (!view.recheck) return null
  if (view.early) {
    return (
      <PostForm post={view.recheck} class="stack tight">
        <Button look="alt">{t('precheck.again')}</Button>
        <p class="s">{t('precheck.later')}</p>
      </PostForm>
    )
  }
  return (
    <ActBar note={t('precheck.kept')}>
      <PostForm post={view.recheck}>
        <Button wide>{t('precheck.again')}</Button>
      </PostForm>
    </ActBar>
  )
}
