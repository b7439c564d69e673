import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** Every path the server answers with its methods, from the router itself. */
export function allPaths(app: FastifyInstance): { path: string; methods: string[] }[] {
  const stack: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const match = /^([│├└─\s]*)(\S+) \(([A-Z, ]+)\)$/.exec(line)
      if (!match?.[1] || !match[2] || !match[3]) return []
      const depth = match[1].length / 4
      stack.length = depth - 1
      stack.push(match[2])
      // Children of "/" begin without it, children of others with it.
      const path = `/${stack.join('')}`.replace(/^\/+/, '/')
      return [{ path, methods: match[3].split(', ').filter((m) => m !== 'HEAD') }]
    })
}

/** A page's path with an object of the tests in place of each name. */
export function pagePath(path: string, object: Readonly<Record<string, string>>): string {
  const named: Record<string, string | undefined> = {
    id: path.includes('/drafts/')
      ? object['draft']
      : path.includes('/authorities/')
        ? object['authority']
        : /\/(companies|makers)\//.test(path)
          ? object['company']
          : object['case'],
    member: object['member'],
    batch: randomUUID(),
    key: randomUUID(),
    part: 'contact',
    material: 'photo',
    bill: object['bill'],
    session: object['session'],
  }
  return path.replace(/:(\w+)/g, (whole, name: string) => named[name] ?? whole)
}
