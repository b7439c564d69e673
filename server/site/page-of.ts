import type { PageOf } from '#web/kit/ui/pagination.tsx'

/** One page of a list, with links to its neighbours. A page that does not exist is the nearest one. */
export function pageOf<T>(
  all: readonly T[],
  size: number,
  asked: string | undefined,
  path: string,
): { items: T[]; page: PageOf } {
  const of = Math.max(1, Math.ceil(all.length / size))
  const n = Math.min(of, pageNumber(asked))
  return { items: all.slice((n - 1) * size, n * size), page: pageLinks(n, of, path) }
}

export const pageLinks = (n: number, of: number, path: string): PageOf => ({
  n,
  of,
  ...(n > 1 ? { prev: `${path}?page=${n - 1}` } : {}),
  ...(n < of ? { next: `${path}?page=${n + 1}` } : {}),
})

export const pageNumber = (asked: string | undefined): number =>
  /^[1-9]\d{0,3}$/.test(asked ?? '') ? Number(asked) : 1
