import { useEffect, useState } from 'preact/hooks'

/** The first pattern that fits the path, with its parameters: `/desk/cases/:id`. A trailing slash does not count. */
export function matchPath<N extends string>(patterns: Readonly<Record<N, string>>, path: string) {
  for (const name of Object.keys(patterns) as N[]) {
    const params = fit(partsOf(patterns[name]), partsOf(path))
    if (params) return { name, params }
  }
  return undefined
}

/** Goes to an address of this app without loading the page. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push' && path === location.pathname + location.search) return
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** The current path. Links into `root` are taken over by the app; others, and links opened in a new tab, load as usual. */
export function usePath(root: string): string {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const moved = (): void => setPath(location.pathname)
    const clicked = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || event.defaultPrevented || !isPlain(event) || !isOurs(link, root)) return
      event.preventDefault()
      go(link.pathname + link.search)
    }
    addEventListener('popstate', moved)
    document.addEventListener('click', clicked)
    return () => {
      removeEventListener('popstate', moved)
      document.removeEventListener('click', clicked)
    }
  }, [root])
  return path
}

const isPlain = (e: MouseEvent): boolean => e.button === 0 && !e.metaKey && !e.ctrlKey && !e.shiftKey && !e.altKey
// A link within the page (#main) is the browser's: it moves the focus.
const isOurs = (a: HTMLAnchorElement, root: string): boolean =>
  !a.target && !a.hash && a.origin === location.origin && `${a.pathname}/`.startsWith(`${root}/`)

const partsOf = (path: string): string[] => path.split('/').filter(Boolean)

function fit(pattern: readonly string[], given: readonly string[]): Readonly<Record<string, string>> | undefined {
  const fits = pattern.length === given.length && pattern.every((part, i) => part.startsWith(':') || part === given[i])
  const named = pattern.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), given[i] ?? '']] : []))
  return fits ? Object.fromEntries(named) : undefined
}
