import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** The inner size (px) of an element, followed as it changes. */
export function useSize(
  ref: RefObject<HTMLElement | null>,
  start: { width: number; height: number },
): { width: number; height: number } {
  const [size, setSize] = useState(start)
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return size
}
