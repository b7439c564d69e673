import type { JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'

export type PageOf = { n: number; of: number; prev?: string; next?: string }

/** Plain links, so that going back works. Nothing when all fits on one page. */
export function Pagination({ page, t }: { page: PageOf; t: Tr<KitKey> }): JSX.Element | null {
  if (page.of < 2) return null
  return (
    <nav class="pages" aria-label={t('kit.pages')}>
      {page.prev ? (
        <a class="btn alt" href={page.prev} rel="prev">
          {t('kit.prev')}
        </a>
      ) : (
        <span />
      )}
      <span class="s num">{t('kit.pageOf', { n: page.n, of: page.of })}</span>
      {page.next ? (
        <a class="btn alt" href={page.next} rel="next">
          {t('kit.next')}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
