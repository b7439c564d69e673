import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Ended, Join, Refused, Suspended } from '#web/citizen/video/around.tsx'
import { Consents } from '#web/citizen/video/consents.tsx'
import { Stage } from '#web/citizen/video/stage.tsx'
import type { CallT } from '#web/citizen/video/texts.ts'
import { useMedia } from '#web/citizen/video/use-media.ts'
import { type Conversation, type Session, type Talk, useSession, type Way } from '#web/citizen/video/use-session.ts'

/** A call from its door to its end. Closing the page loses nothing: the house keeps the conversation, and the door opens again. */
export function Call({ t, id, ways }: { t: CallT; id: string; ways: readonly Way[] }): JSX.Element {
  const talk = useSession(id, t)
  const media = useMedia(talk.call, id)
  const { session } = talk
  const over = session !== undefined && isOver(session)
  const aside = session?.link === 'suspended'
  useEffect(() => {
    if (over || aside) media.leave()
  }, [over, aside])
  // Coming back to a call in which one was a moment ago: the browser has the permission, nobody is asked again.
  useEffect(() => {
    if (session && !over && !aside && session.role !== 'guest' && wasIn(id) && !media.joined) void media.join(true)
  }, [session?.id])
  useEffect(() => {
    if (media.joined) rememberIn(id)
  }, [media.joined])

  if (media.refused)
    return (
      <Refused
        t={t}
        text={media.refused}
        ways={ways}
        {...(media.elsewhere ? { move: () => void media.join(true, true) } : {})}
      />
    )
  if (!session)
    return talk.problem ? (
      <Refused t={t} text={talk.problem.detail} ways={ways} />
    ) : (
      <output class="stack">{t('loading')}</output>
    )
  if (over) return <Ended t={t} session={session} />
  if (aside) return <Suspended t={t} talk={withSession(talk, session)} ways={ways} />
  if (session.role === 'citizen' && session.consents.some((c) => c.given === null))
    return <Consents t={t} talk={withSession(talk, session)} ways={ways} />
  if (!media.joined) return <Join t={t} session={session} media={media} ways={ways} />
  return <Stage t={t} talk={withSession(talk, session)} media={media} ways={ways} />
}

const withSession = (talk: Conversation, session: Session): Talk => ({ ...talk, session })

const isOver = (session: Session): boolean => session.phase === 'closed' || session.phase === 'ended'

const KEY = 'video-in'
function rememberIn(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // A private window keeps nothing: the person presses the button once more.
  }
}
function wasIn(id: string): boolean {
  try {
    return sessionStorage.getItem(KEY) === id
  } catch {
    return false
  }
}
