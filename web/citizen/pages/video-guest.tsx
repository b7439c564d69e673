import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Problem } from '#web/citizen/parts.tsx'
import { speakVideo } from '#web/citizen/pages/video-texts.ts'
import type { VideoDoorView, VideoJoinView } from '#web/citizen/pages/video-views.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { ErrorSummary } from '#web/kit/ui/error-summary.tsx'
import { controlId } from '#web/kit/ui/field-types.ts'
import { Field } from '#web/kit/ui/field.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

/** For who was asked in and has no account: code, name, the consent, and the officer opens. */
export const videoJoin: PageDef<VideoJoinView> = {
  title: (_, t) => speakVideo(t.lang)('join.title'),
  Page: Joining,
}

function Joining({ view, t }: PageProps<VideoJoinView>): JSX.Element {
  const v = speakVideo(t.lang)
  const wrong = view.fields.flatMap((f) => (f.error ? [{ message: f.error, href: `#${controlId(f)}` }] : []))
  return (
    <div class="stack">
      <ErrorSummary problems={wrong} t={t} />
      {view.problem && <Problem text={view.problem} />}
      <div class="stack tight">
        <h1>{v('join.title')}</h1>
        <p class="mute">{v('join.intro')}</p>
      </div>
      <PostForm post={view.post} class="stack">
        <input type="hidden" name="version" value={view.consent.version} />
        <input type="hidden" name="hash" value={view.consent.hash} />
        <section class="card stack" aria-label={v('join.title')}>
          {view.fields
            .filter((f) => f.kind !== 'checkbox')
            .map((f) => (
              <Field key={f.name} field={f} t={t} />
            ))}
        </section>
        <Card title={view.consent.title}>
          <details class="fold">
            <summary>{v('join.consent')}</summary>
            <p>{view.consent.text}</p>
            <p class="s num">{v('join.version', { v: view.consent.version })}</p>
          </details>
          {view.fields
            .filter((f) => f.kind === 'checkbox')
            .map((f) => (
              <Field key={f.name} field={f} t={t} />
            ))}
        </Card>
        <Notice tone="info" icon="shield" title={v('join.safe')}>
          <p>{v('join.safeText')}</p>
        </Notice>
        <ActBar>
          <Button wide>{v('join.knock')}</Button>
        </ActBar>
      </PostForm>
    </div>
  )
}

/** Waiting at the door. It looks again by itself; without a script one presses. */
export const videoDoor: PageDef<VideoDoorView> = {
  title: (_, t) => speakVideo(t.lang)('join.title'),
  Page: Door,
}

function Door({ view, t }: PageProps<VideoDoorView>): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <div class="stack" data-again={view.state === 'waiting' ? 3_000 : undefined}>
      <h1>{v('join.title')}</h1>
      <output class="stack">
        <Card>
          <p class="hero">
            <b>{view.head}</b>
          </p>
          <p class="mute">{view.text}</p>
        </Card>
      </output>
      {view.rows.length > 0 && (
        <Card title={v('join.said')}>
          <KeyValue facts={view.rows} />
        </Card>
      )}
      {view.again && (
        <LinkButton href={view.again.href} look="alt" wide>
          {view.again.label}
        </LinkButton>
      )}
    </div>
  )
}
