import { shanghaiTime } from '#domain/calendar.ts'
import { useEffect, useState } from 'preact/hooks'
import { houseNow } from '#web/video/clock.ts'

/** The present, drawn anew at an interval in milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(houseNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(houseNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** Hours and minutes in China. */
export const clock = (instant: string): string => shanghaiTime(new Date(instant)).slice(11, 16)

/** Minutes and seconds, as a recorder shows them. */
export const lengthOf = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.max(0, Math.floor(seconds % 60))).padStart(2, '0')}`
