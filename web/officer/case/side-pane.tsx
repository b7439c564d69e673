import type { JSX } from 'preact'
import type { PaneOf } from '#web/officer/case/case-page.tsx'
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
  const first = view.checks.find((c) => c.evidence[0] !== undefined)
  const firstEvidence = (): PaneOf => ({
    show: 'evidence',
    message: first?.evidence[0] ?? '',
    name: first?.label[t.lang] ?? '',
  })
  return (
    <>
      <fieldset class="d-views" aria-label={t('pane.label')}>
        <button type="button" aria-pressed={pane.show === 'materials'} onClick={() => setPane({ show: 'materials' })}>
          {t('pane.materials')}
        </button>
        <button
          type="button"
          aria-pressed={pane.show === 'evidence'}
          onClick={() => pane.show !== 'evidence' && setPane(firstEvidence())}
        >
          {t('pane.evidence')}
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
