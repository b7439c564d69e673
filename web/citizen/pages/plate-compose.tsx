import type { JSX } from 'preact'
import { ActBar } from '#web/citizen/parts.tsx'
import { AskCode, CodeField, Say } from '#web/citizen/pages/plate-parts.tsx'
import type { PlateT } from '#web/citizen/pages/plate-texts.ts'
import type { PlateCheck, PlateCompose } from '#web/citizen/pages/plate-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { PlateBadge, type PlateColor } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

const SIGNS = '1234567890ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * Up to five numbers in the order of wishes. Plain fields with the characters of each place beside them; the script turns them into one
 * keyboard on which the characters that are gone at the present place are grey.
 */
export function Compose({ view, p, t }: { view: PlateCompose; p: PlateT; t: T }): JSX.Element {
  return (
    <>
      <p class="mute">
        {p('compose.intro')} {p('compose.rowHint', { prefix: view.prefix, of: view.places.length })}
      </p>
      {view.last && view.last.length > 0 && (
        <Card title={p('compose.last')}>
          <ul class="stack mid">
            {view.last.map((go) => (
              <li class="between" key={go.number}>
                <span class="num">{go.number}</span>
                <span class="fix">
                  <Tag tone={go.tone} text={go.outcome} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Wait seconds={view.waitSeconds} p={p} t={t} />
      <PostForm post={view.post} class="stack" id="compose">
        <ol
          class="wishes"
          data-places={view.places.join(' ')}
          data-prefix={view.prefix}
          data-at={p('keys.at', { row: '#', n: '%' })}
          data-none={p('compose.noSign', { n: '%' })}
        >
          {view.rows.map((row, i) => (
            <Row key={i} row={row} n={i + 1} view={view} p={p} />
          ))}
        </ol>
        <details class="fold" data-by-hand>
          <summary>{p('compose.places')}</summary>
          <ul class="stack tight">
            {view.places.map((signs, i) => (
              <li key={i}>
                {p('compose.place', { n: i + 1 })}: <span class="code">{signs.split('').join(' ')}</span>
              </li>
            ))}
          </ul>
        </details>
        <div class="act board">
          <Keyboard p={p} />
          <Button wide>{p('compose.check')}</Button>
          <p class="s">{p('compose.left', { n: view.triesLeft, goes: view.goesLeft })}</p>
        </div>
      </PostForm>
      <LinkButton href={view.randomHref} look="alt" wide>
        {p('compose.randomGo')}
      </LinkButton>
    </>
  )
}

function Row(props: { row: PlateCompose['rows'][number]; n: number; view: PlateCompose; p: PlateT }): JSX.Element {
  const { row, n, view, p } = props
  const id = `f-n${n}`
  return (
    <li class={row.error ? 'field err' : 'field'}>
      {row.error && (
        <p class="msg" id={`${id}-error`}>
          {row.error}
        </p>
      )}
      <div class="wish">
        <label for={id}>{p('compose.row', { n })}</label>
        <b aria-hidden="true">{view.prefix}</b>
        <input
          class="in code"
          id={id}
          name={`n${n}`}
          type="text"
          value={row.value}
          maxLength={view.places.length}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={row.error ? 'true' : undefined}
          aria-describedby={row.error ? `${id}-error` : undefined}
        />
      </div>
    </li>
  )
}

/** Hidden until the script has taken it over. */
function Keyboard({ p }: { p: PlateT }): JSX.Element {
  return (
    <fieldset class="keys" data-keys hidden>
      <legend class="vh">{p('keys.label')}</legend>
      <output class="s num" data-keys-at />
      {SIGNS.split('').map((sign) => (
        <button type="button" key={sign} data-key={sign}>
          {sign}
        </button>
      ))}
      <button type="button" class="wide" data-key="">
        {p('keys.delete')}
      </button>
    </fieldset>
  )
}

function Wait({ seconds, p, t }: { seconds: number; p: PlateT; t: T }): JSX.Element | null {
  if (seconds <= 0) return null
  return (
    <p class="left num" role="timer" data-gone>
      {p('compose.wait')} <b data-until={seconds}>{seconds}</b> {t('seconds')}
    </p>
  )
}

/** The numbers large, in their order, before anything is asked: the first that is free is taken at once. */
export function Check(props: { view: PlateCheck; color: PlateColor; p: PlateT; t: T }): JSX.Element {
  const { view, color, p, t } = props
  return (
    <>
      <ol class="order">
        {view.numbers.map((number) => (
          <li key={number}>
            <PlateBadge text={number} color={color} size="mid" />
          </li>
        ))}
      </ol>
      {view.check && (
        <AskCode check={view.check} p={p}>
          <Numbers numbers={view.numbers} />
        </AskCode>
      )}
      <Say spoken={view.spoken} p={p} />
      <Card>
        <p>{p('check.order')}</p>
        <p>
          <b>{p('cannot')}</b> {p('until', { day: view.until })}
        </p>
        <p class="mute">{p('lapse')}</p>
      </Card>
      <Wait seconds={view.waitSeconds} p={p} t={t} />
      <ActBar>
        <PostForm post={view.confirm} class="stack mid">
          <Numbers numbers={view.numbers} />
          {view.check && <CodeField check={view.check} p={p} />}
          <Button wide>{p('check.confirm')}</Button>
        </PostForm>
      </ActBar>
      <PostForm post={view.edit}>
        <Numbers numbers={view.numbers} />
        <Button look="alt" wide>
          {p('check.edit')}
        </Button>
      </PostForm>
    </>
  )
}

/** A number never stands in an address: it travels in the form. */
const Numbers = ({ numbers }: { numbers: readonly string[] }): JSX.Element => (
  <>
    {numbers.map((number, i) => (
      <input type="hidden" key={number} name={`n${i + 1}`} value={number.slice(2)} />
    ))}
  </>
)
