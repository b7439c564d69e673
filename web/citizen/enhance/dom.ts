/** Short names for what every part here says often: they halve those parts of the script. */
export const all = <E extends HTMLElement>(selector: string, root: ParentNode = document): E[] =>
  Array.from(root.querySelectorAll<E>(selector))

export const one = <E extends HTMLElement>(selector: string, root: ParentNode = document): E | null =>
  root.querySelector<E>(selector)

export const onPage = <K extends keyof DocumentEventMap>(type: K, act: (event: DocumentEventMap[K]) => void): void =>
  document.addEventListener(type, act)

export const mainPart = (): HTMLElement | null => document.getElementById('main')

export const isBusyForm = (form: Element): boolean => form.getAttribute('aria-busy') === 'true'
