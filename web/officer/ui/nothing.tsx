import type { JSX } from 'preact'
import { Icon } from '#web/kit/ui/icon.tsx'
import { useDesk } from '#web/officer/desk.ts'

/** An address nobody has, or one that is somebody else's work. */
export function Nothing({ why }: { why: 'none' | 'right' }): JSX.Element {
  const { t } = useDesk()
  return (
    <main id="main" class="d-alone" tabIndex={-1}>
      <div class="empty">
        <Icon name={why === 'right' ? 'shield' : 'find'} />
        <h1>{t(`no.${why}`)}</h1>
        <p>{t(`no.${why}Text`)}</p>
        <a class="btn alt" href="/desk">
          {t('no.home')}
        </a>
      </div>
    </main>
  )
}
