import type { JSX } from 'preact'
import { Card } from '#web/kit/ui/card.tsx'

/** Every other way to the same result, with what it takes. */
export function Channels(props: {
  title: string
  channels: readonly { title: string; text: string; href?: string }[]
}): JSX.Element {
  return (
    <Card title={props.title}>
      <ul class="stack mid">
        {props.channels.map((c) => (
          <li key={c.title}>
            <p>
              {c.href ? (
                <a class="lnk" href={c.href}>
                  <b>{c.title}</b>
                </a>
              ) : (
                <b>{c.title}</b>
              )}
            </p>
            <p class="mute">{c.text}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A number that the script counts down, inside a sentence: `words` has a | where it stands. */
export function Code({ until, words }: { until: number; words: string }): JSX.Element {
  const [before = '', after = ''] = words.split('|')
  return (
    <p class="s num">
      {before}
      <span data-until={until} data-expire="">
        {until}
      </span>
      {after}
    </p>
  )
}
