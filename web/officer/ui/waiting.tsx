import type { JSX } from 'preact'
import type { T } from '#web/officer/texts.ts'

/** Something is on its way. The word appears only after a moment (see the stylesheet), so that quick answers do not flicker. */
export function Waiting({ t }: { t?: T }): JSX.Element {
  return <output class="d-waiting">{t ? t('load') : '…'}</output>
}
