import type { ComponentChildren, JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'
import { whole } from '#web/kit/ui/whole.tsx'

export type TimelineState = 'done' | 'now' | 'paused' | 'bad' | 'next'
export type TimelineItem = {
  state: TimelineState
  title: string
  at?: string
  note?: ComponentChildren
  sub?: readonly { text: string; at: string }[]
}

/** What happened and what comes. The state is also a word for readers. */
export function Timeline({ items, t }: { items: readonly TimelineItem[]; t: Tr<KitKey> }): JSX.Element {
  return (
    <ol class="tl">
      {items.map((item, i) => (
        <li class={item.state} key={i}>
          <p>
            <b>{item.title}</b>
            <span class="vh"> {t(WORDS[item.state])}</span>
          </p>
          {item.at && <p class="s num">{whole(item.at)}</p>}
          {item.note && <div class="s">{typeof item.note === 'string' ? whole(item.note) : item.note}</div>}
          {item.sub && (
            <ol class="sub s num">
              {item.sub.map((s) => (
                <li key={s.at + s.text}>
                  {s.text} <span>{whole(s.at)}</span>
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}

const WORDS = { done: 'kit.done', now: 'kit.now', paused: 'kit.paused', bad: 'kit.problem', next: 'kit.ahead' } as const
