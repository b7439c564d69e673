import type { JSX } from 'preact'
import { CasePage } from '#web/officer/case/case-page.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { WorkList } from '#web/officer/list/work-list.tsx'

/** Three panes: list, case, evidence. Without a case the list has the whole width and reads as a table. */
export function WorkPage({ caseId }: { caseId: string | undefined }): JSX.Element {
  const { t } = useDesk()
  return (
    <main id="main" class={caseId ? 'd-work' : 'd-work bare'} tabIndex={-1}>
      <h1 class="vh">{t('nav.desk')}</h1>
      <WorkList open={caseId} />
      {caseId ? <CasePage key={caseId} id={caseId} /> : null}
    </main>
  )
}
