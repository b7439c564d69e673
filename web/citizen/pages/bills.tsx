import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Back, Problem } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import type { BillsView, BillView } from '#web/citizen/pages/case-views.ts'
import { moneyText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const bills: PageDef<BillsView> = { title: (_, t) => t('bills.title'), live: (view) => view.live, Page }

/** Fines, fees and postage are three bills and three receipts: the money never mixes, one button starts them all. */
function Page({ view, t, shell }: PageProps<BillsView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={view.back} label={t('back.case')} />
      {view.problem && <Problem text={view.problem} />}
      <div class="stack tight">
        <p class="s">{view.service}</p>
        <h1>{t('bills.title')}</h1>
        {view.openFen > 0 && <p class="mute">{t('bills.why')}</p>}
        {view.until && <p class="num">{whole(t('bills.until', { at: view.until }))}</p>}
      </div>
      {view.bills.map((b) => (
        <Bill key={b.number} bill={b} t={t} />
      ))}
      {view.wait && <Notice tone="info" title={view.wait} />}
      {view.pay && (
        <ActBar note={t('bills.bank')}>
          <PostForm post={view.pay}>
            <Button wide>{t('bills.pay', { sum: moneyText(view.openFen) })}</Button>
          </PostForm>
        </ActBar>
      )}
      {view.codes.length > 0 && (
        <Notice tone="info" icon="money" title={t('bills.codeTitle')}>
          <p>{t('bills.code')}</p>
          <KeyValue facts={view.codes} />
          <p class="s">{whole(t('bills.help', { phone: shell.hotline }))}</p>
        </Notice>
      )}
    </div>
  )
}

function Bill({ bill, t }: { bill: BillView; t: T }): JSX.Element {
  return (
    <section class="card">
      <div class="between">
        <h2>{bill.title}</h2>
        <span class="fix">
          <Tag tone={TONES[bill.state]} text={t(`bill.${bill.state}`)} />
        </span>
      </div>
      <p class="s">{t('bill.payee', { payee: bill.payee })}</p>
      <KeyValue
        facts={[
          ...bill.lines.map((l) => ({
            label: l.quantity > 1 ? `${l.name} × ${l.quantity}` : l.name,
            value: moneyText(l.fen),
          })),
          { label: t('total'), value: moneyText(bill.totalFen), total: true },
        ]}
      />
      {bill.state === 'paying' && <p class="s num">{t('bill.confirming', { at: bill.at ?? '' })}</p>}
      {bill.state === 'paid' && <p class="s num">{t('bill.paidAt', { at: bill.at ?? '' })}</p>}
      {bill.receipt && (
        <a class="lnk" href={bill.receipt}>
          {t('bill.receipt')}
          <span class="vh"> {bill.title}</span>
        </a>
      )}
    </section>
  )
}

const TONES: Readonly<Record<BillView['state'], Tone>> = {
  open: 'turn',
  paying: 'wait',
  paid: 'done',
  void: 'idle',
  returning: 'wait',
  returned: 'done',
}
