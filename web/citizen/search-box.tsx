import type { JSX } from 'preact'
import { paths } from '#web/citizen/paths.ts'
import type { T } from '#web/citizen/t.ts'
import { Icon } from '#web/kit/ui/icon.tsx'

/** Everyday words in, services out; a plain GET, so results can be shared and gone back to. */
export function SearchBox({ query, t }: { query: string; t: T }): JSX.Element {
  return (
    <search>
      <form class="search" action={paths.services}>
        <input
          class="in"
          type="search"
          name="q"
          value={query}
          maxLength={60}
          aria-label={t('search.label')}
          placeholder={t('search.hint')}
        />
        <button class="btn" type="submit">
          <Icon name="find" />
          <span class="vh">{t('search.go')}</span>
        </button>
      </form>
    </search>
  )
}
