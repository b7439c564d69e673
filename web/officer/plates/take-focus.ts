/** As a `ref`: takes the focus when it appears. The attribute `autofocus` counts once for a whole page; a keyboard needs it at each stage. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus()
