import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Problem, StepHead } from '#web/citizen/parts.tsx'
import { type PlateT, speakPlates } from '#web/citizen/pages/plate-texts.ts'
import type { PlateRoomView } from '#web/citizen/pages/plate-views.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

/** The room before a release. The script asks again by itself (`data-again`) and goes on when it is one's turn; without one a link looks. */
export const plateRoom: PageDef<PlateRoomView> = {
  title: (view, t) => {
    const p = speakPlates(t.lang)
    return view.place === undefined ? p('room.title') : p('room.place', { n: view.place })
  },
  Page,
}

function Page({ view, t }: PageProps<PlateRoomView>): JSX.Element {
  const p = speakPlates(t.lang)
  return (
    <div class="stack plate-page" data-again={view.askAgainMs}>
      <StepHead view={view} title={p('room.title')} t={t} />
      {view.problem && <Problem text={view.problem} />}
      <p>
        <b>{p('room.at', { at: view.at })}</b>
      </p>
      {view.paused && (
        <Notice tone="warn" title={p('room.paused')} icon="pause">
          <p>{p('room.pausedText')}</p>
        </Notice>
      )}
      <Card {...(view.join ? { tone: 'turn' as const } : {})}>
        <Where view={view} p={p} />
      </Card>
      <Card>
        <KeyValue
          facts={[
            { label: p('room.inside'), value: p('room.people', { n: view.inside }) },
            { label: p('room.pace'), value: p('room.people', { n: view.pace }) },
            { label: p('room.numbers'), value: String(view.numbersLeft) },
          ]}
        />
      </Card>
      {view.join && (
        <ActBar>
          <PostForm post={view.join}>
            <Button wide>{p(view.state === 'outside' ? 'room.join' : 'room.joinAgain')}</Button>
          </PostForm>
        </ActBar>
      )}
      {view.leave && (
        <div class="two">
          <LinkButton href={view.here} look="alt">
            {p('room.look')}
          </LinkButton>
          <PostForm post={view.leave}>
            <Button look="danger" wide>
              {p('room.leave')}
            </Button>
          </PostForm>
        </div>
      )}
      <p class="s">{p('room.lookText')}</p>
      <p class="s">
        {p('room.commit')} <span class="code">{view.commit}</span>
      </p>
    </div>
  )
}

function Where({ view, p }: { view: PlateRoomView; p: PlateT }): JSX.Element {
  const { ahead, place } = view
  if (view.state !== 'waiting' || place === undefined)
    return (
      <>
        <h2>{p(`room.${view.state === 'waiting' ? 'early' : view.state}`)}</h2>
        <p>{p(TEXTS[view.state])}</p>
      </>
    )
  return (
    <output class="hero place" id="place">
      <b class="num-big num">{p('room.place', { n: place })}</b>
      <span>{ahead === undefined || ahead === 0 ? p('room.next') : p('room.ahead', { n: ahead })}</span>
      {view.minutes !== undefined && <span class="mute">{p('room.minutes', { n: view.minutes })}</span>}
    </output>
  )
}

const TEXTS = {
  outside: 'room.outsideText',
  left: 'room.outsideText',
  early: 'room.earlyText',
  waiting: 'room.earlyText',
  over: 'room.overText',
} as const
