import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listManifests } from '#api/plate-pools.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { MakeForm } from '#web/officer/plates/make-form.tsx'
import { type SegmentAct, SegmentDialog } from '#web/officer/plates/segment-dialog.tsx'
import { type PT, poolName } from '#web/officer/plates/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

export type Manifest = ReplyOf<typeof listManifests>['manifests'][number]
const TONES: Readonly<Record<Manifest['state'], Tone>> = {
  made: 'turn',
  approved: 'turn',
  published: 'done',
  withdrawn: 'idle',
}

/** Segments from the making to the public notice: made by one officer, approved by another. */
export function Segments({ v, makes }: { v: PT; makes: boolean }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(listManifests, {})
  const [open, setOpen] = useState<{ act: SegmentAct; manifest: Manifest } | undefined>(undefined)
  const rows = reply.value?.manifests ?? []
  return (
    <>
      {makes && <MakeForm v={v} done={reply.again} />}
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {reply.value && rows.length === 0 && <EmptyState icon="list" title={v('segments.none')} />}
      {rows.length > 0 && (
        <section class="card">
          <Table
            caption={v('segments')}
            columns={[
              { head: v('make.pattern') },
              { head: v('pool') },
              { head: v('count'), right: true },
              { head: v('release') },
              { head: v('state') },
              { head: v('by') },
              { head: v('acts') },
            ]}
            keys={rows.map((m) => m.id)}
            rows={rows.map((m) => [
              <b class="code">{m.pattern}</b>,
              poolName(v, m.pool),
              (m.count - m.excluded).toLocaleString('en-US'),
              shortMomentText(m.releaseAt, t.lang),
              <Tag tone={TONES[m.state]} text={v(`seg.${m.state}`)} />,
              <span class="num">
                {m.madeBy.startsWith('stock-') ? v('by.stock') : `${m.madeBy} / ${m.approvedBy ?? '–'}`}
              </span>,
              <Acts v={v} m={m} makes={makes} open={(act) => setOpen({ act, manifest: m })} />,
            ])}
          />
        </section>
      )}
      {open && <SegmentDialog v={v} {...open} close={() => setOpen(undefined)} done={reply.again} />}
    </>
  )
}

function Acts(props: { v: PT; m: Manifest; makes: boolean; open: (act: SegmentAct) => void }): JSX.Element {
  const { v, m, makes, open } = props
  const { me } = useDesk()
  const own = m.state === 'made' && m.madeBy === me.id
  const released = m.state === 'published' && Date.parse(m.releaseAt) <= Date.now()
  const acts: SegmentAct[] =
    !makes || m.state === 'withdrawn'
      ? []
      : [
          ...(m.state === 'made' ? (['approve'] as const) : []),
          ...(m.state === 'approved' ? (['publish'] as const) : []),
          ...(released ? [] : (['withdraw'] as const)),
        ]
  return (
    <div class="d-acts">
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          class={act === 'withdraw' ? 'btn danger small' : 'btn alt small'}
          disabled={act === 'approve' && own}
          title={act === 'approve' && own ? v('own.made') : undefined}
          onClick={() => open(act)}
        >
          {v(act)}
          <span class="vh"> {m.pattern}</span>
        </button>
      ))}
      {own && makes && <span class="s">{v('own.made')}</span>}
    </div>
  )
}
