import { useState } from 'preact/hooks'
import type { Problem } from '#api/errors.ts'
import type { Answer } from '#web/kit/client.ts'

/** Carries out one act at a time and keeps what went wrong on screen. `run` gives the reply, or undefined. */
export function useAct(): {
  busy: boolean
  problem: Problem | undefined
  clear: () => void
  run: <V>(ask: () => Promise<Answer<V>>) => Promise<V | undefined>
} {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const run = async <V>(ask: () => Promise<Answer<V>>): Promise<V | undefined> => {
    if (busy) return undefined
    setBusy(true)
    const answer = await ask()
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.problem)
    return answer.ok ? answer.value : undefined
  }
  return { busy, problem, clear: () => setProblem(undefined), run }
}
