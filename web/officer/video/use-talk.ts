import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '#api/errors.ts'
import type { BodyOf, ReplyOf } from '#api/route.ts'
import { actAtDesk, readDeskSession } from '#api/video-desk-session.ts'
import { useDesk } from '#web/officer/desk.ts'
import { useReply } from '#web/officer/use-reply.ts'
import { happened } from '#web/video/clock.ts'
import { useTopic } from '#web/officer/video/use-topic.ts'

export type DeskSession = ReplyOf<typeof readDeskSession>
export type OfficerAct = BodyOf<typeof actAtDesk>['act']

export interface Talk {
  session: DeskSession
  busy: boolean
  problem: Problem | undefined
  /** Done when the house has acknowledged it. */
  act: (act: OfficerAct) => Promise<boolean>
  may: (command: OfficerAct['type']) => boolean
  again: () => void
}

/** The conversation as the house knows it: read again with every piece of news, changed only by acknowledged acts. */
export function useTalk(id: string): { talk: Talk | undefined; problem: Problem | undefined; again: () => void } {
  const { call } = useDesk()
  const reply = useReply(readDeskSession, { params: { id } }, useTopic(`video:${id}`))
  const [session, setSession] = useState<DeskSession | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const { value } = reply
  // The line's rung changes without a version: of two readings that are equally new the later one counts.
  useEffect(() => {
    if (value) setSession((old) => (old && old.version > value.version ? old : value))
  }, [value])
  happened(session?.startedAt)
  if (!session) return { talk: undefined, problem: reply.problem, again: reply.again }
  const act = async (what: OfficerAct): Promise<boolean> => {
    setBusy(true)
    const answer = await call(actAtDesk, { params: { id }, body: { act: what } })
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.problem)
    if (answer.ok) setSession(answer.value)
    return answer.ok
  }
  return {
    talk: { session, busy, problem, act, may: (command) => session.may.includes(command), again: reply.again },
    problem: undefined,
    again: reply.again,
  }
}
