import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import type { DocumentsView } from '#web/citizen/views.ts'
import { moneyText } from '#web/kit/format.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PaperCard } from '#web/kit/ui/papers.tsx'

export const documents: PageDef<DocumentsView> = {
  title: (_, t) => t('documents.title'),
  tab: 'documents',
  wide: true,
  Page,
}

function Page({ view, t }: PageProps<DocumentsView>): JSX.Element {
  return (
    <div class="stack loose">
      <div class="stack tight">
        <h1>{t('documents.title')}</h1>
        <p class="s num">{view.asOf}</p>
      </div>
      {view.silent && (
        <Notice tone={view.silent.tone} title={view.silent.title}>
          <p>{view.silent.text}</p>
        </Notice>
      )}
      {view.papers.length === 0 && !view.silent && (
        <EmptyState icon="id" title={t('documents.none')} text={t('documents.noneHelp')} />
      )}
      {view.papers.length > 0 && (
        <section aria-labelledby="papers">
          <h2 id="papers" class="vh">
            {t('documents.papers')}
          </h2>
          <div class="paper-grid">
            {view.papers.map((p, i) => (
              <div class="stack mid" key={i}>
                <PaperCard paper={p.paper} t={t} />
                {p.note && <p class="s">{p.note}</p>}
                {p.link && (
                  <LinkButton href={p.link.href} look="alt">
                    {p.link.label}
                  </LinkButton>
                )}
              </div>
            ))}
          </div>
        </section>
      )}
      {view.receipts.length > 0 && (
        <section class="stack mid" aria-labelledby="receipts">
          <h2 id="receipts">{t('documents.receipts')}</h2>
          <ul class="list">
            {view.receipts.map((r) => (
              <li key={r.href}>
                <a class="hit" href={r.href}>
                  <span>
                    <b>{r.title}</b>
                    <span class="sub num">
                      {r.at}
                      {r.fen !== undefined && ` · ${moneyText(r.fen)}`}
                    </span>
                  </span>
                  <Icon name="right" />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
