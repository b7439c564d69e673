import { useEffect, useState } from 'preact/hooks'
import { listen } from '#web/kit/live.ts'

/** Counts the news about one topic of the video window, over a line of its own while the screen is shown. */
export function useTopic(topic: string): number {
  const [count, setCount] = useState(0)
  useEffect(() => listen([topic], { news: () => setCount((n) => n + 1) }), [topic])
  return count
}
