import { Fragment, type JSX } from 'preact'
import type { Children } from '#web/citizen/page.ts'
import type { T } from '#web/citizen/t.ts'
import type { ActionView } from '#web/citizen/pages/case-views.ts'
import type { ServiceGroup, ServiceItem, StateTag, StepView } from '#web/citizen/views.ts'
import { moneyText } from '#web/kit/format.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { ErrorSummary, type Problem as ProblemItem } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import type { Fact } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Steps } from '#web/kit/ui/steps.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

/** ‹ back, in words. */
export function Back({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <a class="back" href={href}>
      <Icon name="left" />
      {label}
    </a>
  )
}

/** Head of a step of an application: way back, where one is, what it is for, and the page's one heading. */
export function StepHead(props: {
  view: StepView
  title: string
  intro?: string | undefined
  problems?: readonly ProblemItem[]
  t: T
}): JSX.Element {
  const { view, title, intro, problems = [], t } = props
  return (
    <div class="stack mid">
      <Back href={view.back} label={t('back.step')} />
      {view.n !== undefined && view.of !== undefined && <Steps n={view.n} of={view.of} t={t} />}
      <ErrorSummary problems={problems} t={t} />
      <p class="s">{view.service}</p>
      <h1>{title}</h1>
      {intro && <p class="mute">{intro}</p>}
    </div>
  )
}

/** Head of a page about one thing: what it is, how it stands, and its number. */
export function StateHead(props: { title: string; state: StateTag; children: Children }): JSX.Element {
  const { title, state, children } = props
  return (
    <div class="stack tight">
      <div class="between">
        <h1>{title}</h1>
        <span class="fix">
          <Tag tone={state.tone} text={state.text} />
        </span>
      </div>
      <p class="s num">{children}</p>
    </div>
  )
}

/** Why the last press did not work, when it is about no single field. Takes the focus, as the summary does. */
export function Problem({ text }: { text: string }): JSX.Element {
  return (
    <div role="alert" tabIndex={-1} data-focus>
      <Notice tone="bad" title={text} />
    </div>
  )
}

/** The bar with the one primary action. */
export function ActBar({
  children,
  note,
  always,
}: {
  children: Children
  note?: string
  always?: boolean
}): JSX.Element {
  return (
    <div class={always ? 'act always' : 'act'}>
      {children}
      {note && <p class="s">{note}</p>}
    </div>
  )
}

export function ServiceGroups({ groups }: { groups: readonly ServiceGroup[] }): JSX.Element {
  return (
    <div class="groups">
      {groups.map((g) => (
        <section key={g.id} class="stack mid" aria-labelledby={`g-${g.id}`}>
          <h2 id={`g-${g.id}`}>{g.title}</h2>
          <ServiceList items={g.items} />
          {g.more && (
            <a class="lnk" href={g.more.href}>
              {g.more.label}
            </a>
          )}
        </section>
      ))}
    </div>
  )
}

export function ServiceList({ items }: { items: readonly ServiceItem[] }): JSX.Element {
  return (
    <ul class="list">
      {items.map((s) => (
        <li key={s.href}>
          <a class="hit" href={s.href}>
            <span>
              <b>{s.title}</b>
              <span class="sub">
                {s.soon ? (
                  <Tag tone="idle" text={s.soon} />
                ) : (
                  <>
                    {s.tags.length > 0 ? withoutStop(s.summary) : s.summary}
                    {s.tags.map((tag) => (
                      <Fragment key={tag}>
                        {' '}
                        <span class="nb">· {tag}</span>
                      </Fragment>
                    ))}
                  </>
                )}
              </span>
            </span>
            <Icon name="right" />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A sentence that goes on with a dot in the middle does not end before it. */
const withoutStop = (sentence: string): string => sentence.replace(/[。.]$/u, '')

/** A link, a press, or a press that asks once more: the second question unfolds, so it works without a script. */
export function Action({ action, wide, t }: { action: ActionView; wide?: boolean; t: T }): JSX.Element {
  if (action.kind === 'link') {
    return (
      <LinkButton href={action.href} look={action.look} wide={wide ?? false}>
        {action.label}
      </LinkButton>
    )
  }
  if (!action.confirm) {
    return (
      <PostForm post={action.post}>
        <Button look={action.look} wide={wide ?? false}>
          {action.label}
        </Button>
      </PostForm>
    )
  }
  return (
    <details class="fold">
      <summary>{action.label}</summary>
      <Confirm action={action} text={action.confirm.text} button={action.confirm.button} t={t} />
    </details>
  )
}

function Confirm(props: {
  action: Extract<ActionView, { kind: 'post' }>
  text: string
  button: string
  t: T
}): JSX.Element {
  const { action, text, button, t } = props
  return (
    <PostForm post={action.post} class="stack mid">
      <p>{text}</p>
      {action.fields?.map((f) => (
        <Field key={f.name} field={f} t={t} />
      ))}
      <Button look={action.look}>{button}</Button>
    </PostForm>
  )
}

/** Fee lines with their total. */
export function feeFacts(fees: readonly { name: string; fen: number; note?: string }[], t: T): Fact[] {
  const rows: Fact[] = fees.map((f) => ({
    label: f.name,
    value: moneyText(f.fen),
    ...(f.note ? { note: f.note } : {}),
  }))
  const total = fees.reduce((sum, f) => sum + f.fen, 0)
  return fees.length > 1 ? [...rows, { label: t('total'), value: moneyText(total), total: true }] : rows
}
