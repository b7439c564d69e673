import type { JSX } from 'preact'
import { may } from '#domain/policy.ts'
import { useDesk } from '#web/officer/desk.ts'
import { Blocks } from '#web/officer/plates/blocks.tsx'
import { Draws } from '#web/officer/plates/draws.tsx'
import { Pools } from '#web/officer/plates/pools.tsx'
import { Returned } from '#web/officer/plates/returned.tsx'
import { Segments } from '#web/officer/plates/segments.tsx'
import { speakPlateDesk } from '#web/officer/plates/texts.ts'
import { Watch } from '#web/officer/plates/watch.tsx'
import './plates.css'

const PARTS = ['pools', 'segments', 'draws', 'returned', 'blocks', 'watch'] as const

/** Pools, segments by two officers, public events of draws, blocks, and the watch over insiders. */
export function PlatesPage({ part }: { part: string }): JSX.Element {
  const { t, me } = useDesk()
  const v = speakPlateDesk(t.lang)
  const shown = PARTS.find((p) => p === part) ?? 'pools'
  const makes = may('plates.make', { kind: 'officer', session: '', ...me }) === 'yes'
  return (
    <main id="main" class="d-page dp" tabIndex={-1}>
      <div class="between">
        <h1>{v('title')}</h1>
        {!makes && <span class="s">{v('readOnly')}</span>}
      </div>
      <nav class="d-views d-tabs" aria-label={v('tabs')}>
        {PARTS.map((p) => (
          <a
            key={p}
            href={p === 'pools' ? '/desk/plates' : `/desk/plates/${p}`}
            aria-current={p === shown ? 'page' : undefined}
          >
            {v(`tab.${p}`)}
          </a>
        ))}
      </nav>
      {shown === 'pools' && <Pools v={v} />}
      {shown === 'segments' && <Segments v={v} makes={makes} />}
      {shown === 'draws' && <Draws v={v} makes={makes} />}
      {shown === 'returned' && <Returned v={v} />}
      {shown === 'blocks' && <Blocks v={v} makes={makes} />}
      {shown === 'watch' && <Watch v={v} />}
    </main>
  )
}
