import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back } from '#web/citizen/parts.tsx'
import { paths, telOf } from '#web/citizen/paths.ts'
import type { AccessView, MeView } from '#web/citizen/views.ts'
import { Card } from '#web/kit/ui/card.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const access: PageDef<AccessView> = { title: (_, t) => t('me.access'), tab: 'me', Page }

/** Every look at the reader's data, and what to do about one that should not have been. */
function Page({ view, t, shell }: PageProps<AccessView>): JSX.Element {
  const [before, after] = t('access.askText', { phone: '|' }).split('|')
  return (
    <div class="stack">
      <Back href={paths.me} label={t('nav.me')} />
      <h1>{t('me.access')}</h1>
      <p class="mute">{t('me.accessText')}</p>
      {view.looks.length === 0 ? (
        <EmptyState icon="shield" title={t('me.accessNone')} text={t('access.noneHelp')} />
      ) : (
        <Card>
          <Looks looks={view.looks} />
        </Card>
      )}
      <Card title={t('access.ask')}>
        <p>
          {before}
          <a class="num nb" href={telOf(shell.hotline)}>
            {shell.hotline}
          </a>
          {after}
        </p>
      </Card>
    </div>
  )
}

export const Looks = ({ looks }: { looks: MeView['access'] }): JSX.Element => (
  <ul class="stack mid">
    {looks.map((look) => (
      <li key={look.at + look.who + look.why}>
        <p>
          <b>{look.who}</b>
          {look.office && <span class="s"> {look.office}</span>}
        </p>
        <p class="num">{look.why}</p>
        <p class="s num">{whole(look.at)}</p>
      </li>
    ))}
  </ul>
)
