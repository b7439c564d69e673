import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '#web/kit/ui/dialog.tsx'
import { useDesk } from '#web/officer/desk.ts'

/**
 * The kit's dialog, there as long as it is drawn. A dialog taken out of the page does not give the focus back: we do; when its button
 * went with the row it stood in, to where the screen's work goes on (`data-next`): a scanner types wherever the focus is.
 */
export function Modal({
  title,
  close,
  closeLabel,
  children,
}: {
  title: string
  close: () => void
  /** Where there is nothing to call off. */
  closeLabel?: string
  children: ComponentChildren
}): JSX.Element {
  const { t } = useDesk()
  const [opener] = useState(() => document.activeElement)
  useEffect(() => () => (opener instanceof HTMLElement && opener.isConnected ? opener : next())?.focus(), [])
  return (
    <Dialog open title={title} closeLabel={closeLabel ?? t('cancel')} onClose={close}>
      {children}
    </Dialog>
  )
}

const next = (): HTMLElement | null => document.querySelector('[data-next] input') ?? document.getElementById('main')
