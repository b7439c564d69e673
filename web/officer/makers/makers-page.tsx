import type { JSX } from 'preact'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import { Draws } from '#web/officer/makers/draws.tsx'
import { Makers } from '#web/officer/makers/makers.tsx'
import { Samples } from '#web/officer/makers/samples.tsx'
import { speakMakers } from '#web/officer/makers/texts.ts'
import './makers.css'

const PARTS = ['samples', 'judged', 'makers', 'draws'] as const

/** What makers say about their cars: the drawn share is looked at, makers are suspended and lifted, draws can be proved. */
export function MakersPage({ part }: { part: string }): JSX.Element {
  const { t, me } = useDesk()
  const v = speakMakers(t.lang)
  // Who decides about makers begins with the makers, who looks at cars with the cars.
  const first = mayDo(me, 'makers.decide') ? 'makers' : 'samples'
  const shown = PARTS.find((p) => p === part) ?? first
  return (
    <main id="main" class="d-page dm" tabIndex={-1}>
      <div class="between">
        <h1>{v('title')}</h1>
        {!mayDo(me, 'makers.ask') && <span class="s">{v('readOnly')}</span>}
      </div>
      <nav class="d-views d-tabs" aria-label={v('tabs')}>
        {PARTS.map((p) => (
          <a key={p} href={`/desk/makers/${p}`} aria-current={p === shown ? 'page' : undefined}>
            {v(`tab.${p}`)}
          </a>
        ))}
      </nav>
      {(shown === 'samples' || shown === 'judged') && (
        <Samples key={shown} v={v} which={shown === 'judged' ? 'judged' : 'open'} />
      )}
      {shown === 'makers' && <Makers v={v} />}
      {shown === 'draws' && <Draws v={v} />}
    </main>
  )
}
