import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '#api/errors.ts'
import type { ReplyOf, Route } from '#api/route.ts'
import { addressOf, type Given } from '#web/kit/client.ts'
import { useDesk } from '#web/officer/desk.ts'

export interface Reply<T> {
  /** The last good answer; stays on screen while a newer one is fetched or fails. */
  value: T | undefined
  problem: Problem | undefined
  loading: boolean
  again: () => void
}

/**
 * Reads a route and reads it again whenever `since` grows. Answers that are overtaken are dropped; while one is under way further
 * news is remembered, not sent: a busy office costs one request at a time.
 */
export function useReply<R extends Route>(route: R, given: Given<R>, since = 0): Reply<ReplyOf<R>> {
  const { call } = useDesk()
  const address = addressOf(route, given)
  const [state, setState] = useState<{
    address: string
    value?: ReplyOf<R>
    problem?: Problem | undefined
    loading: boolean
  }>({ address, loading: true })
  const [wish, setWish] = useState(0)
  const flight = useRef<{ address: string; stop: AbortController; dirty: boolean } | undefined>(undefined)

  useEffect(() => {
    if (flight.current?.address === address) {
      flight.current.dirty = true
      return
    }
    flight.current?.stop.abort()
    const mine = { address, stop: new AbortController(), dirty: false }
    flight.current = mine
    setState((s) => (s.address === address ? { ...s, loading: true } : { address, loading: true }))
    void call(route, { ...given, signal: mine.stop.signal }).then((answer) => {
      if (flight.current !== mine) return
      flight.current = undefined
      setState((s) =>
        answer.ok
          ? { address, value: answer.value, loading: false }
          : { ...s, problem: answer.problem, loading: false },
      )
      if (mine.dirty) setWish((n) => n + 1)
    })
  }, [address, since, wish])
  useEffect(() => () => flight.current?.stop.abort(), [])

  const again = useCallback(() => setWish((n) => n + 1), [])
  const fits = state.address === address
  return {
    value: fits ? state.value : undefined,
    problem: fits ? state.problem : undefined,
    loading: state.loading || !fits,
    again,
  }
}
