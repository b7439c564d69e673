import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { paths } from '#web/citizen/paths.ts'
import type { ErrorView, OfflineView } from '#web/citizen/views.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { ErrorSummary } from '#web/kit/ui/error-summary.tsx'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const error: PageDef<ErrorView> = { title: (view, t) => t(`error.${view.status}.title`), Page }

export const offline: PageDef<OfflineView> = { title: (_, t) => t('offline.title'), Page: Offline }

/** What happened, what it means, what to do next. The number is for the hotline, never alone. */
function Page({ view, t, shell }: PageProps<ErrorView>): JSX.Element {
  return (
    <div class="stack">
      <div class="empty">
        <Icon name={ICONS[view.status]} />
        <h1>{t(`error.${view.status}.title`)}</h1>
        <p>{view.message ?? t(`error.${view.status}.text`)}</p>
        <p>
          <LinkButton href={view.next?.href ?? paths.home}>{view.next?.label ?? t('error.home')}</LinkButton>
        </p>
        {view.next && (
          <a class="lnk" href={paths.home}>
            {t('error.home')}
          </a>
        )}
      </div>
      {view.problems && <ErrorSummary problems={view.problems} t={t} />}
      <p class="s hero">
        <a class="link num" href={`tel:${shell.hotline.replace(/\D/g, '')}`}>
          {whole(t('error.call', { phone: shell.hotline }))}
        </a>
        {view.requestId && (
          <>
            <br />
            {t('error.id')} <span class="code">{view.requestId}</span>
          </>
        )}
      </p>
    </div>
  )
}

const ICONS: Readonly<Record<ErrorView['status'], IconName>> = {
  403: 'shield',
  404: 'find',
  409: 'clock',
  422: 'alert',
  429: 'pause',
  500: 'alert',
  503: 'offline',
}

/**
 * Kept by the service worker (web/citizen/worker.ts), which puts a press that did not get through into the form: it finds the
 * form by `data-form="kept" hidden` and the place of its fields by the empty `<i>`.
 */
function Offline({ t, shell }: PageProps<OfflineView>): JSX.Element {
  return (
    <div class="empty" data-line>
      <Icon name="offline" />
      <h1>{t('offline.title')}</h1>
      <p>{t('offline.text')}</p>
      <form method="post" data-line data-form="kept" hidden>
        <i></i>
        <p>{t('offline.kept')}</p>
      </form>
      <p class="s">{t('offline.photo')}</p>
      <p class="s">{whole(t('error.call', { phone: shell.hotline }))}</p>
      <p>
        <a class="btn" href={paths.home} data-again>
          {t('offline.again')}
        </a>
      </p>
    </div>
  )
}
