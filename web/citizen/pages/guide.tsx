import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Back, feeFacts } from '#web/citizen/parts.tsx'
import { paths } from '#web/citizen/paths.ts'
import type { T } from '#web/citizen/t.ts'
import type { GuideView } from '#web/citizen/views.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const guide: PageDef<GuideView> = { title: (view) => view.title, wide: true, Page }

function Page({ view, t }: PageProps<GuideView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={paths.services} label={t('back.services')} />
      {view.problem && <Notice tone="bad" title={view.problem} />}
      <div class="stack tight">
        <h1>{view.title}</h1>
        <p class="mute">{view.summary}</p>
      </div>
      {/* Before anybody reads on: this cannot be begun here yet. */}
      {view.start.kind === 'soon' && <Start view={view} t={t} />}
      <div class="cols">
        <div class="stack">
          <CanI view={view} t={t} />
          <Need view={view} t={t} />
          {view.start.kind !== 'soon' && <How view={view} t={t} />}
          <Refusals view={view} t={t} />
        </div>
        <div class="stack side stay">
          <Figures view={view} t={t} />
          <Channels view={view} t={t} />
          <Button type="button" look="alt" icon="print" hidden data-print>
            {t('print')}
          </Button>
        </div>
      </div>
      {view.start.kind !== 'soon' && <Start view={view} t={t} />}
    </div>
  )
}

type Part = { view: GuideView; t: T }

function CanI({ view, t }: Part): JSX.Element | null {
  if (view.conditions.length === 0) return null
  return (
    <Card title={t('guide.canI')}>
      {view.start.kind !== 'soon' && <p class="mute">{t('guide.signInToCheck')}</p>}
      <ul class="plain stack mid">
        {view.conditions.map((c) => (
          <li key={c} class="row">
            <Icon name="find" />
            <span>{c}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Need({ view, t }: Part): JSX.Element | null {
  if (view.need.length === 0) return null
  return (
    <Card title={t('guide.need')}>
      <ul class="stack mid">
        {view.need.map((n) => (
          <li key={n.text} class="row">
            <span class={n.how === 'lookup' ? 'ok' : 'mute'}>
              <Icon name={n.how === 'lookup' ? 'check' : 'fine'} />
            </span>
            <span>
              {n.text} <span class="s">{t(`need.${n.how}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function How({ view, t }: Part): JSX.Element | null {
  if (view.steps.length === 0) return null
  return (
    <Card title={t('guide.how')}>
      <ol class="count">
        {view.steps.map((s) => (
          <li key={s}>{s}</li>
        ))}
      </ol>
    </Card>
  )
}

function Figures({ view, t }: Part): JSX.Element {
  const listed = view.feeNote ? view.fees.flatMap((fee) => feeFacts([fee], t)) : feeFacts(view.fees, t)
  const fees = view.fees.length ? listed : [{ label: t('guide.fee'), value: t('guide.free') }]
  return (
    <Card title={t('guide.figures')}>
      <KeyValue
        facts={[
          ...fees,
          { label: t('guide.legal'), value: view.legalTime },
          { label: t('guide.promise'), value: view.promiseTime },
          ...(view.outputs.length > 0 ? [{ label: t('guide.outputs'), value: view.outputs.join(t('comma')) }] : []),
        ]}
      />
      {view.feeNote && <p class="s">{view.feeNote}</p>}
      <p class="s">
        {t('guide.law')}
        {view.laws.map((l) => `${l.name} ${l.article}`).join(t('comma'))}
      </p>
    </Card>
  )
}

function Channels({ view, t }: Part): JSX.Element | null {
  if (view.channels.length === 0) return null
  return (
    <Card title={t('guide.channels')}>
      <ul class="stack mid">
        {view.channels.map((c) => (
          <li key={c.title} class="row">
            <Icon name={c.icon} />
            <span>
              {c.href ? (
                <a class="link" href={c.href}>
                  {c.title}
                </a>
              ) : (
                <b>{c.title}</b>
              )}
              <br />
              <span class="s">{c.text}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Refusals({ view, t }: Part): JSX.Element | null {
  if (view.refusals.length === 0) return null
  return (
    <details class="fold card">
      <summary>{t('guide.refusals', { n: view.refusals.length })}</summary>
      <ul class="stack mid">
        {view.refusals.map((r) => (
          <li key={r.message}>
            {r.message} <span class="s">{r.next}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Start({ view, t }: Part): JSX.Element {
  const { start } = view
  if (start.kind === 'soon') {
    return (
      <Notice tone="info" icon="clock" title={start.title}>
        <p>{start.text}</p>
      </Notice>
    )
  }
  const label = t('guide.start', { label: start.label, n: view.minutes })
  // A choice is read before it is made: it does not stand over the page.
  if (start.kind === 'post' && start.whom)
    return (
      <Card>
        <PostForm post={start.post} class="stack">
          <Field field={start.whom} t={t} />
          <Button wide>{label}</Button>
        </PostForm>
      </Card>
    )
  return (
    <ActBar always>
      {start.kind === 'link' ? (
        <LinkButton href={start.href} wide>
          {start.label}
        </LinkButton>
      ) : (
        <PostForm post={start.post}>
          <Button wide>{label}</Button>
        </PostForm>
      )}
    </ActBar>
  )
}
