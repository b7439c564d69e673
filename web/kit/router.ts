import { useEffect, useState } from 'preact/hooks'

export type Params = Readonly<Record<string, string>>

/** The first pattern that fits the path, with its parameters: `/desk/cases/:id`. A trailing slash does not count. */
export function matchPath<Name extends string>(
  patterns: Readonly<Record<Name, string>>,
  path: string,
): { name: Name; params: Params } | undefined {
  const given = partsOf(path)
  for (const name of Object.keys(patterns) as Name[]) {
    const params = fit(partsOf(patterns[name]), given)
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

/** The current path and query. Links into `root` are taken over by the app; others, and links opened in a new tab, load as usual. */
export function usePath(root: string): { path: string; query: URLSearchParams } {
  const [href, setHref] = useState(() => location.pathname + location.search)
  useEffect(() => {
    const moved = (): void => setHref(location.pathname + location.search)
    const clicked = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (
        !link ||
        event.defaultPrevented ||
        event.button !== 0 ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return
      if (
        link.target ||
        link.hasAttribute('download') ||
        link.origin !== location.origin ||
        !`${link.pathname}/`.startsWith(`${root}/`)
      )
        return
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
  const [path = '', search = ''] = href.split('?')
  return { path, query: new URLSearchParams(search) }
}

const partsOf = (path: string): string[] => path.split('/').filter(Boolean)

function fit(pattern: readonly string[], given: readonly string[]): Params | undefined {
  if (pattern.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of pattern.entries()) {
    const value = given[i] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decode(value)
    else if (part !== value) return undefined
  }
  return params
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
