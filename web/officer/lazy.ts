import { useEffect, useState } from 'preact/hooks'

/** A part that is loaded when it is first needed; undefined until it is there. A failed load is tried again at the next drawing with `on`. */
export function useLazy<M>(on: boolean, load: () => Promise<M>): M | undefined {
  const [part, setPart] = useState<{ module: M } | undefined>(undefined)
  useEffect(() => {
    if (!on || part) return
    let left = false
    load().then(
      (module) => {
        if (!left) setPart({ module })
      },
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [on])
  return part?.module
}
