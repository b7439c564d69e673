import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { liftBlock, plateReport } from '#api/plate-pools.ts'
import type { ReplyOf } from '#api/route.ts'
import { dateText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import type { PT } from '#web/officer/plates/texts.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Block = ReplyOf<typeof plateReport>['blocks'][number]

/** Who may not choose online, with the objection in the person's own words; lifted only with a reason that stays on record. */
export function Blocks({ v, makes }: { v: PT; makes: boolean }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(plateReport, {})
  const [open, setOpen] = useState<Block | undefined>(undefined)
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  const rows = reply.value.blocks
  if (rows.length === 0) return <EmptyState icon="check" title={v('blocks.none')} />
  return (
    <section class="card">
      <Table
        caption={v('blocks')}
        columns={[
          { head: v('number') },
          { head: v('from') },
          { head: v('until') },
          { head: v('objection') },
          { head: v('state') },
          { head: v('acts') },
        ]}
        keys={rows.map((b) => b.id)}
        rows={rows.map((b) => [
          b.number,
          dateText(b.from, t.lang),
          dateText(b.until, t.lang),
          b.objection ?? <span class="mute">{v('objection.none')}</span>,
          <Tag tone={b.liftedAt ? 'done' : b.objection ? 'turn' : 'idle'} text={v(b.liftedAt ? 'lifted' : 'active')} />,
          makes && !b.liftedAt ? (
            <button type="button" class="btn alt small" onClick={() => setOpen(b)}>
              {v('lift')}
              <span class="vh"> {b.number}</span>
            </button>
          ) : (
            '–'
          ),
        ])}
      />
      {open && <LiftDialog v={v} block={open} close={() => setOpen(undefined)} done={reply.again} />}
    </section>
  )
}

function LiftDialog(props: { v: PT; block: Block; close: () => void; done: () => void }): JSX.Element {
  const { v, block, close, done } = props
  const { t, call, say } = useDesk()
  const [reason, setReason, forget] = useTyped(`plates:lift:${block.id}`, '')
  const [short, setShort] = useState(false)
  const work = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const bad = reason.trim().length < 4
    setShort(bad)
    if (bad) return
    if (!(await work.run(() => call(liftBlock, { params: { id: block.id }, body: { reason: reason.trim() } })))) return
    forget()
    say(v('did.lift'))
    done()
    close()
  }
  return (
    <Modal title={v('lift.title', { number: block.number })} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={work.busy}>
        {work.problem && <ProblemNotice problem={work.problem} t={t} />}
        {block.objection && <blockquote class="dp-quote">{block.objection}</blockquote>}
        <Words
          name="reason"
          label={v('lift.reason')}
          error={short ? v('notice.short') : undefined}
          value={reason}
          max={500}
          set={setReason}
          first
        />
        <button class="btn" type="submit" disabled={work.busy}>
          {v('lift')}
        </button>
      </form>
    </Modal>
  )
}
