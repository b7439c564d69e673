import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CaseRow, CasesView } from '#web/citizen/pages/case-views.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Pagination } from '#web/kit/ui/pagination.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const cases: PageDef<CasesView> = { title: (_, t) => t('cases.title'), tab: 'me', live: () => 'me', Page }

function Page({ view, t }: PageProps<CasesView>): JSX.Element {
  return (
    <div class="stack loose">
      <h1>{t('cases.title')}</h1>
      {view.open.length + view.closed.length + (view.asked?.length ?? 0) === 0 && (
        <EmptyState icon="list" title={t('cases.none')} text={t('cases.noneHelp')}>
          <LinkButton href={paths.services}>{t('services.title')}</LinkButton>
        </EmptyState>
      )}
      <Rows id="asked" title={t('cases.asked')} rows={view.asked ?? []} />
      <Rows id="open" title={t('cases.open')} rows={view.open} />
      <Rows id="closed" title={t('cases.closed')} rows={view.closed} />
      <Pagination page={view.page} t={t} />
    </div>
  )
}

function Rows({ id, title, rows }: { id: string; title: string; rows: readonly CaseRow[] }): JSX.Element | null {
  if (rows.length === 0) return null
  return (
    <section class="stack mid" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="list">
        {rows.map((c) => (
          <li key={c.href}>
            <a class="hit tagged" href={c.href}>
              <span>
                <b>{c.title}</b>
                <span class="sub num">{whole(c.text)}</span>
                <span class="sub num">
                  {c.number} · {whole(c.at)}
                </span>
              </span>
              <Tag tone={c.tone} text={c.tag} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
