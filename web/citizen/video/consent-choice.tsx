import type { ComponentChildren, JSX } from 'preact'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Session } from '#web/citizen/video/use-session.ts'

interface Props {
  t: CallT
  consent: Session['consents'][number]
  ticked: boolean
  tick: (on: boolean) => void
  /** What follows when it is not ticked. */
  children?: ComponentChildren
}

/** One thing to agree to: the tick, and the whole text with its version. */
export function ConsentChoice({ t, consent, ticked, tick, children }: Props): JSX.Element {
  const id = `v-consent-${consent.kind}`
  return (
    <div class="stack tight">
      <label class="pick" for={id}>
        <input type="checkbox" id={id} checked={ticked} onChange={(e) => tick(e.currentTarget.checked)} />
        <span>
          <b>{t('consent.yes')}</b> {consent.title[t.lang]}
        </span>
      </label>
      <details class="fold">
        <summary>
          {t('consent.full')}
          <span class="vh"> {consent.title[t.lang]}</span>
        </summary>
        {/* oxlint-disable-next-line no-noninteractive-tabindex -- a text that scrolls must be reached by keyboard (WCAG 2.1.1) */}
        <p class="v-text" tabIndex={0}>
          {consent.text[t.lang]}
        </p>
        <p class="s">{t('consent.version', { v: consent.version })}</p>
      </details>
      {children}
    </div>
  )
}
