import type { JSX } from 'preact'
import { firstEvidence, type PaneOf } from '#web/officer/case/pane.ts'
import { Evidence } from '#web/officer/case/evidence.tsx'
import { Materials } from '#web/officer/case/materials.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'

/** The right pane: pictures beside the form, or the signed exchange that proves a check. */
export function SidePane(props: {
  view: CaseView
  pane: PaneOf
  setPane: (pane: PaneOf) => void
  close: () => void
}): JSX.Element {
  const { view, pane, setPane, close } = props
  const { t } = useDesk()
  return (
    <>
      <fieldset class="d-views" aria-label={t('pane.label')}>
        <button type="button" aria-pressed={pane.show === 'materials'} onClick={() => setPane({ show: 'materials' })}>
          {t('pane.materials')}
        </button>
        <button
          type="button"
          aria-keyshortcuts="e"
          aria-pressed={pane.show === 'evidence'}
          onClick={() => pane.show !== 'evidence' && setPane(firstEvidence(view, t.lang))}
        >
          {t('pane.evidence')} <kbd aria-hidden="true">E</kbd>
        </button>
        <span class="d-fill" />
        <button type="button" class="d-pane-close" onClick={close}>
          {t('pane.close')}
        </button>
      </fieldset>
      {pane.show === 'materials' ? (
        <Materials view={view} />
      ) : pane.message ? (
        <Evidence caseId={view.id} message={pane.message} name={pane.name} />
      ) : (
        <p class="d-pad s">{t('ev.none')}</p>
      )}
    </>
  )
}
