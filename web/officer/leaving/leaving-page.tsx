import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listFileRequests } from '#api/leaving.ts'
import type { ReplyOf } from '#api/route.ts'
import { dateText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { OneRequest } from '#web/officer/leaving/one-request.tsx'
import { type LeavingT, speakLeaving } from '#web/officer/leaving/leaving-texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Row = ReplyOf<typeof listFileRequests>['items'][number]

/** Files of cars that move away: what waits for a decision first, each with its last day. */
export function LeavingPage(): JSX.Element {
  const { t, news } = useDesk()
  const l = speakLeaving(t.lang)
  const reply = useReply(listFileRequests, {}, news('office'))
  const [open, setOpen] = useState<string | undefined>(undefined)
  const { value } = reply
  return (
    <main id="main" class="d-page" tabIndex={-1}>
      <div class="between">
        <h1>{l('title')}</h1>
        {value && value.review > 0 && <Tag tone="turn" text={l('waiting', { n: value.review })} />}
      </div>
      <p class="s">{l('text')}</p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!value && !reply.problem && <Waiting t={t} />}
      {open !== undefined && (
        <OneRequest key={open} id={open} l={l} close={() => setOpen(undefined)} done={reply.again} />
      )}
      {value && (
        <section class="card">
          {value.items.length === 0 ? (
            <EmptyState icon="list" title={l('none')} text={l('noneText')} />
          ) : (
            <List items={value.items} l={l} open={setOpen} />
          )}
        </section>
      )}
    </main>
  )
}

export const TONES: Readonly<Record<Row['state'], Tone>> = {
  asked: 'wait',
  review: 'turn',
  sending: 'wait',
  sent: 'wait',
  refusing: 'wait',
  refused: 'bad',
  left: 'done',
  returned: 'idle',
}

function List({ items, l, open }: { items: readonly Row[]; l: LeavingT; open: (id: string) => void }): JSX.Element {
  const { t } = useDesk()
  return (
    <Table
      caption={l('title')}
      hideCaption
      columns={(['no', 'car', 'to', 'state', 'due', 'open'] as const).map((name) => ({ head: l(name) }))}
      keys={items.map((one) => one.id)}
      rows={items.map((one) => [
        <span class="num">{one.requestNo}</span>,
        <>
          <span class="num">{one.what}</span> · {one.who}
        </>,
        <>
          {one.toName} · {l(one.why)}
        </>,
        <>
          <Tag tone={TONES[one.state]} text={l(one.state)} /> {one.overdue && <Tag tone="bad" text={l('overdue')} />}
          {one.silent && <Tag tone="turn" text={l('silent')} />}
        </>,
        <span class="num">{dateText(one.due, t.lang)}</span>,
        <button
          type="button"
          class="btn alt small"
          onClick={() => open(one.id)}
          aria-label={`${l('open')} ${one.requestNo}`}
        >
          {l('open')}
        </button>,
      ])}
    />
  )
}
