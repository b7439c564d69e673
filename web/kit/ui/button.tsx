import type { ButtonHTMLAttributes, ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'

export type ButtonLook = 'main' | 'alt' | 'danger' | 'help'

type Look = { look?: ButtonLook; wide?: boolean; small?: boolean; icon?: IconName; children: ComponentChildren }

/** A submit button unless told otherwise; one `main` a screen. */
export function Button(props: Look & ButtonHTMLAttributes<HTMLButtonElement>): JSX.Element {
  const { look: _look, wide: _wide, small: _small, icon, children, type = 'submit', ...rest } = props
  return (
    <button type={type} class={buttonClass(props)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, icon, children, ...look }: Look & { href: string }): JSX.Element {
  return (
    <a href={href} class={buttonClass(look)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

function buttonClass({ look = 'main', wide, small }: { look?: ButtonLook; wide?: boolean; small?: boolean }): string {
  return ['btn', look === 'main' ? '' : look, wide ? 'wide' : '', small ? 'small' : ''].filter(Boolean).join(' ')
}
