import type { JSX } from 'preact'
import type { T } from '#web/citizen/t.ts'
import type { CaseView } from '#web/citizen/pages/case-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

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
        {waybill.track && (
          <a class="lnk" href={waybill.track}>
            {t('case.track')}
          </a>
        )}
      </div>
    </Card>
  )
}

/** What was said between the applicant and the office, and room for a question. */
export function Messages({ view, t }: Part): JSX.Element | null {
  if (view.messages.length === 0 && !view.ask) return null
  return (
    <Card title={t('case.messages')}>
      <ul class="stack mid">
        {view.messages.map((m) => (
          <li key={m.at + m.text}>
            <p>{m.text}</p>
            <p class="s num">
              {m.from} · {m.at}
            </p>
          </li>
        ))}
      </ul>
      {view.ask && (
        <PostForm post={view.ask} class="stack mid">
          <div class="field">
            <label for="ask">{t('case.ask')}</label>
            <textarea class="in" id="ask" name="text" rows={3} maxLength={500} required />
          </div>
          <Button look="alt">{t('case.send')}</Button>
        </PostForm>
      )}
    </Card>
  )
}
