import { useEffect, useRef, useState } from 'preact/hooks'
import { listen } from '#web/kit/live.ts'

export interface NewsDesk {
  count: (topic: string) => number
  up: boolean
  newBuild: boolean
}

/**
 * Counts the news about the office and the case on screen, over one line (a browser opens six to a host, over all tabs). When the
 * case changes the old line is kept until the new one stands, so that no news of the office falls into the gap.
 */
export function useNews(on: boolean, caseId: string | undefined): NewsDesk {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({})
  const [up, setUp] = useState(true)
  const [newBuild, setNewBuild] = useState(false)
  const old = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    if (!on) return undefined
    const stop = listen(caseId ? ['office', `case:${caseId}`] : ['office'], {
      news: ({ topic }) => {
        const name = topic.startsWith('office') ? 'office' : topic
        setCounts((all) => ({ ...all, [name]: (all[name] ?? 0) + 1 }))
      },
      line: (isUp) => {
        setUp(isUp)
        if (!isUp) return
        old.current?.()
        old.current = undefined
      },
      build: () => setNewBuild(true),
    })
    return () => {
      old.current?.()
      old.current = stop
    }
  }, [on, caseId])
  useEffect(() => {
    if (!on) old.current?.()
  }, [on])
  return { count: (topic) => counts[topic] ?? 0, up, newBuild }
}
