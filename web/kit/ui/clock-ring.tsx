import type { JSX } from 'preact'

export type ClockState = 'running' | 'paused' | 'late' | 'kept'

/** Time left as a ring: `left` is the share that remains, 0–1; `text` stands inside (`11h`). The words beside it carry the meaning. */
export function ClockRing({ left, text, state }: { left: number; text: string; state: ClockState }): JSX.Element {
  const round = 2 * Math.PI * 18
  const share = Math.min(1, Math.max(0, state === 'late' || state === 'kept' ? 1 : left))
  return (
    <svg class={`ring ${state}`} viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="22" cy="22" r="18" />
      <circle
        class="go"
        cx="22"
        cy="22"
        r="18"
        transform="rotate(-90 22 22)"
        stroke-dasharray={`${(share * round).toFixed(1)} ${round.toFixed(1)}`}
      />
      <text x="22" y="25.5" text-anchor="middle">
        {text}
      </text>
    </svg>
  )
}
