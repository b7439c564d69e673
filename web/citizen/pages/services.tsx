import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ServiceGroups, ServiceList } from '#web/citizen/parts.tsx'
import { paths } from '#web/citizen/paths.ts'
import { SearchBox } from '#web/citizen/search-box.tsx'
import type { ServicesView } from '#web/citizen/views.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'

export const services: PageDef<ServicesView> = {
  title: (view, t) => (view.query ? t('search.title', { q: view.query }) : t('services.title')),
  tab: 'services',
  wide: true,
  Page,
}

function Page({ view, t, shell }: PageProps<ServicesView>): JSX.Element {
  return (
    <div class="stack loose">
      <div class="stack">
        <h1>{view.query ? t('search.title', { q: view.query }) : t('services.title')}</h1>
        <SearchBox query={view.query} t={t} />
        {view.results && view.results.length > 0 && <ServiceList items={view.results} />}
        {view.results?.length === 0 && (
          <EmptyState
            icon="find"
            title={t('search.none', { q: view.query })}
            text={t('search.noneHelp', { phone: shell.hotline })}
          />
        )}
        {view.suggestions.length > 0 && (
          <div class="wrap links">
            <span class="s">{t('search.try')}</span>
            {view.suggestions.map((s) => (
              <a class="lnk" key={s.href} href={s.href}>
                {s.label}
              </a>
            ))}
          </div>
        )}
        {view.results?.length === 0 && (
          <LinkButton href={paths.services} look="alt">
            {t('search.all')}
          </LinkButton>
        )}
      </div>
      {view.groups.length > 1 && (
        <nav class="wrap links" aria-label={t('services.kinds')}>
          {view.groups.map((g) => (
            <a class="lnk" key={g.id} href={`#g-${g.id}`}>
              {g.title}
            </a>
          ))}
        </nav>
      )}
      <ServiceGroups groups={view.groups} />
    </div>
  )
}
