import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { officerMe, officerSignOut } from '#api/accounts.ts'
import type { Problem } from '#api/errors.ts'
import { type Call, makeCall } from '#web/kit/client.ts'
import { go, usePath } from '#web/kit/router.ts'
import { Toast } from '#web/kit/ui/toast.tsx'
import { type Desk, DeskContext, type Me } from '#web/officer/desk.ts'
import { TopBar } from '#web/officer/top-bar.tsx'
import { useNews } from '#web/officer/news.ts'
import { usePrefs } from '#web/officer/prefs.ts'
import { homeOf, placeOf, tabOf } from '#web/officer/places.ts'
import { Screen } from '#web/officer/screen.tsx'
import { SignInOverlay, SignInPage } from '#web/officer/sign-in.tsx'
import { speak, type T } from '#web/officer/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'

/** The officer's console: who is signed in, which screen, and what every screen is given. */
export function App(): JSX.Element {
  const [prefs, setPrefs] = usePrefs()
  const t = useMemo(() => speak(prefs.lang), [prefs.lang])
  const session = useSession(t)
  const path = usePath('/desk')
  const place = placeOf(path)
  const news = useNews(session.state === 'in', place?.params['id'])
  const [said, say] = useSaid()
  const { me, call, typed } = session

  useEffect(() => {
    document.title = [place && t(`nav.${tabOf(place.name)}`), t('brand.plain')].filter(Boolean).join(' · ')
  }, [place?.name, t])

  if (!me) {
    if (session.problem)
      return (
        <main class="d-alone">
          <ProblemNotice problem={session.problem} t={t} again={session.ask} />
        </main>
      )
    return session.state === 'out' ? (
      <SignInPage t={t} prefs={prefs} setPrefs={setPrefs} call={call} done={session.ask} />
    ) : (
      <Waiting t={t} />
    )
  }
  const shown = place?.name === 'desk' ? { ...place, name: homeOf(me) } : place
  const desk: Desk = { me, t, call, say, typed, news: (topic) => news.count(topic) + session.signIns }
  return (
    <DeskContext.Provider value={desk}>
      <div class="d-app">
        {/* Turned to the person at the counter the screen shows nothing of the desk. */}
        {shown?.name !== 'counter' && (
          <TopBar
            news={news}
            prefs={prefs}
            setPrefs={setPrefs}
            here={shown && tabOf(shown.name)}
            signOut={session.signOut}
          />
        )}
        <Screen place={shown} />
      </div>
      <Toast text={said} />
      {session.state === 'out' && <SignInOverlay t={t} call={call} done={session.ask} id={me.id} />}
    </DeskContext.Provider>
  )
}

function useSaid(): [string, (text: string) => void] {
  const [said, setSaid] = useState('')
  const timer = useRef(0)
  const say = (text: string): void => {
    clearTimeout(timer.current)
    setSaid(text)
    timer.current = window.setTimeout(() => setSaid(''), 6_000)
  }
  return [said, say]
}

interface Session {
  state: 'asking' | 'in' | 'out'
  me: Me | undefined
  problem: Problem | undefined
  signIns: number
  call: Call
  typed: Map<string, unknown>
  ask: () => void
  signOut: () => void
}

/** Who is signed in. When a session ends the screens stay under the sign-in; only another officer gets a clean desk. */
function useSession(t: T): Session {
  const [who, setWho] = useState<Pick<Session, 'state' | 'me' | 'problem' | 'signIns'>>({
    state: 'asking',
    me: undefined,
    problem: undefined,
    signIns: 0,
  })
  const typed = useRef(new Map<string, unknown>()).current
  const words = useRef(t)
  words.current = t
  const call = useMemo(
    () =>
      makeCall({
        words: (code, reads) =>
          reads
            ? { detail: words.current(`read.${code}`), next: words.current('read.next') }
            : { detail: words.current(`net.${code}`), next: words.current('net.next') },
        signedOut: () => setWho((old) => ({ ...old, state: 'out' })),
      }),
    [],
  )
  const ask = async (): Promise<void> => {
    const answer = await call(officerMe, {})
    if (!answer.ok) {
      if (answer.problem.status !== 401) setWho((old) => ({ ...old, problem: answer.problem }))
      return
    }
    setWho((old) => {
      if (old.me && old.me.id !== answer.value.id) {
        typed.clear()
        go('/desk', 'replace')
      }
      return { state: 'in', me: answer.value, problem: undefined, signIns: old.signIns + 1 }
    })
  }
  const signOut = async (): Promise<void> => {
    await call(officerSignOut, {})
    typed.clear()
    go('/desk', 'replace')
    setWho((old) => ({ ...old, state: 'out', me: undefined }))
  }
  useEffect(() => void ask(), [])
  return { ...who, call, typed, ask: () => void ask(), signOut: () => void signOut() }
}
