import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Problem } from '#api/errors.ts'
import type { BodyOf, ReplyOf } from '#api/route.ts'
import { actInSession, readMySession } from '#api/video-session.ts'
import { callOf } from '#web/citizen/video/api.ts'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Call } from '#web/kit/client.ts'
import { listen } from '#web/kit/live.ts'
import { happened, learnClock } from '#web/video/clock.ts'

export type Session = ReplyOf<typeof readMySession>
export type CitizenAct = BodyOf<typeof actInSession>['act']

/** Another way to the same result, as a link. */
export type Way = { label: string; href: string }
export type Talk = Conversation & { session: Session }

export interface Conversation {
  session: Session | undefined
  problem: Problem | undefined
  busy: boolean
  call: Call
  /** Done when the house has acknowledged it; false with `problem` set otherwise. */
  act: (act: CitizenAct) => Promise<boolean>
  again: () => void
  clear: () => void
}

/** The conversation as the house knows it: read when news says so, changed only by acts that it acknowledges. */
export function useSession(id: string, t: CallT): Conversation {
  const call = useMemo(() => callOf(t), [])
  const [session, setSession] = useState<Session | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const reading = useRef({ on: false, wished: false })

  const take = useCallback((next: Session) => {
    for (const instant of [next.startedAt, next.suspended?.at, next.chat.at(-1)?.at]) happened(instant)
    setSession((old) => (old && old.version > next.version ? old : next))
  }, [])
  const again = useCallback(() => {
    if (reading.current.on) {
      reading.current.wished = true
      return
    }
    reading.current = { on: true, wished: false }
    void call(readMySession, { params: { id } }).then((answer) => {
      const { wished } = reading.current
      reading.current = { on: false, wished: false }
      if (answer.ok) take(answer.value)
      else setProblem(answer.problem)
      if (wished) again()
    })
  }, [id])

  useEffect(() => {
    void learnClock()
    again()
    return listen([`video:${id}`, 'me'], { news: again })
  }, [id])

  const act = async (what: CitizenAct): Promise<boolean> => {
    setBusy(true)
    const answer = await call(actInSession, { params: { id }, body: { act: what } })
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.problem)
    if (answer.ok) take(answer.value)
    return answer.ok
  }
  return { session, problem, busy, call, act, again, clear: () => setProblem(undefined) }
}
