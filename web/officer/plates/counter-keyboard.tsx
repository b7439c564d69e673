import type { JSX } from 'preact'
import { Card } from '#web/kit/ui/card.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { Shown } from '#web/officer/plates/counter-page.tsx'

const SIGNS = '1234567890ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')

/** `left`: the signs that can stand at the present place; the others are grey. */
export function Keyboard(props: {
  v: Shown['v']
  said: string
  left: string
  press: (sign: string) => void
  erase: () => void
}): JSX.Element {
  const { v, said, left, press, erase } = props
  return (
    <fieldset class="keys">
      <legend class="vh">{v('compose.keys')}</legend>
      <output class="s num">{said}</output>
      {SIGNS.map((sign) => (
        <button type="button" key={sign} aria-disabled={!left.includes(sign)} onClick={() => press(sign)}>
          {sign}
        </button>
      ))}
      <button type="button" class="wide" onClick={erase}>
        {v('compose.delete')}
      </button>
    </fieldset>
  )
}

/** How the numbers of the last go fared. */
export function LastGo({ shown: { view, v } }: { shown: Shown }): JSX.Element | null {
  const last = view.compose.goes.at(-1)
  if (!last) return null
  return (
    <Card title={v('compose.last')}>
      <ul class="stack mid">
        {last.tries.map(({ number, outcome }) => (
          <li class="between" key={number}>
            <span class="num">{number}</span>
            <Tag
              tone={outcome === 'won' ? 'done' : outcome === 'taken' ? 'bad' : 'idle'}
              text={v(`outcome.${outcome}`)}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What of the typed signs can stand, each at its place; and the first that cannot. */
export function fitting(typed: string, places: readonly string[]): { kept: string; gone: string | undefined } {
  let kept = ''
  for (const sign of typed) {
    if (kept.length === places.length) break
    if (!places[kept.length]?.includes(sign)) return { kept, gone: sign }
    kept += sign
  }
  return { kept, gone: undefined }
}
