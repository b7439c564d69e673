import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Problem, StepHead } from '#web/citizen/parts.tsx'
import { Check, Compose } from '#web/citizen/pages/plate-compose.tsx'
import { Group } from '#web/citizen/pages/plate-group.tsx'
import { AskCode, CodeField, Countdown, Say, WithoutFour } from '#web/citizen/pages/plate-parts.tsx'
import { type PlateKey, type PlateT, speakPlates } from '#web/citizen/pages/plate-texts.ts'
import type { PlateChoiceView, PlateConfirm, PlateHeld, PlateOver, PlateStart } from '#web/citizen/pages/plate-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

/** Choosing a plate number: how, ten at a time or composed, one aside, confirm. Every part is a plain form. */
export const plateChoice: PageDef<PlateChoiceView> = {
  title: (view, t) => speakPlates(t.lang)(TITLES[view.stage]),
  live: (view) => view.live,
  Page,
}

const TITLES: Readonly<Record<PlateChoiceView['stage'], PlateKey>> = {
  start: 'title',
  group: 'title',
  compose: 'compose.title',
  check: 'checkTitle',
  confirm: 'confirmTitle',
  held: 'heldTitle',
  over: 'over.title',
}

function Page({ view, t }: PageProps<PlateChoiceView>): JSX.Element {
  const p = speakPlates(t.lang)
  // Where a number is written or taken, it comes first: on a small phone the car would push it out of sight.
  const first = view.stage === 'compose' || view.stage === 'check' || view.stage === 'confirm'
  const clock = view.stage === 'start' || view.stage === 'group' || view.stage === 'compose'
  return (
    <div class="stack plate-page">
      <StepHead problems={rowProblems(view)} view={view} title={p(TITLES[view.stage])} t={t} />
      {view.problem && <Problem text={view.problem} />}
      {first && <Stage view={view} p={p} t={t} />}
      <div class="between">
        <p class="mute">{view.vehicle}</p>
        {clock && <p class="s">{p('left', { n: view.minutesLeft })}</p>}
      </div>
      {!first && <Stage view={view} p={p} t={t} />}
      <p class="s">
        {p('fair')} <a href="/plates">{p('fairLink')}</a>
      </p>
      <details class="fold s">
        <summary>{p('tag')}</summary>
        <p>{p('tagText')}</p>
        <p class="code">{view.tag}</p>
      </details>
    </div>
  )
}

const rowProblems = (view: PlateChoiceView): { message: string; href: string }[] =>
  view.stage === 'compose'
    ? view.rows.flatMap((row, i) => (row.error ? [{ message: row.error, href: `#f-n${i + 1}` }] : []))
    : []

function Stage({ view, p, t }: { view: PlateChoiceView; p: PlateT; t: T }): JSX.Element {
  switch (view.stage) {
    case 'start':
      return <Start view={view} color={view.color} p={p} />
    case 'group':
      return <Group view={view} color={view.color} p={p} t={t} />
    case 'compose':
      return <Compose view={view} p={p} t={t} />
    case 'check':
      return <Check view={view} color={view.color} p={p} t={t} />
    case 'confirm':
      return <Confirm view={view} color={view.color} p={p} t={t} />
    case 'held':
      return <Held view={view} color={view.color} p={p} />
    case 'over':
      return <Over view={view} p={p} />
  }
}

type Of<V> = { view: V; p: PlateT }
type Coloured<V> = Of<V> & { color: PlateChoiceView['color'] }

/** Two ways side by side, and the own old number where there is one. */
function Start({ view, color, p }: Coloured<PlateStart>): JSX.Element {
  const { random, compose } = view
  return (
    <>
      {view.paused && (
        <Notice tone="info" title={p('paused.title')} icon="pause">
          <p>{p('paused.text')}</p>
          <PostForm post={view.paused}>
            <Button look="alt">{p('paused.go')}</Button>
          </PostForm>
        </Notice>
      )}
      {view.room && (
        <Notice tone="info" title={p('room.soon', { at: view.room.at })} icon="clock">
          <p>
            {p('room.soonText')} <a href={view.room.href}>{p('room.soonGo')}</a>
          </p>
        </Notice>
      )}
      <Old view={view} color={color} p={p} />
      <div class="ways">
        <Card title={p('random')}>
          <p>{p('random.text', { of: random.of, per: random.per, seconds: random.seconds })}</p>
          <p>{p('random.keep')}</p>
          {random.press ? (
            <PostForm post={random.press} class="stack mid">
              <WithoutFour on={random.withoutFour} p={p} />
              <p class="s">{p('random.left', { n: random.left, of: random.of })}</p>
              <Button wide>{random.left === random.of ? p('press') : p('press.next', { n: random.left })}</Button>
            </PostForm>
          ) : (
            <p class="mute">{p('random.none', { of: random.of })}</p>
          )}
        </Card>
        <Card title={p('compose')}>
          <p>{p('compose.text', { per: compose.perGo })}</p>
          {compose.href ? (
            <>
              <p class="s">{p('compose.left', { n: compose.triesLeft, goes: compose.goesLeft })}</p>
              <LinkButton href={compose.href} look="alt" wide>
                {p('compose.go')}
              </LinkButton>
            </>
          ) : (
            <p class="mute">{p(compose.goesLeft > 0 && compose.triesLeft > 0 ? 'compose.closed' : 'compose.none')}</p>
          )}
        </Card>
      </div>
      <p>
        {p('both')} <b>{p('final')}</b>
      </p>
    </>
  )
}

/** The own old number, where it fits this car. */
function Old({ view, color, p }: Coloured<PlateStart>): JSX.Element {
  return (
    <>
      {view.former.map((old) => (
        <Card key={old.number} title={p('former')} tone="turn">
          <p class="hero">
            <PlateBadge text={old.number} color={color} size="mid" />
          </p>
          <p>{p('former.text', { day: old.lastDay })}</p>
          <LinkButton href={old.href} look="alt" wide>
            {p('former.use', { number: old.number })}
          </LinkButton>
        </Card>
      ))}
    </>
  )
}

function Confirm({ view, color, p, t }: Coloured<PlateConfirm> & { t: T }): JSX.Element {
  return (
    <>
      <p class="hero">
        <PlateBadge text={view.number} color={color} size="big" />
      </p>
      <p class="hero">
        <b>{p('cannot')}</b>
      </p>
      {view.check && <AskCode check={view.check} p={p} />}
      <Say spoken={view.spoken} p={p} />
      <Card>
        <p>{p('until', { day: view.until })}</p>
        <p class="mute">{p('lapse')}</p>
        <p class="s">{p('lapseBlock')}</p>
      </Card>
      <ActBar>
        {view.seconds !== undefined && <Countdown seconds={view.seconds} label={p('decide')} then={view.back} t={t} />}
        <PostForm post={view.confirm} class="stack mid">
          {view.check && <CodeField check={view.check} p={p} />}
          <Button wide>{p('confirm')}</Button>
        </PostForm>
      </ActBar>
      <LinkButton href={view.back} look="alt" wide>
        {p('back')}
      </LinkButton>
    </>
  )
}

function Held({ view, color, p }: Coloured<PlateHeld>): JSX.Element {
  return (
    <>
      <p class="hero">
        <PlateBadge text={view.number} color={color} size="big" />
      </p>
      <Card>
        <p>{p(view.use ? 'held.usable' : 'held.text')}</p>
        <p>{p('until', { day: view.until })}</p>
      </Card>
      {view.use && (
        <ActBar>
          <PostForm post={view.use}>
            <Button wide>{p('held.use')}</Button>
          </PostForm>
        </ActBar>
      )}
    </>
  )
}

function Over({ view, p }: Of<PlateOver>): JSX.Element {
  return (
    <Card tone="turn">
      <p>{p('over.text')}</p>
      <p>
        <b>{view.counter.name}</b>
      </p>
      <p>{view.counter.address}</p>
      <p class="mute">{view.counter.hours}</p>
    </Card>
  )
}
