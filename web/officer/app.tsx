import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { officerMe, officerSignOut } from '#api/accounts.ts'
import type { Problem } from '#api/errors.ts'
import { type Call, makeCall } from '#web/kit/client.ts'
import { go, matchPath, usePath } from '#web/kit/router.ts'
import { Toast } from '#web/kit/ui/toast.tsx'
import { type Desk, DeskContext, mayDo, type Me } from '#web/officer/desk.ts'
import { TopBar } from '#web/officer/top-bar.tsx'
import { useLazy } from '#web/officer/lazy.ts'
import { useNews } from '#web/officer/news.ts'
import { usePrefs } from '#web/officer/prefs.ts'
import { SignInOverlay, SignInPage } from '#web/officer/sign-in.tsx'
import { speak, type T } from '#web/officer/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WorkPage } from '#web/officer/work-page.tsx'

const ROUTES = {
  desk: '/desk',
  case: '/desk/cases/:id',
  counter: '/desk/cases/:id/plates',
  bench: '/desk/bench',
  day: '/desk/day',
  leaving: '/desk/leaving',
  board: '/desk/board',
  access: '/desk/access',
  video: '/desk/video',
  videoPart: '/desk/video/:part',
  plates: '/desk/plates',
  platesPart: '/desk/plates/:part',
  makers: '/desk/makers',
  makersPart: '/desk/makers/:part',
} as const

/** The officer's console: who is signed in, which screen, and what every screen is given. */
export function App(): JSX.Element {
  const [prefs, setPrefs] = usePrefs()
  const t = useMemo(() => speak(prefs.lang), [prefs.lang])
  const session = useSession(t)
  const path = usePath('/desk')
  const place = matchPath(ROUTES, path)
  const caseId = place?.params['id']
  const news = useNews(session.state === 'in', caseId)
  const [said, say] = useSaid()
  const { me, call, typed } = session

  useEffect(() => {
    document.title = `${t(`nav.${tabOf(place?.name)}`)} · ${t('brand.plain')}`
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
  const name = screenOf(place?.name ?? 'desk', me)
  const desk: Desk = { me, t, call, say, typed, news: (topic) => news.count(topic) + session.signIns }
  return (
    <DeskContext.Provider value={desk}>
      <div class="d-app">
        {!isTurned(place) && (
          <TopBar news={news} prefs={prefs} setPrefs={setPrefs} here={tabOf(name)} signOut={session.signOut} />
        )}
        <Screen name={name} caseId={caseId} part={place?.params['part'] ?? 'desk'} />
      </div>
      <Toast text={said} />
      {session.state === 'out' && <SignInOverlay t={t} call={call} done={session.ask} id={me.id} />}
    </DeskContext.Provider>
  )
}

/** Who checks has no cases in hand: the log is where the day begins. */
const screenOf = (asked: keyof typeof ROUTES, me: Me): keyof typeof ROUTES =>
  asked === 'desk' && !mayDo(me, 'case.list') ? 'access' : asked

/** Turned to the person at the counter: the screen shows nothing of the desk. */
const isTurned = (place: { name: string } | undefined): boolean => place?.name === 'counter'

const tabOf = (
  name: keyof typeof ROUTES | undefined,
): 'desk' | 'bench' | 'day' | 'video' | 'plates' | 'makers' | 'leaving' | 'board' | 'access' =>
  name === 'bench' || name === 'day' || (name !== undefined && isOffice(name))
    ? name
    : name === 'video' || name === 'videoPart'
      ? 'video'
      : name === 'plates' || name === 'platesPart'
        ? 'plates'
        : name === 'makers' || name === 'makersPart'
          ? 'makers'
          : 'desk'

function Screen(props: { name: keyof typeof ROUTES; caseId: string | undefined; part: string }): JSX.Element {
  const { name, caseId } = props
  const tab = tabOf(name)
  const counter = useLazy(name === 'counter', () => import('#web/officer/plates/counter-page.tsx'))
  const bench = useLazy(name === 'bench', () => import('#web/officer/bench/bench-page.tsx'))
  const day = useLazy(name === 'day', () => import('#web/officer/day-page.tsx'))
  if (tab === 'video' || tab === 'plates' || tab === 'makers') return <Parted tab={tab} part={props.part} />
  if (name === 'counter' && caseId) return counter ? <counter.CounterPage key={caseId} id={caseId} /> : <Waiting />
  if (isOffice(name)) return <Oversight name={name} />
  if (name === 'bench') return bench ? <bench.BenchPage /> : <Waiting />
  if (name === 'day') return day ? <day.DayPage /> : <Waiting />
  return <WorkPage caseId={caseId} />
}

/** Screens with parts of their own, each at its own address. */
function Parted({ tab, part }: { tab: 'video' | 'plates' | 'makers'; part: string }): JSX.Element {
  const video = useLazy(tab === 'video', () => import('#web/officer/video/video-page.tsx'))
  const plates = useLazy(tab === 'plates', () => import('#web/officer/plates/plates-page.tsx'))
  const makers = useLazy(tab === 'makers', () => import('#web/officer/makers/makers-page.tsx'))
  if (tab === 'video') return video ? <video.VideoPage part={part} /> : <Waiting />
  if (tab === 'plates') return plates ? <plates.PlatesPage part={part} /> : <Waiting />
  return makers ? <makers.MakersPage part={part} /> : <Waiting />
}

/** Screens of the office as a whole: what leads, what checks, what other offices ask. */
const OFFICE = ['board', 'access', 'leaving'] as const
const isOffice = (name: string): name is (typeof OFFICE)[number] => OFFICE.some((one) => one === name)

function Oversight({ name }: { name: (typeof OFFICE)[number] }): JSX.Element {
  const board = useLazy(name === 'board', () => import('#web/officer/board/board-page.tsx'))
  const access = useLazy(name === 'access', () => import('#web/officer/board/access-page.tsx'))
  const leaving = useLazy(name === 'leaving', () => import('#web/officer/leaving/leaving-page.tsx'))
  if (name === 'board') return board ? <board.BoardPage /> : <Waiting />
  if (name === 'leaving') return leaving ? <leaving.LeavingPage /> : <Waiting />
  return access ? <access.AccessPage /> : <Waiting />
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
        words: (code) => ({ detail: words.current(`net.${code}`), next: words.current('net.next') }),
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
