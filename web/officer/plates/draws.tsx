import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { enterRandomness, publicEpochs } from '#api/plate-pools.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { type PT, poolName } from '#web/officer/plates/texts.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Epoch = ReplyOf<typeof publicEpochs>['epochs'][number]

/** Draws with their public event; it is entered once, between the commitment and the opening. */
export function Draws({ v, makes }: { v: PT; makes: boolean }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(publicEpochs, {})
  const [open, setOpen] = useState<Epoch | undefined>(undefined)
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  const rows = reply.value.epochs
  if (rows.length === 0) return <EmptyState icon="list" title={v('draws.none')} />
  return (
    <section class="card">
      <Table
        caption={v('tab.draws')}
        columns={[
          { head: v('pool') },
          { head: v('epoch'), right: true },
          { head: v('number'), right: true },
          { head: v('opens') },
          { head: v('state') },
          { head: v('event') },
          { head: v('commit') },
        ]}
        keys={rows.map((e) => `${e.epoch}`)}
        rows={rows.map((e) => [
          poolName(v, e.pool),
          e.epoch,
          e.size.toLocaleString('en-US'),
          shortMomentText(e.openedAt ?? e.opensAt, t.lang),
          <Tag
            tone={e.closedAt ? 'done' : e.openedAt ? 'turn' : 'wait'}
            text={v(e.closedAt ? 'closed' : e.openedAt ? 'running' : 'committed')}
          />,
          e.randomness ? (
            `${e.randomness.source}: ${short(e.randomness.value)}`
          ) : makes && !e.openedAt ? (
            <button type="button" class="btn alt small" onClick={() => setOpen(e)}>
              {v('event.enter')}
              <span class="vh">
                {' '}
                {poolName(v, e.pool)} {e.epoch}
              </span>
            </button>
          ) : (
            '–'
          ),
          <span class="code s">{e.commit.slice(0, 16)}…</span>,
        ])}
      />
      {open && <EventDialog v={v} epoch={open} close={() => setOpen(undefined)} done={reply.again} />}
    </section>
  )
}

/** A result of a lottery whole; a hash by its beginning. */
const short = (value: string): string => (value.length > 24 ? `${value.slice(0, 16)}…` : value)

function EventDialog(props: { v: PT; epoch: Epoch; close: () => void; done: () => void }): JSX.Element {
  const { v, epoch, close, done } = props
  const { t, call, say } = useDesk()
  const [source, setSource] = useState('')
  const [value, setValue] = useState('')
  const [missing, setMissing] = useState(false)
  const work = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const bad = source.trim().length < 4 || value.trim().length < 4
    setMissing(bad)
    if (bad) return
    const did = await work.run(() =>
      call(enterRandomness, {
        params: { pool: epoch.pool, epoch: epoch.epoch },
        body: { source: source.trim(), value: value.trim() },
      }),
    )
    if (!did) return
    say(v('did.event'))
    done()
    close()
  }
  const fields = [
    ['source', source, setSource],
    ['value', value, setValue],
  ] as const
  return (
    <Modal title={v('event.title', { pool: poolName(v, epoch.pool), n: epoch.epoch })} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={work.busy}>
        {work.problem && <ProblemNotice problem={work.problem} t={t} />}
        <p>{v('event.text')}</p>
        <p>
          {v('event.named')} <b>{epoch.named[v.lang]}</b>
        </p>
        {missing && (
          <p class="bad" role="alert">
            {v('event.short')}
          </p>
        )}
        {fields.map(([name, text, set]) => (
          <EventField key={name} v={v} name={name} text={text} set={set} />
        ))}
        <button class="btn" type="submit" disabled={work.busy}>
          {v('event.go')}
        </button>
      </form>
    </Modal>
  )
}

function EventField(props: {
  v: PT
  name: 'source' | 'value'
  text: string
  set: (text: string) => void
}): JSX.Element {
  const { v, name, text, set } = props
  return (
    <div class="field">
      <label for={`dp-${name}`}>{v(`event.${name}`)}</label>
      <p class="hint" id={`dp-${name}-hint`}>
        {v(`event.${name}Hint`)}
      </p>
      <input
        class="in"
        id={`dp-${name}`}
        value={text}
        maxLength={200}
        autocomplete="off"
        aria-describedby={`dp-${name}-hint`}
        onInput={(e) => set(e.currentTarget.value)}
      />
    </div>
  )
}
