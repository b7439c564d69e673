import type { JSX } from 'preact'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { useDesk } from '#web/officer/desk.ts'

/** An address nobody has, or one that is somebody else's work. */
export function Nothing({ why }: { why: 'none' | 'right' }): JSX.Element {
  const { t } = useDesk()
  return (
    <main id="main" class="d-alone" tabIndex={-1}>
      <EmptyState icon={why === 'right' ? 'shield' : 'find'} title={t(`no.${why}`)} text={t(`no.${why}Text`)}>
        <a class="btn alt" href="/desk">
          {t('no.home')}
        </a>
      </EmptyState>
    </main>
  )
}
