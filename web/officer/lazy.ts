import { useEffect, useState } from 'preact/hooks'

export interface Lazy<M> {
  /** Undefined until it is there. */
  module: M | undefined
  /** It did not come: the line is down, or the house was updated and the old part is gone. */
  failed: boolean
  again: () => void
}

/** A part that is loaded when it is first needed, from `on`. */
export function useLazy<M>(on: boolean, load: () => Promise<M>): Lazy<M> {
  const [part, setPart] = useState<{ module?: M; failed: boolean }>({ failed: false })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (!on || part.module !== undefined) return undefined
    let left = false
    load().then(
      (module) => {
        // In an object: a module may itself be a function, which a setter would call.
        if (!left) setPart({ module, failed: false })
      },
      () => {
        if (!left) setPart({ failed: true })
      },
    )
    return () => {
      left = true
    }
  }, [on, tries])
  const again = (): void => {
    setPart({ failed: false })
    setTries((n) => n + 1)
  }
  return { module: part.module, failed: part.failed, again }
}
