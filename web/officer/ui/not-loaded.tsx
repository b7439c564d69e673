import type { JSX } from 'preact'
import { Notice } from '#web/kit/ui/notice.tsx'
import { useDesk } from '#web/officer/desk.ts'
import type { Lazy } from '#web/officer/lazy.ts'
import { Waiting } from '#web/officer/ui/waiting.tsx'

/** In place of a part of the desk that is on its way, or did not come. */
export function NotLoaded({ part }: { part: Lazy<unknown> }): JSX.Element {
  const { t } = useDesk()
  if (!part.failed) return <Waiting t={t} />
  return (
    <div role="alert" class="d-pad">
      <Notice tone="bad" title={t('lazy.failed')} icon="offline">
        <p>{t('lazy.next')}</p>
        <p>
          <button type="button" class="btn alt small" onClick={part.again}>
            {t('retry')}
          </button>
        </p>
      </Notice>
    </div>
  )
}
