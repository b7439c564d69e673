import type { JSX } from 'preact'
import { go } from '#web/kit/router.ts'
import { useDesk } from '#web/officer/desk.ts'
import { Board } from '#web/officer/video/board.tsx'
import { callPart } from '#web/officer/video/call-path.ts'
import { Duty, useAlive } from '#web/officer/video/alive.tsx'
import { Floor } from '#web/officer/video/floor.tsx'
import { Seat } from '#web/officer/video/seat.tsx'
import { SessionPage } from '#web/officer/video/session-page.tsx'
import { Quality } from '#web/officer/video/quality.tsx'
import { Recordings } from '#web/officer/video/recordings.tsx'
import { speakVideo } from '#web/officer/video/texts.ts'
import './video.css'
import './floor.css'
import './call.css'

const PARTS = ['desk', 'board', 'people', 'recordings', 'quality'] as const
/** What only a supervisor arranges. */
const SUPERVISED: readonly string[] = ['board', 'people']
export type Part = (typeof PARTS)[number]

/** The video window of the console: the own seat with its call, the supervisor's board, recordings, quality. */
export function VideoPage({ part }: { part: string }): JSX.Element {
  const { t, me } = useDesk()
  const v = speakVideo(t.lang)
  // A conversation one has joined beside the own seat: a supervisor who listens, advises or has taken over.
  const joined = callPart(part)
  useAlive()
  const shown = joined ? undefined : (PARTS.find((p) => p === part) ?? 'desk')
  const parts = me.roles.includes('supervisor') ? PARTS : PARTS.filter((p) => !SUPERVISED.includes(p))
  return (
    <main id="main" class="dv" tabIndex={-1}>
      <nav class="d-views" aria-label={v('tabs')}>
        {parts.map((p) => (
          <a
            key={p}
            href={p === 'desk' ? '/desk/video' : `/desk/video/${p}`}
            aria-current={p === shown ? 'page' : undefined}
          >
            {v(`tab.${p}`)}
          </a>
        ))}
      </nav>
      {joined && <SessionPage key={joined} id={joined} v={v} left={() => go('/desk/video/board')} />}
      {shown === 'desk' && <Duty v={v} />}
      {shown === 'desk' && <Seat v={v} />}
      {shown === 'board' && <Board v={v} />}
      {shown === 'people' && <Floor v={v} />}
      {shown === 'recordings' && <Recordings v={v} />}
      {shown === 'quality' && <Quality v={v} />}
    </main>
  )
}
