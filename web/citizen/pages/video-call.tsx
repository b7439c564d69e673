import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back, Problem, StateHead } from '#web/citizen/parts.tsx'
import { Channels } from '#web/citizen/pages/video-parts.tsx'
import { speakVideo } from '#web/citizen/pages/video-texts.ts'
import type { VideoCallView, VideoResultView } from '#web/citizen/pages/video-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

/** Where the script draws the call or the check of the device; without one it says so and names the other ways. */
export const videoCall: PageDef<VideoCallView> = { title: (view) => view.title, wide: true, Page: Call }

function Call({ view, t }: PageProps<VideoCallView>): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <div class="stack" data-video={view.island} data-session={view.session}>
      <Back href={view.back} label={v('back')} />
      <h1>{view.title}</h1>
      <Notice tone="warn" title={v('needScript')}>
        <p>{v('needScriptText')}</p>
      </Notice>
      <Channels title={v('others')} channels={view.channels} />
    </div>
  )
}

export const videoResult: PageDef<VideoResultView> = { title: (view) => view.title, Page: Result }

function Result({ view, t }: PageProps<VideoResultView>): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <div class="stack">
      <Back href="/video" label={v('back')} />
      {view.problem && <Problem text={view.problem} />}
      <StateHead title={view.head} state={view.tag}>
        {v('ticket', { n: view.number })}
      </StateHead>
      <Card title={v('next')}>
        <p>{view.text}</p>
        {view.next.length > 0 && (
          <ul class="count">
            {view.next.map((n) => (
              <li key={n}>{n}</li>
            ))}
          </ul>
        )}
        {view.main && (
          <LinkButton href={view.main.href} wide>
            {view.main.label}
          </LinkButton>
        )}
      </Card>
      {view.done.length > 0 && (
        <Card title={v('doneSoFar')}>
          <ul class="count">
            {view.done.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      )}
      {view.ways.length > 0 && <Channels title={v('others')} channels={view.ways} />}
      <Card title={v('record')}>
        <KeyValue facts={view.rows} />
      </Card>
      {view.rating && <Rating rating={view.rating} t={t} />}
      {view.recording && <Films recording={view.recording} t={t} />}
      {view.channels.length > 0 && (
        <Card title={v('canDo')}>
          {view.channels.map((c) => (
            <a class="lnk" key={c.href} href={c.href}>
              {c.label}
            </a>
          ))}
        </Card>
      )}
    </div>
  )
}

/** One press and nothing else is needed; a complaint keeps the recording and is looked into by another team. */
function Rating({ rating, t }: { rating: NonNullable<VideoResultView['rating']>; t: T }): JSX.Element {
  const v = speakVideo(t.lang)
  if ('said' in rating)
    return (
      <Card title={v('rating')}>
        <p>{rating.said}</p>
      </Card>
    )
  return (
    <Card title={v('rating')}>
      <PostForm post={rating.post} class="stack mid">
        {rating.fields.map((f) => (
          <Field key={f.name} field={f} t={t} />
        ))}
        <Button look="alt" wide>
          {v('rating.send')}
        </Button>
      </PostForm>
    </Card>
  )
}

function Films({ recording, t }: { recording: NonNullable<VideoResultView['recording']>; t: T }): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <Card title={v('recording')}>
      <p class="s num">{v('recordingNote', { until: recording.until })}</p>
      {recording.parts.map((p) => (
        <figure class="stack tight" key={p.href}>
          <figcaption class="s">{p.label}</figcaption>
          {/* oxlint-disable-next-line media-has-caption -- a recording of a call has no captions of its own; its chat is in the record */}
          <video controls preload="none" src={p.href} aria-label={p.label} />
        </figure>
      ))}
    </Card>
  )
}
