import type { JSX } from 'preact'
import { Countdown, WithoutFour } from '#web/citizen/pages/plate-parts.tsx'
import type { PlateT } from '#web/citizen/pages/plate-texts.ts'
import type { PlateGroup } from '#web/citizen/pages/plate-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PlateBadge, type PlateColor } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

type Props = { view: PlateGroup; color: PlateColor; p: PlateT; t: T }

/** Ten numbers as radios, drawn as plates, with the seconds they are held. Keeping one aside and taking it are two buttons of one form. */
export function Group({ view, color, p, t }: Props): JSX.Element {
  const some = view.numbers.length > 0 || view.reserve !== undefined
  return (
    <>
      {view.seconds > 0 ? (
        <div class="between">
          <p>{p('group', { n: view.press, of: view.presses })}</p>
          <div class="fix">
            <Countdown seconds={view.seconds} label={p('clock')} then={view.here} t={t} />
          </div>
        </div>
      ) : (
        <Notice tone="warn" title={p(view.again ? 'gone' : 'lastGone', { of: view.presses })} icon="clock">
          <p>{p('gone.text')}</p>
        </Notice>
      )}
      {some && <Offers view={view} color={color} p={p} t={t} />}
      {view.again && (
        <PostForm post={view.again} class="stack mid">
          <WithoutFour on={view.withoutFour} p={p} />
          <Button look={some ? 'alt' : 'main'} wide>
            {p('again', { n: view.presses - view.press })}
          </Button>
        </PostForm>
      )}
      <div class="two">
        {view.composeHref && (
          <LinkButton href={view.composeHref} look="alt">
            {p('compose.go')}
          </LinkButton>
        )}
        {view.pause && (
          <PostForm post={view.pause}>
            <Button look="alt" wide>
              {p('pause')}
            </Button>
          </PostForm>
        )}
      </div>
      {view.pause && <p class="s">{p('pause.text')}</p>}
    </>
  )
}

function Offers({ view, color, p, t }: Props): JSX.Element {
  const { reserve } = view
  const shown = reserve ? view.numbers.filter((n) => n !== reserve.number) : view.numbers
  const first = reserve ? 1 : 0
  return (
    <PostForm post={view.choose} class="stack" id="plates">
      <fieldset class="stack mid">
        <legend class="vh">{p('title')}</legend>
        {reserve && (
          <Card>
            <div class="between">
              <p>{p('reserved')}</p>
              {view.seconds !== reserve.seconds || view.seconds === 0 ? (
                <div class="fix">
                  <Countdown seconds={reserve.seconds} label={p('clockReserve')} then={view.here} t={t} />
                </div>
              ) : null}
            </div>
            <div class="plates">
              <Pick number={reserve.number} i={0} color={color} />
            </div>
          </Card>
        )}
        <div class="plates">
          {shown.map((number, i) => (
            <Pick key={number} number={number} i={i + first} color={color} />
          ))}
        </div>
      </fieldset>
      <div class="act">
        <div class="two">
          <Button look="alt" name="_action" value="reserve">
            {p('reserve')}
          </Button>
          <Button name="_action" value="choose">
            {p('choose')}
          </Button>
        </div>
      </div>
    </PostForm>
  )
}

function Pick({ number, i, color }: { number: string; i: number; color: PlateColor }): JSX.Element {
  return (
    <label class="pick">
      <input type="radio" name="plate" id={`plate-${i}`} value={number} required />
      <PlateBadge text={number} color={color} size="mid" />
    </label>
  )
}
