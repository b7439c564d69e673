import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A native modal dialog for the client apps: focus, Escape and the page behind are the browser's business. */
export function Dialog(props: {
  open: boolean
  title: string
  closeLabel: string
  onClose: () => void
  children: ComponentChildren
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (props.open && !dialog.open) dialog.showModal()
    if (!props.open && dialog.open) dialog.close()
  }, [props.open])
  return (
    <dialog ref={box} onClose={props.onClose} aria-labelledby="dialog-title">
      <div class="stack">
        <div class="between">
          <h2 id="dialog-title">{props.title}</h2>
          <button type="button" class="btn alt small fix" onClick={props.onClose}>
            {props.closeLabel}
          </button>
        </div>
        {props.children}
      </div>
    </dialog>
  )
}
