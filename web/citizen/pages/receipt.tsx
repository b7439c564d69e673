import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back } from '#web/citizen/parts.tsx'
import type { ReceiptView } from '#web/citizen/views.ts'
import { moneyText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const receipt: PageDef<ReceiptView> = { title: (view) => `${view.kind} ${view.number}`, Page }

/** A slip to keep: reads well on paper, and says where anybody can check it. */
function Page({ view, t }: PageProps<ReceiptView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={view.back} label={t('back.step')} />
      <article class="receipt stack">
        <div>
          <h1>{view.kind}</h1>
          <p class="s num hero">{t('receipt.number', { number: view.number })}</p>
        </div>
        <KeyValue facts={view.rows} />
        {view.text?.map((p) => (
          <p key={p}>{p}</p>
        ))}
        {view.lines.length > 0 && (
          <Table
            caption={t('receipt.lines')}
            hideCaption
            columns={[
              { head: t('receipt.item') },
              { head: t('receipt.quantity'), right: true },
              { head: t('receipt.amount'), right: true },
            ]}
            rows={[
              ...view.lines.map((l) => [l.name, l.quantity, moneyText(l.fen)]),
              ...(view.totalFen === undefined ? [] : [[<b>{t('total')}</b>, '', <b>{moneyText(view.totalFen)}</b>]]),
            ]}
          />
        )}
        <p class="num">
          {view.issuer}
          <br />
          {whole(view.issuedAt)}
        </p>
        {view.checkCode && (
          <p class="s">
            {t('receipt.code')} <b class="code">{view.checkCode}</b>
          </p>
        )}
      </article>
      <p class="noprint">
        <Button type="button" look="alt" icon="print" hidden data-print>
          {t('print')}
        </Button>
      </p>
    </div>
  )
}
