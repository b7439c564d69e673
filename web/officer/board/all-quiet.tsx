import type { JSX } from 'preact'
import { Tag } from '#web/kit/ui/tag.tsx'

/** A list of trouble that has none: one calm line, so that what needs a person stays in sight. */
export function AllQuiet({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <p class="wrap">
      <Tag tone="done" text={title} />
      <span class="s">{text}</span>
    </p>
  )
}
