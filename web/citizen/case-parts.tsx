import type { JSX } from 'preact'
import type { T } from '#web/citizen/t.ts'
import type { CaseView } from '#web/citizen/pages/case-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'

type Part = { view: CaseView; t: T }

/** The parcel's number, to copy or to follow at the courier's. */
export function Delivery({ view, t }: Part): JSX.Element | null {
  const { waybill } = view
  if (!waybill) return null
  return (
    <Card title={t('case.delivery')}>
      <p>
        {waybill.carrier} <b class="code">{waybill.number}</b>
      </p>
      <div class="wrap">
        <Button type="button" look="alt" small hidden data-copy={waybill.number.replace(/\s/g, '')}>
          {t('case.copy')}
        </Button>
      </div>
    </Card>
  )
}
