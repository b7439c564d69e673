import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Action, Back, Problem, StateHead } from '#web/citizen/parts.tsx'
import { Channels, Code } from '#web/citizen/pages/video-parts.tsx'
import { speakVideo, type VideoT } from '#web/citizen/pages/video-texts.ts'
import type { VideoBookingView, VideoEntranceView, VideoTicketView } from '#web/citizen/pages/video-views.ts'
import { SlotDays } from '#web/citizen/slot-days.tsx'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { ErrorSummary } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

/** Hours, the wait as a range, and every way in; all of it works without a script, up to the call itself. */
export const videoEntrance: PageDef<VideoEntranceView> = {
  title: (_, t) => speakVideo(t.lang)('title'),
  tab: 'services',
  Page: Entrance,
}

function Entrance({ view, t }: PageProps<VideoEntranceView>): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <div class="stack">
      {view.problem && <Problem text={view.problem} />}
      <div class="stack tight">
        <div class="between">
          <h1>{v('title')}</h1>
          <span class="fix">
            <Tag tone={view.open.tag.tone} text={view.open.tag.text} />
          </span>
        </div>
        <p class="mute">{v('intro')}</p>
        <p class="num">
          <b>{whole(view.open.text)}</b>
        </p>
      </div>
      {view.mine.map((m) => (
        <Card key={m.href} tone="turn">
          <p>
            <Tag tone={m.tag.tone} text={m.tag.text} />
          </p>
          <h2>{m.title}</h2>
          <p class="num">{whole(m.text)}</p>
          <LinkButton href={m.href} wide>
            {m.action}
          </LinkButton>
        </Card>
      ))}
      {view.station && <Station name={view.station} v={v} />}
      {view.form && <Ways form={view.form} t={t} v={v} />}
      {view.signIn && (
        <Card title={v('signIn')}>
          <p>{v('signInWhy')}</p>
          <LinkButton href={view.signIn} wide>
            {t('signIn')}
          </LinkButton>
        </Card>
      )}
      <Card title={v('open')}>
        {view.open.hours.map((h) => (
          <p class="num" key={h}>
            {whole(h)}
          </p>
        ))}
      </Card>
      <Prepare check={view.check} v={v} />
      <a class="lnk" href="/video/join">
        {v('join.link')}
      </a>
      <Notice tone="info" icon="shield" title={v('fraud')}>
        <p>{v('fraud.text')}</p>
      </Notice>
      <Channels title={v('others')} channels={view.channels} />
    </div>
  )
}

function Station({ name, v }: { name: string; v: VideoT }): JSX.Element {
  return (
    <Notice tone="info" icon="home" title={`${v('stationTitle')} · ${name}`}>
      <p>{v('stationText')}</p>
    </Notice>
  )
}

function Ways(props: { form: NonNullable<VideoEntranceView['form']>; t: T; v: VideoT }): JSX.Element {
  const { form, t, v } = props
  return (
    <PostForm post={form.post} class="stack">
      <section class="card stack" aria-labelledby="v-what">
        <h2 id="v-what">{v('what')}</h2>
        {form.fields.map((f) => (
          <Field key={f.name} field={f} t={t} />
        ))}
        <div class="stack mid">
          {form.ways.map((w) => (
            <div class="stack tight" key={w.value}>
              <Button name="way" value={w.value} look={w.main ? 'main' : 'alt'} wide>
                {w.label}
              </Button>
              {w.note && <p class="s num">{w.note}</p>}
            </div>
          ))}
        </div>
        {form.closed.length > 0 && (
          <Notice tone="warn" title={v('closedNow')}>
            {form.closed.map((c) => (
              <p key={c}>{c}</p>
            ))}
          </Notice>
        )}
      </section>
    </PostForm>
  )
}

function Prepare({ check, v }: { check: string; v: VideoT }): JSX.Element {
  return (
    <Card title={v('prepare')}>
      <ul class="count">
        {(['prepare.1', 'prepare.2', 'prepare.3', 'prepare.4'] as const).map((key) => (
          <li key={key}>{v(key)}</li>
        ))}
      </ul>
      <LinkButton href={check} look="alt" wide>
        {v('check')}
      </LinkButton>
      <p class="s">{v('checkNote')}</p>
    </Card>
  )
}

export const videoBooking: PageDef<VideoBookingView> = { title: (view) => view.title, Page: Booking }

function Booking({ view, t }: PageProps<VideoBookingView>): JSX.Element {
  const v = speakVideo(t.lang)
  const first = view.days[0] ? '#slot-0-0' : undefined
  return (
    <div class="stack">
      <Back href={view.back} label={v('back')} />
      <ErrorSummary problems={view.error ? [{ message: view.error, ...(first ? { href: first } : {}) }] : []} t={t} />
      <div class="stack tight">
        <p class="s">{view.service}</p>
        <h1>{view.title}</h1>
        <p class="mute">{view.note}</p>
      </div>
      {view.days.length === 0 ? (
        <EmptyState icon="calendar" title={v('none')} text={v('noneHelp')} />
      ) : (
        <PostForm post={view.post} class="stack">
          <SlotDays days={view.days} chosen={view.chosen} t={t} />
          <ActBar>
            <Button wide>{v('book')}</Button>
          </ActBar>
        </PostForm>
      )}
    </div>
  )
}

/** A place in line. It lives on the server: this page only shows it, and rings when the script runs. */
export const videoTicket: PageDef<VideoTicketView> = {
  title: (view) => view.title,
  live: (view) => view.live,
  Page: Ticket,
}

function Ticket({ view, t }: PageProps<VideoTicketView>): JSX.Element {
  const v = speakVideo(t.lang)
  return (
    <div class="stack" data-video={view.ring ? 'ring' : 'wait'} data-words={view.ring ? view.ring.text : undefined}>
      <Back href="/video" label={v('back')} />
      {view.problem && <Problem text={view.problem} />}
      <StateHead title={view.title} state={view.tag}>
        {v('ticket', { n: view.number })}
      </StateHead>
      <output class="stack">
        <Place view={view} v={v} />
      </output>
      {view.notes.map((n) => (
        <p class="mute" key={n}>
          {n}
        </p>
      ))}
      {!view.ring && <Prepare check={view.check} v={v} />}
      {view.actions.length > 0 && (
        <Card title={v('canDo')}>
          {view.actions.map((a) => (
            <Action key={a.label} action={a} wide t={t} />
          ))}
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

/** The ring with its one button, or how many are ahead. */
function Place({ view, v }: { view: VideoTicketView; v: VideoT }): JSX.Element {
  if (view.ring)
    return (
      <Card tone="turn" title={v('ringing')}>
        <p>{view.ring.text}</p>
        <PostForm post={view.ring.post}>
          <Button icon="camera" wide>
            {view.ring.label}
          </Button>
        </PostForm>
        <Code until={view.ring.seconds} words={v('ringLeft', { n: '|' })} />
      </Card>
    )
  return (
    <Card>
      <p class="hero">
        <b class="num-big num">{whole(view.head)}</b>
      </p>
      <p class="mute">{whole(view.text)}</p>
      {view.wait && (
        <p class="num">
          {v('wait')} <b>{view.wait}</b>
        </p>
      )}
    </Card>
  )
}
