import type { FastifyInstance } from 'fastify'

/**
 * Remembers which methods each path takes; gives the function that answers for an address that found no route: the methods
 * under which it would have found one, sorted, none for an address nobody serves. Call before the first route is added.
 */
export function watchMethods(app: FastifyInstance): (path: string) => string[] {
  const served = new Map<string, { fits: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = served.get(url) ?? { fits: shapeOf(url), methods: new Set<string>() }
    for (const name of [method].flat()) known.methods.add(name)
    served.set(url, known)
  })
  return (path) => {
    const fitting = [...served.values()].filter(({ fits }) => fits.test(path))
    return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].toSorted()
  }
}

/** `/a/:id/*` as a pattern: a parameter is one part of the path, the star all that follows. */
const shapeOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('/')}$`,
  )
