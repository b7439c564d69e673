import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { endSession, joinSession, readVideoBoard, setVideoLine } from '#api/video-board.ts'
import type { Answer } from '#web/kit/client.ts'
import { go } from '#web/kit/router.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'
import { Figures, Health, NoticeForm } from '#web/officer/video/board-parts.tsx'
import { callPath } from '#web/officer/video/call-path.ts'
import { ReasonModal } from '#web/officer/video/floor-reason.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import { clock, lengthOf, useNow } from '#web/officer/video/time.ts'

export type BoardView = ReplyOf<typeof readVideoBoard>
/** An act of the supervisor that needs its reason first. */
interface Asked {
  title: string
  run: (reason: string) => Promise<Answer<unknown>>
  /** What is done cannot be undone. */
  danger?: boolean
  /** Where it leads when it is done. */
  after?: () => void
}

/** Lines, officers, calls and health, now; every act is logged, and told to the citizen when it touches the call. */
export function Board({ v }: { v: VT }): JSX.Element {
  const { t, news } = useDesk()
  const tick = Math.floor(useNow(15_000) / 15_000)
  const reply = useReply(readVideoBoard, {}, news('office') + tick)
  const [asked, ask] = useState<Asked | undefined>(undefined)
  const board = reply.value
  if (!board)
    return (
      <div class="d-pad">
        {reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />}
      </div>
    )
  return (
    <div class="dv-board">
      <h1 class="vh">{v('tab.board')}</h1>
      {board.notice && <Notice tone="warn" title={board.notice[t.lang]} />}
      <Figures v={v} figures={board.figures} />
      <Lines v={v} board={board} ask={ask} />
      <Calls v={v} board={board} ask={ask} />
      <Officers v={v} board={board} />
      <Health v={v} health={board.health} />
      <NoticeForm v={v} board={board} again={reply.again} />
      {asked && (
        <ReasonModal
          v={v}
          title={asked.title}
          told
          danger={asked.danger}
          run={asked.run}
          close={() => ask(undefined)}
          again={() => {
            reply.again()
            asked.after?.()
          }}
        />
      )}
    </div>
  )
}

type Part = { v: VT; board: BoardView; ask: (asked: Asked) => void }

function Lines({ v, board, ask }: Part): JSX.Element {
  const { t, call } = useDesk()
  const turn = (l: BoardView['lines'][number]): void =>
    ask({
      title: `${v(l.walkIn ? 'board.close' : 'board.reopen')} · ${l.name[t.lang]}`,
      run: (reason) => call(setVideoLine, { params: { group: l.group }, body: { walkIn: !l.walkIn, reason } }),
    })
  return (
    <section class="card dv-wide">
      <h2>{v('board.lines')}</h2>
      <Table
        caption={v('board.lines')}
        hideCaption
        named
        columns={LINES.map((k) => ({ head: v(k) }))}
        rows={board.lines.map((l) => [
          l.name[t.lang],
          l.waiting,
          <span class={l.longestSeconds > 600 ? 'num bad' : 'num'}>{lengthOf(l.longestSeconds)}</span>,
          l.wait ? `${l.wait.from}–${l.wait.to}` : '–',
          percent(l.waitHit),
          l.servers,
          <>
            <Tag tone={l.walkIn ? 'done' : 'idle'} text={v(l.walkIn ? 'board.open' : 'board.closed')} />{' '}
            <Press words={v(l.walkIn ? 'board.close' : 'board.reopen')} of={l.name[t.lang]} act={() => turn(l)} />
          </>,
          <span class="warn">{l.alerts.map((a) => a[t.lang]).join(' ')}</span>,
        ])}
      />
    </section>
  )
}

const LINES = [
  'board.line',
  'waiting',
  'board.longest',
  'board.wait',
  'board.hit',
  'board.servers',
  'board.walkIn',
  'alerts',
] as const

/** A press in a row; who hears the page hears of which row, too. */
function Press({ words, of, act }: { words: string; of: string; act: () => void }): JSX.Element {
  return (
    <button type="button" class="d-link" onClick={act}>
      {words}
      <span class="vh"> {of}</span>
    </button>
  )
}

function Calls({ v, board, ask }: Part): JSX.Element {
  const { t } = useDesk()
  return (
    <section class="card dv-wide">
      <h2>{v('board.sessions')}</h2>
      {board.sessions.length === 0 ? (
        <p class="mute">{v('board.noCalls')}</p>
      ) : (
        <Table
          caption={v('board.sessions')}
          hideCaption
          named
          columns={CALLS.map((k) => ({ head: v(k) }))}
          keys={board.sessions.map((s) => s.id)}
          rows={board.sessions.map((s) => [
            <span class="num">{s.officer}</span>,
            s.serviceName?.[t.lang] ?? v('question'),
            s.link === 'in-call' ? wordOf(v, 'phase', s.phase) : wordOf(v, 'link', s.link),
            <Tag
              tone={s.rung <= 1 ? 'done' : s.rung === 2 ? 'turn' : 'bad'}
              text={wordOf(v, 'rung', String(s.rung))}
            />,
            <span class={s.recording === 'on' ? 'ok' : 'warn'}>
              {s.recording === 'on' ? v('ok') : wordOf(v, 'rec', s.recording)}
            </span>,
            <Lasts since={s.startedAt} />,
            <CallActs v={v} s={s} ask={ask} />,
          ])}
        />
      )}
    </section>
  )
}

const CALLS = ['officer', 'board.line', 'phase', 'quality', 'recordingCol', 'rec.length', 'acts'] as const

function Lasts({ since }: { since: string }): JSX.Element {
  const now = useNow(5_000)
  return <span class="num">{lengthOf((now - Date.parse(since)) / 1000)}</span>
}

function CallActs({ v, s, ask }: { v: VT; s: BoardView['sessions'][number]; ask: Part['ask'] }): JSX.Element {
  const { call } = useDesk()
  return (
    <>
      {(['join', 'whisper', 'take-over'] as const).map((mode) => (
        <Press
          key={mode}
          words={v(`board.${mode}`)}
          of={s.officer}
          act={() =>
            ask({
              title: `${v(`board.${mode}`)} · ${s.officer}`,
              run: (reason) => call(joinSession, { params: { id: s.id }, body: { mode, reason } }),
              after: () => go(callPath(s.id)),
            })
          }
        />
      ))}
      <Press
        words={v('board.end')}
        of={s.officer}
        act={() =>
          ask({
            title: `${v('board.end')} · ${s.officer}`,
            danger: true,
            run: (reason) => call(endSession, { params: { id: s.id }, body: { reason } }),
          })
        }
      />
    </>
  )
}

function Officers({ v, board }: Omit<Part, 'ask'>): JSX.Element {
  return (
    <section class="card">
      <h2>{v('board.officers')}</h2>
      <ul class="dv-list">
        {board.officers.map((o) => (
          <li key={o.id}>
            <span class="num">{o.id}</span>{' '}
            <Tag
              tone={
                o.state === 'ready' ? 'done' : o.state === 'blocked' ? 'bad' : o.state === 'offline' ? 'idle' : 'wait'
              }
              text={v(`state.${o.state}`)}
            />{' '}
            <span class="s num">
              {v('since', { time: clock(o.since) })}
              {o.silent && <b class="bad"> · {v('silent')}</b>}
              {o.declines > 0 && ` · ${v('declines', { n: o.declines })}`}
            </span>
          </li>
        ))}
        {board.officers.length === 0 && <li class="mute">{v('board.noOfficers')}</li>}
      </ul>
    </section>
  )
}

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)
