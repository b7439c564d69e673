import type { JSX } from 'preact'
import type { ReplyOf } from '#api/route.ts'
import { approveExport, listExports, readExport } from '#api/video-recordings.ts'
import { addressOf } from '#web/kit/client.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import type { VT } from '#web/officer/video/texts.ts'

type Export = ReplyOf<typeof listExports>['exports'][number]

/** Copies that leave the house: asked for with a purpose, approved by two others, taken by who asked. */
export function Exports({ v }: { v: VT }): JSX.Element {
  const { t, news } = useDesk()
  const reply = useReply(listExports, {}, news('office'))
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  return (
    <section class="card dv-wide">
      <h2>{v('exp.title')}</h2>
      {reply.value.exports.length === 0 && <p class="mute">{v('exp.none')}</p>}
      <ul class="dv-list">
        {reply.value.exports.map((e) => (
          <One key={e.id} v={v} copy={e} again={reply.again} />
        ))}
      </ul>
    </section>
  )
}

function One({ v, copy, again }: { v: VT; copy: Export; again: () => void }): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const ready = copy.approvals.length >= copy.needed
  return (
    <li>
      <b class="num">{shortMomentText(copy.at, t.lang)}</b> {copy.purpose}{' '}
      <span class="s num">{v('exp.by', { id: copy.askedBy })}</span>{' '}
      <Tag tone={ready ? 'done' : 'wait'} text={v('exp.approvals', { n: copy.approvals.length, of: copy.needed })} />{' '}
      {copy.mayApprove && (
        <Button
          type="button"
          small
          onClick={() =>
            void act
              .run(() => call(approveExport, { params: { id: copy.id }, body: {} }))
              .then((done) => done && again())
          }
        >
          {v('exp.approve')}
          <span class="vh"> {shortMomentText(copy.at, t.lang)}</span>
        </Button>
      )}
      {copy.mine && !ready && <span class="s">{v('exp.own')}</span>}
      {ready &&
        copy.mine &&
        copy.parts.map((p) => (
          <a
            key={p.peer}
            class="d-link"
            download
            href={addressOf(readExport, { params: { id: copy.id, peer: p.peer } })}
          >
            {v('exp.take', { who: p.who[t.lang] })}
          </a>
        ))}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
    </li>
  )
}
