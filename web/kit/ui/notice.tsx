import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'

export type NoticeTone = 'info' | 'warn' | 'bad' | 'ok'

/** Something to know before going on. `title` is said in bold, `children` explain. */
export function Notice(props: {
  tone: NoticeTone
  title?: string
  icon?: IconName
  children?: ComponentChildren
}): JSX.Element {
  const { tone, title, icon, children } = props
  return (
    <div class={tone === 'info' ? 'note' : `note ${tone}-box`}>
      <div class="row">
        <Icon name={icon ?? ICONS[tone]} />
        <div class="stack tight">
          {title && (
            <p>
              <b>{title}</b>
            </p>
          )}
          {children}
        </div>
      </div>
    </div>
  )
}

const ICONS: Readonly<Record<NoticeTone, IconName>> = { info: 'info', warn: 'alert', bad: 'alert', ok: 'check' }
