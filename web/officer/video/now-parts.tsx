import type { ComponentChildren, JSX } from 'preact'
import { Button } from '#web/kit/ui/button.tsx'
import { useKeys } from '#web/officer/keys.ts'
import type { VT } from '#web/officer/video/texts.ts'
import type { Talk } from '#web/officer/video/use-talk.ts'

export interface NowProps {
  talk: Talk
  v: VT
}
export type Answer = { label: string; press: () => void; look?: 'main' | 'alt' | 'danger' }

export function Ask(props: { title: string; sub?: string | undefined; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="stack mid">
      <h2>{props.title}</h2>
      {props.sub && <p class="mute">{props.sub}</p>}
      {props.children}
    </div>
  )
}

/** Buttons with their number keys. */
export function Answers({ answers }: { answers: readonly Answer[] }): JSX.Element {
  useKeys(Object.fromEntries(answers.map((a, i) => [String(i + 1), a.press])))
  return (
    <div class="wrap">
      {answers.map((a, i) => (
        <Button
          key={a.label}
          type="button"
          small
          look={a.look ?? (i === 0 ? 'main' : 'alt')}
          aria-keyshortcuts={String(i + 1)}
          onClick={a.press}
        >
          {a.label} <kbd aria-hidden="true">{i + 1}</kbd>
        </Button>
      ))}
    </div>
  )
}
