import type { JSX } from 'preact'
import { Notice } from '#web/kit/ui/notice.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Identity } from '#web/officer/video/identity.tsx'
import type { NowProps } from '#web/officer/video/now-parts.tsx'
import { promptOf } from '#web/officer/video/prompt.ts'

/** What a supervisor or colleague sees who joined: whose conversation it is, and the one thing a second pair of eyes decides. */
export function Beside({ talk, v }: NowProps): JSX.Element {
  const { me } = useDesk()
  const { session } = talk
  const prompt = promptOf(session)
  const whispers = session.guests.some((g) => g.label === me.id && g.silent)
  return (
    <section class="dv-now" aria-label={v('now.label')} aria-live="polite">
      <Notice tone="info" title={v(whispers ? 'beside.whisper' : 'beside.join')}>
        <p>{v('beside.officer', { id: session.officer })}</p>
      </Notice>
      {prompt.is === 'identity-result' && session.identity.result === 'refer' && (
        <Identity prompt={prompt} talk={talk} v={v} />
      )}
    </section>
  )
}
