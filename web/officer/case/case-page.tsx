import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CaseChecks } from '#web/officer/case/checks.tsx'
import { DecisionBar } from '#web/officer/case/decision-bar.tsx'
import { Facts } from '#web/officer/case/facts.tsx'
import { CaseHeader } from '#web/officer/case/case-header.tsx'
import { ClosedReason } from '#web/officer/case/closed-reason.tsx'
import { History } from '#web/officer/case/history.tsx'
import { Outcome } from '#web/officer/case/outcome.tsx'
import { firstEvidence, type PaneOf } from '#web/officer/case/pane.ts'
import { type CaseView, useCase } from '#web/officer/case/use-case.ts'
import { Watermark } from '#web/officer/case/watermark.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { useLazy } from '#web/officer/lazy.ts'
import { NotLoaded } from '#web/officer/ui/not-loaded.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'

/** On a wide desk the pane stands beside the case; on a narrow one it lies over it and is opened and closed. */
const isBeside = (pane: HTMLElement | null): boolean => pane !== null && getComputedStyle(pane).position !== 'absolute'

/** The middle pane with everything for the decision, the bar at its foot, and the pane of materials and evidence beside it. */
export function CasePage({ id }: { id: string }): JSX.Element {
  const { t } = useDesk()
  const reply = useCase(id)
  const [pane, setPane] = useState<PaneOf>({ show: 'materials' })
  const [paneOpen, setPaneOpen] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const aside = useRef<HTMLElement>(null)
  const view = reply.value
  const side = useLazy(view !== undefined, () => import('#web/officer/case/side-pane.tsx'))
  useKeys({
    e: () => {
      if (!isBeside(aside.current)) setPaneOpen((open) => !open)
      else if (view) setPane(pane.show === 'materials' ? firstEvidence(view, t.lang) : { show: 'materials' })
    },
    escape: () => setPaneOpen(false),
  })
  useEffect(() => {
    body.current?.focus()
  }, [id])

  const showEvidence = (message: string, name: string): void => {
    setPane({ show: 'evidence', message, name })
    setPaneOpen(true)
  }
  return (
    <>
      <section class="d-case" aria-label={view ? t('case.number', { n: view.number }) : t('load')}>
        <div class="d-body" ref={body} tabIndex={-1}>
          {reply.problem?.code === 'REASON_NEEDED' ? (
            <ClosedReason id={id} again={reply.again} />
          ) : (
            reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />
          )}
          {view ? (
            <CaseBody view={view} showEvidence={showEvidence} togglePane={() => setPaneOpen(!paneOpen)} />
          ) : (
            !reply.problem && <Waiting t={t} />
          )}
        </div>
        {view && <DecisionBar view={view} reload={reply.again} unread={reply.problem !== undefined} />}
        <Watermark />
      </section>
      <aside ref={aside} class={paneOpen ? 'd-pane open' : 'd-pane'} aria-label={t('pane.label')}>
        {/* Nothing beside a case that is not shown. */}
        {!view ? null : side.module ? (
          <side.module.SidePane view={view} pane={pane} setPane={setPane} close={() => setPaneOpen(false)} />
        ) : (
          <NotLoaded part={side} />
        )}
      </aside>
    </>
  )
}

function CaseBody({
  view,
  showEvidence,
  togglePane,
}: {
  view: CaseView
  showEvidence: (message: string, name: string) => void
  togglePane: () => void
}): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="stack mid">
      <CaseHeader view={view} togglePane={togglePane} />
      <Outcome view={view} />
      <CaseChecks view={view} showEvidence={showEvidence} />
      <Facts view={view} title={t('case.subject')} rows={view.subject.rows} />
      <Facts view={view} title={t('case.applicant')} rows={view.applicant} />
      <Facts view={view} title={t('case.form')} rows={view.form} />
      <History view={view} />
    </div>
  )
}
