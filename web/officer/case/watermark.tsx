import { shanghaiTime } from '#domain/calendar.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useDesk } from '#web/officer/desk.ts'

/** Number and minute, tiled over the case: a photograph of the screen names who took it. An SVG pattern, since the policy allows no inline style. */
export function Watermark(): JSX.Element {
  const { me } = useDesk()
  const [minute, setMinute] = useState(chinaMinute)
  useEffect(() => {
    const timer = setInterval(() => setMinute(chinaMinute()), 20_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <svg class="d-watermark" aria-hidden="true">
      <defs>
        <pattern id="watermark" width="230" height="130" patternUnits="userSpaceOnUse" patternTransform="rotate(-22)">
          <text x="10" y="50">
            {me.id}
          </text>
          <text x="120" y="112">
            {minute}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}

const chinaMinute = (): string => shanghaiTime(new Date()).slice(5, 16)
