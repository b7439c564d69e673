import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '#web/kit/ui/button.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { Ending, type EndingKind } from '#web/officer/video/ending.tsx'
import { Beside } from '#web/officer/video/beside.tsx'
import { Now } from '#web/officer/video/now.tsx'
import { AtTheDoor } from '#web/officer/video/people.tsx'
import { Picture } from '#web/officer/video/picture.tsx'
import { Side } from '#web/officer/video/side.tsx'
import type { VT } from '#web/officer/video/texts.ts'
import { Track } from '#web/officer/video/track.tsx'
import { type OfficerLine, useLine } from '#web/officer/video/use-line.ts'
import { type DeskSession, type Talk, useTalk } from '#web/officer/video/use-talk.ts'

/** A call on one page: what is known on the left, the person and what to do now on the right, how it ends at the foot. */
export function SessionPage({ id, v, left }: { id: string; v: VT; left: () => void }): JSX.Element {
  const { t, call, me } = useDesk()
  const { talk, problem, again } = useTalk(id)
  // Who takes over sits down anew, on the officer's seat.
  const mine = talk?.session.officer === me.id
  const line = useLine(call, id, mayFlow(talk?.session), mine)
  const [ending, setEnding] = useState<EndingKind | undefined>(undefined)
  useKeys({
    ...(mine ? { o: () => setEnding('outcome'), h: () => setEnding('hand-over') } : {}),
    m: () => line.mute(!line.muted),
  })
  if (!talk)
    return (
      <div class="d-pad">{problem ? <ProblemNotice problem={problem} t={t} again={again} /> : <Waiting t={t} />}</div>
    )
  const { session } = talk
  return (
    <div class="dv-call">
      <section class="dv-known" aria-label={v('facts')}>
        <header class="dv-head">
          <h1>{session.serviceName?.[t.lang] ?? v('question')}</h1>
          <span class="s num">{session.caseNumber}</span>
          {session.caseId && (
            <a class="lnk" href={`/desk/cases/${session.caseId}`} target="_blank" rel="noopener">
              {v('openCase')}
            </a>
          )}
        </header>
        <Side talk={talk} v={v} />
      </section>
      <section class="dv-person" aria-label={v('picture')}>
        <Picture talk={talk} line={line} v={v} />
        <Problems talk={talk} line={line} />
        {mine && <AtTheDoor talk={talk} v={v} />}
        {mine ? <Now talk={talk} v={v} /> : <Beside talk={talk} v={v} />}
        <Track talk={talk} v={v} />
      </section>
      {mine && <Foot v={v} missing={session.missing.length} end={setEnding} />}
      {ending && <Ending kind={ending} talk={talk} v={v} close={() => setEnding(undefined)} left={left} />}
    </div>
  )
}

function Problems({ talk, line }: { talk: Talk; line: OfficerLine }): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      {line.refused && <Notice tone="bad" title={line.refused} />}
      {talk.problem && <ProblemNotice problem={talk.problem} t={t} />}
    </>
  )
}

/** Before the citizen has answered the consents nothing may flow, not even to look; nor when it is over or set aside. */
function mayFlow(session: DeskSession | undefined): boolean {
  if (!session || session.phase === 'closed' || session.phase === 'ended' || session.link === 'suspended') return false
  return session.consents.some((c) => c.kind === 'recording' && c.given !== null)
}

/** How it ends or changes hands, always at the same place. */
function Foot(props: { v: VT; missing: number; end: (kind: EndingKind) => void }): JSX.Element {
  const { v, missing, end } = props
  return (
    <footer class="dv-foot">
      <Button type="button" aria-keyshortcuts="o" onClick={() => end('outcome')}>
        {v('end.outcome')} <kbd aria-hidden="true">O</kbd>
      </Button>
      <Button type="button" look="alt" aria-keyshortcuts="h" onClick={() => end('hand-over')}>
        {v('end.handOver')} <kbd aria-hidden="true">H</kbd>
      </Button>
      <Button type="button" look="alt" onClick={() => end('suspend')}>
        {v('end.suspend')}
      </Button>
      <Button type="button" look="danger" onClick={() => end('fraud')}>
        {v('end.fraud')}
      </Button>
      <span class="d-fill" />
      {missing > 0 && (
        <span class="s">
          {v('missing')} {missing}
        </span>
      )}
    </footer>
  )
}
