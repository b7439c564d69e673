import type { JSX } from 'preact'
import { CasePage } from '#web/officer/case/case-page.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { WorkList } from '#web/officer/list/work-list.tsx'
import { mayOpen } from '#web/officer/places.ts'

/** Three panes: list, case, evidence. Without a case the list has the whole width and reads as a table. */
export function WorkPage({ caseId }: { caseId: string | undefined }): JSX.Element {
  const { t, me } = useDesk()
  // An auditor opens a case from the log and has no list of cases.
  const lists = mayOpen(me, 'desk')
  return (
    <main id="main" class={caseId ? (lists ? 'd-work' : 'd-work lone') : 'd-work bare'} tabIndex={-1}>
      <h1 class="vh">{t('nav.desk')}</h1>
      {lists && <WorkList open={caseId} />}
      {caseId ? <CasePage key={caseId} id={caseId} /> : null}
    </main>
  )
}
