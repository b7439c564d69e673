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

/** News may come many times a second: between two readings at least this many times the time one took, at most five seconds. */
const REST = 4
const LONGEST_REST_MS = 5_000

/**
 * Reads a route, and reads it again whenever `since` grows. Answers that are overtaken are dropped; news during a reading or a
 * rest is remembered, so that a busy office costs one request at a time and the last word is always read. Nothing is asked while
 * `on` is false.
 */
export function useReply<R extends Route>(route: R, given: Given<R>, since = 0, on = true): Reply<ReplyOf<R>> {
  const { call } = useDesk()
  const address = addressOf(route, given)
  const [state, setState] = useState<State<ReplyOf<R>>>({ address, loading: true })
  const [wish, setWish] = useState(0)
  const flight = useRef<{ address: string; stop: AbortController; dirty: boolean } | undefined>(undefined)
  const rest = useRef({ address: '', until: 0 })

  useEffect(() => {
    if (!on) return undefined
    if (flight.current?.address === address) {
      flight.current.dirty = true
      return undefined
    }
    const wait = rest.current.address === address ? rest.current.until - Date.now() : 0
    if (wait > 0) {
      const timer = setTimeout(() => setWish((n) => n + 1), wait)
      return () => clearTimeout(timer)
    }
    flight.current?.stop.abort()
    const mine = { address, stop: new AbortController(), dirty: false }
    flight.current = mine
    setState((s) => (s.address === address ? { ...s, loading: true } : { address, loading: true }))
    const began = Date.now()
    void call(route, { ...given, signal: mine.stop.signal }).then((answer) => {
      if (flight.current !== mine) return
      flight.current = undefined
      const now = Date.now()
      rest.current = { address, until: now + Math.min(LONGEST_REST_MS, REST * (now - began)) }
      setState((s) =>
        answer.ok
          ? { address, value: answer.value, loading: false }
          : { ...s, problem: answer.problem, loading: false },
      )
      if (mine.dirty) setWish((n) => n + 1)
    })
    return undefined
  }, [address, since, wish, on])
  useEffect(() => () => flight.current?.stop.abort(), [])

  const again = useCallback(() => {
    rest.current.until = 0
    setWish((n) => n + 1)
  }, [])
  const fits = state.address === address
  return {
    value: fits ? state.value : undefined,
    problem: fits ? state.problem : undefined,
    loading: state.loading || !fits,
    again,
  }
}

interface State<V> {
  address: string
  value?: V
  problem?: Problem | undefined
  loading: boolean
}
