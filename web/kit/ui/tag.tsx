import type { JSX } from 'preact'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'

/** done green, wait blue, turn amber (the reader must act), bad red, idle grey. */
export type Tone = 'done' | 'wait' | 'turn' | 'bad' | 'idle'

/** A state, never by colour alone: icon and word say the same. */
export function Tag({ tone, text }: { tone: Tone; text: string }): JSX.Element {
  return (
    <span class={tone === 'wait' ? 'tag' : `tag ${tone}`}>
      <Icon name={ICONS[tone]} />
      {text}
    </span>
  )
}

const ICONS: Readonly<Record<Tone, IconName>> = {
  done: 'check',
  wait: 'clock',
  turn: 'bell',
  bad: 'alert',
  idle: 'dash',
}
