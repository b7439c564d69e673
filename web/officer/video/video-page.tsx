import type { JSX } from 'preact'
import type { Act } from '#domain/policy.ts'
import { go } from '#web/kit/router.ts'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import { Nothing } from '#web/officer/ui/nothing.tsx'
import { Board } from '#web/officer/video/board.tsx'
import { callPart } from '#web/officer/video/call-path.ts'
import { useAlive } from '#web/officer/video/alive.tsx'
import { Floor } from '#web/officer/video/floor.tsx'
import { Seat } from '#web/officer/video/seat.tsx'
import { SessionPage } from '#web/officer/video/session-page.tsx'
import { Quality } from '#web/officer/video/quality.tsx'
import { Recordings } from '#web/officer/video/recordings.tsx'
import { speakVideo } from '#web/officer/video/texts.ts'
import './video.css'
import './floor.css'
import './call.css'

const PARTS = {
  desk: 'video.serve',
  board: 'video.supervise',
  people: 'video.supervise',
  recordings: 'video.recordings',
  quality: 'video.quality',
} as const satisfies Record<string, Act>
export type Part = keyof typeof PARTS
const NAMES = ['desk', 'board', 'people', 'recordings', 'quality'] as const satisfies readonly Part[]

/** The video window of the console: the own seat with its call, the supervisor's board, recordings, quality. */
export function VideoPage({ part }: { part: string }): JSX.Element {
  const { t, me } = useDesk()
  const v = speakVideo(t.lang)
  // A conversation one has joined beside the own seat: a supervisor who listens, advises or has taken over.
  const joined = callPart(part)
  const parts = NAMES.filter((name) => mayDo(me, PARTS[name]))
  useAlive(parts.includes('desk'))
  // Who has no seat of the window begins with what there is to look at.
  const asked = part === 'desk' ? parts[0] : NAMES.find((name) => name === part)
  if (!joined && (!asked || !parts.includes(asked))) return <Nothing why={asked ? 'right' : 'none'} />
  const shown = joined ? undefined : asked
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
      {shown === 'desk' && <Seat v={v} />}
      {shown === 'board' && <Board v={v} />}
      {shown === 'people' && <Floor v={v} />}
      {shown === 'recordings' && <Recordings v={v} />}
      {shown === 'quality' && <Quality v={v} />}
    </main>
  )
}
