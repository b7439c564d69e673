import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { actAsGuest, readGuestSession } from '#api/video-guest.ts'
import { Join, Refused, Sheet } from '#web/citizen/video/around.tsx'
import { Stage } from '#web/citizen/video/stage.tsx'
import type { CallT } from '#web/citizen/video/texts.ts'
import { useMedia } from '#web/citizen/video/use-media.ts'
import type { CitizenAct, Session, Talk, Way } from '#web/citizen/video/use-session.ts'
import type { Problem } from '#api/errors.ts'
import { type Call, makeCall } from '#web/kit/client.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { happened, learnClock } from '#web/video/clock.ts'

/** The call for somebody who came with a code: hears, sees, speaks and writes; everything else stays with the citizen. */
export function GuestCall({ t, id, ways }: { t: CallT; id: string; ways: readonly Way[] }): JSX.Element {
  const talk = useGuest(id, t)
  const media = useMedia(talk.call, id)
  const { session } = talk
  const over = talk.gone || (session !== undefined && (session.phase === 'closed' || session.phase === 'ended'))
  const aside = session?.link === 'suspended'
  useEffect(() => {
    if (over || aside) media.leave()
  }, [over, aside])

  if (over) return <Farewell t={t} title="guest.over" text="guest.overText" />
  if (media.refused) return <Refused t={t} text={media.refused} ways={ways} />
  if (!session)
    return talk.problem ? (
      <Refused t={t} text={talk.problem.detail} ways={ways} />
    ) : (
      <output class="stack">{t('loading')}</output>
    )
  if (aside) return <Farewell t={t} title="guest.aside" text="guest.asideText" />
  if (!media.joined) return <Join t={t} session={session} media={media} ways={ways} />
  return <Stage t={t} talk={{ ...talk, session }} media={media} ways={ways} />
}

function Farewell(props: {
  t: CallT
  title: 'guest.over' | 'guest.aside'
  text: 'guest.overText' | 'guest.asideText'
}): JSX.Element {
  const { t, title, text } = props
  return (
    <Sheet title={t(title)}>
      <p>{t(text)}</p>
      <LinkButton href="/video/guest" look="alt" wide>
        {t('again')}
      </LinkButton>
    </Sheet>
  )
}

/** A guest has no account and so no news: the conversation is read again every two seconds, which one page can afford. */
const READ_MS = 2_000

type Guest = Omit<Talk, 'session'> & { session: Session | undefined; gone: boolean }

function useGuest(id: string, t: CallT): Guest {
  const call = useMemo(() => guestCall(t), [])
  const [session, setSession] = useState<Session | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [gone, setGone] = useState(false)
  const [busy, setBusy] = useState(false)
  const reading = useRef(false)

  const again = (): void => {
    if (reading.current) return
    reading.current = true
    void call(readGuestSession, { params: { id } }).then((answer) => {
      reading.current = false
      if (answer.ok) {
        happened(answer.value.startedAt)
        setSession((old) => (old && old.version > answer.value.version ? old : answer.value))
        setProblem(undefined)
      } else if (answer.problem.status === 404 || answer.problem.status === 401) setGone(true)
      else setProblem(answer.problem)
    })
  }
  useEffect(() => {
    void learnClock()
    again()
    const timer = setInterval(again, READ_MS)
    return () => clearInterval(timer)
  }, [id])

  const act = async (what: CitizenAct): Promise<boolean> => {
    // Leaving is leaving: a guest ends nothing for the others.
    if (what.type !== 'chat' && what.type !== 'second-consent' && what.type !== 'second-sign') {
      setGone(true)
      return true
    }
    setBusy(true)
    const answer = await call(actAsGuest, { params: { id }, body: { act: what } })
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.problem)
    if (answer.ok) setSession(answer.value)
    return answer.ok
  }
  return { session, problem, busy, call, act, again, clear: () => setProblem(undefined), gone }
}

/** The same conversation under the guests' root: there the browser's pass says who asks, and nobody is sent to sign in. */
function guestCall(t: CallT): Call {
  const call = makeCall({ words: () => ({ detail: t('net.detail'), next: t('net.next') }) })
  return (route, given) =>
    call({ ...route, path: route.path.replace('/api/my/video/sessions/', '/api/video/guests/') }, given)
}
