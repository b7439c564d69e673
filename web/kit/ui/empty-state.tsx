import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'

/** Nothing here, said kindly, with the next useful thing as child. */
export function EmptyState(props: {
  icon: IconName
  title: string
  text?: string
  children?: ComponentChildren
}): JSX.Element {
  return (
    <div class="empty">
      <Icon name={props.icon} />
      <p>
        <b>{props.title}</b>
      </p>
      {props.text && <p>{props.text}</p>}
      {props.children}
    </div>
  )
}
