import type { JSX } from 'preact'
import { moneyText } from '#web/kit/format.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'
import { billWord } from '#web/officer/words.ts'

/** What was decided and told so far: corrections, refusal, counter; money and post where there are any. */
export function Outcome({ view }: { view: CaseView }): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      {view.refusal && (
        <Notice tone="bad" title={t('case.refusal')}>
          <p>{view.refusal}</p>
        </Notice>
      )}
      {view.onSite && (
        <Notice tone="warn" title={t('case.onSite')}>
          <p>{view.onSite}</p>
        </Notice>
      )}
      {view.defects.length > 0 && (
        <Notice tone="warn" title={t('case.defects')}>
          {view.defects.map((d) => (
            <p key={d.target + d.reason}>
              <b>{d.name[t.lang]}</b> {d.reason}
            </p>
          ))}
        </Notice>
      )}
      {(view.bills.length > 0 || view.waybill) && (
        <p class="d-money num">
          {view.bills.map((b) => (
            <span key={b.kind}>
              {billWord(b.kind, t.lang)} {moneyText(b.amountFen)} · {billWord(b.state, t.lang)}
            </span>
          ))}
          {view.waybill && (
            <span>
              {t('case.waybill')} {view.waybill}
            </span>
          )}
        </p>
      )}
    </>
  )
}
