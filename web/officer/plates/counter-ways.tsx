import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Card } from '#web/kit/ui/card.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { useKeys } from '#web/officer/keys.ts'
import type { Shown } from '#web/officer/plates/counter-page.tsx'

/** The list of the hall, own numbers, the own old number: keys 1, 2 and 3. */
export function Ways(props: {
  shown: Shown
  compose: () => void
  old: (right: string, number: string) => void
}): JSX.Element {
  const { shown, compose, old } = props
  const { view, v, busy, color, doing } = shown
  const [noFour, setNoFour] = useState(false)
  const { hall, compose: own, former } = view
  const mayCompose = own.open && own.goesLeft > 0 && own.triesLeft > 0
  const draw = (): void => void (hall.left > 0 && !busy && doing.draw(noFour))
  const [first] = former
  useKeys({
    1: draw,
    2: () => mayCompose && compose(),
    3: () => first && old(first.id, first.number),
  })
  return (
    <>
      <div class="ways">
        <Card title={v('list', { n: hall.numbers })}>
          <div class="stack mid">
            <p>{v('list.text', { n: hall.numbers, s: hall.seconds })}</p>
            {hall.left > 0 ? (
              <>
                <label class="pick">
                  <input type="checkbox" checked={noFour} onChange={(e) => setNoFour(e.currentTarget.checked)} />
                  <span>{v('noFour')}</span>
                </label>
                <button type="button" class="btn wide" disabled={busy} onClick={draw} aria-keyshortcuts="1">
                  {v('list.go')} <kbd aria-hidden="true">1</kbd>
                </button>
              </>
            ) : (
              <p class="mute">{v('list.used')}</p>
            )}
          </div>
        </Card>
        <Own shown={shown} mayCompose={mayCompose} compose={compose} />
      </div>
      {former.map((right, i) => (
        <Card key={right.id} title={v('old')} tone="turn">
          <div class="stack mid">
            <p class="hero">
              <PlateBadge text={right.number} color={color} size="mid" />
            </p>
            <p>{v('old.text', { day: right.lastDay })}</p>
            <button type="button" class="btn alt wide" onClick={() => old(right.id, right.number)}>
              {v('old.go', { number: right.number })} {i === 0 && <kbd aria-hidden="true">3</kbd>}
            </button>
          </div>
        </Card>
      ))}
    </>
  )
}

function Own(props: { shown: Shown; mayCompose: boolean; compose: () => void }): JSX.Element {
  const { shown, mayCompose, compose } = props
  const { v, view } = shown
  const own = view.compose
  return (
    <Card title={v('compose')}>
      <div class="stack mid">
        <p>{v('compose.text', { per: own.perGo })}</p>
        {mayCompose ? (
          <>
            <p class="s">{v('compose.left', { n: own.triesLeft, goes: own.goesLeft })}</p>
            <button type="button" class="btn alt wide" onClick={compose} aria-keyshortcuts="2">
              {v('compose.go')} <kbd aria-hidden="true">2</kbd>
            </button>
          </>
        ) : (
          <p class="mute">{v('compose.closed')}</p>
        )}
      </div>
    </Card>
  )
}
