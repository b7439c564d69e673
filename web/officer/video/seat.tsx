import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { acceptOffer, declineOffer, finishWrapUp, readVideoDesk, setVideoState } from '#api/video-desk.ts'
import { BREAK_REASONS, type BreakReason } from '#domain/video/terms.ts'
import type { Answer } from '#web/kit/client.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import { Duty } from '#web/officer/video/alive.tsx'
import { SessionPage } from '#web/officer/video/session-page.tsx'
import type { VT } from '#web/officer/video/texts.ts'
import { clock, useNow } from '#web/officer/video/time.ts'
import { useTopic } from '#web/officer/video/use-topic.ts'
import { happened } from '#web/video/clock.ts'
import { ring } from '#web/video/devices.ts'

export type Desk = ReplyOf<typeof readVideoDesk>

/** The own seat: state, the offer that rings, the call, the wrap-up after it. */
export function Seat({ v }: { v: VT }): JSX.Element {
  const { t } = useDesk()
  const news = useTopic('video-desk')
  const reply = useReply(readVideoDesk, {}, news)
  const act = useAct()
  const desk = reply.value
  happened(desk?.since)
  const run: Run = (ask) => void act.run(ask).then(reply.again)
  if (!desk)
    return (
      <div class="d-pad">
        {reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />}
      </div>
    )
  const talking = desk.session !== null && (desk.state === 'in-call' || desk.state === 'hold')
  return (
    <>
      <StateBar v={v} desk={desk} run={run} />
      {!talking && <Duty v={v} desk={desk} again={reply.again} />}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {desk.breakDue && <Notice tone="warn" title={v('break.due')} />}
      {talking && desk.session ? (
        <SessionPage key={desk.session} id={desk.session} v={v} left={reply.again} />
      ) : (
        <div class="dv-idle">
          <Middle v={v} desk={desk} run={run} />
        </div>
      )}
    </>
  )
}

type Run = (ask: () => Promise<Answer<Desk>>) => void
interface SeatPart {
  v: VT
  desk: Desk
  run: Run
}

function StateBar({ v, desk, run }: SeatPart): JSX.Element {
  const { call } = useDesk()
  const [reason, setReason] = useState<BreakReason>('rest')
  const set = (state: 'ready' | 'break' | 'offline') => () =>
    run(() => call(setVideoState, { body: { state, ...(state === 'break' ? { reason } : {}) } }))
  return (
    <div class="dv-bar">
      <Tag tone={TONES[desk.state]} text={v(`state.${desk.state}`)} />
      <span class="s num">{v('since', { time: clock(desk.since) })}</span>
      <span class="d-fill" />
      <span class="s num">
        {v('waiting')} <b>{v('people', { n: desk.waiting })}</b> · {v('answered')} {desk.today.answered} · {v('talk')}{' '}
        {v('minutes', { n: desk.today.talkMinutes })}
        {desk.today.manyDeclines && <span class="warn"> · {v('many')}</span>}
      </span>
      {(desk.state === 'offline' || desk.state === 'break') && (
        <Button type="button" small onClick={set('ready')}>
          {v('go.ready')}
        </Button>
      )}
      {desk.state !== 'offline' && (
        <>
          <label class="vh" for="dv-break">
            {v('break.reason')}
          </label>
          <select
            id="dv-break"
            class="in dv-short"
            value={reason}
            onChange={(e) => setReason(BREAK_REASONS.find((r) => r === e.currentTarget.value) ?? 'rest')}
          >
            {BREAK_REASONS.map((r) => (
              <option key={r} value={r}>
                {v(`break.${r}`)}
              </option>
            ))}
          </select>
          <Button type="button" look="alt" small onClick={set('break')}>
            {v('go.break')}
          </Button>
          <Button type="button" look="alt" small onClick={set('offline')}>
            {v('go.offline')}
          </Button>
        </>
      )}
    </div>
  )
}

const TONES: Readonly<Record<Desk['state'], Tone>> = {
  offline: 'idle',
  ready: 'done',
  offered: 'turn',
  'in-call': 'wait',
  hold: 'wait',
  'wrap-up': 'turn',
  break: 'idle',
  blocked: 'bad',
}

/** What is to be done when nobody is on the line. */
function Middle({ v, desk, run }: SeatPart): JSX.Element {
  const { call } = useDesk()
  if (desk.offer) return <Offer v={v} desk={desk} run={run} offer={desk.offer} />
  if (desk.state === 'wrap-up')
    return (
      <Card title={v('wrap.title')}>
        {desk.until && <Countdown until={desk.until} say={(n) => v('wrap.text', { n })} />}
        <Button type="button" onClick={() => run(() => call(finishWrapUp, { body: {} }))}>
          {v('wrap.done')}
        </Button>
      </Card>
    )
  if (desk.session)
    return (
      <Card title={v('offer.ring')}>
        <p class="mute">{v('offer.ringText')}</p>
      </Card>
    )
  return (
    <>
      <EmptyState icon="camera" title={v('idle')} text={v(desk.state === 'offline' ? 'idle.offline' : 'idle.text')} />
      {desk.skills.length > 0 && (
        <Card title={v('skills')}>
          <ul class="dv-skills">
            {desk.skills.map((s) => (
              <li key={s.group}>
                <Skill v={v} skill={s} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Skill({ v, skill }: { v: VT; skill: Desk['skills'][number] }): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      {skill.name[t.lang]} <span class="s">{skill.languages.map((l) => v(`lang.${l}`)).join(' · ')}</span>
    </>
  )
}

/** It rings, and answers itself when the ten seconds are over; a decline needs its reason. */
function Offer({ v, desk, run, offer }: SeatPart & { offer: NonNullable<Desk['offer']> }): JSX.Element {
  const { call, t } = useDesk()
  useEffect(() => (desk.state === 'offered' ? ring(v('offer.title')) : undefined), [offer.ticket, desk.state])
  return (
    <section class="card dv-offer" aria-labelledby="dv-offer">
      <h1 id="dv-offer">{v(desk.state === 'offered' ? 'offer.title' : 'offer.ring')}</h1>
      <p>
        <b>{offer.serviceName?.[t.lang] ?? v('question')}</b>
      </p>
      <p class="s num">
        {[offer.caseNumber, v(`lang.${offer.language}`), v('offer.waited', { n: offer.waitedSeconds })]
          .filter(Boolean)
          .join(' · ')}
        {offer.resumed && ` · ${v('offer.resumed')}`}
      </p>
      {desk.state === 'offered' ? (
        <>
          <Button
            type="button"
            icon="phone"
            onClick={() => run(() => call(acceptOffer, { params: { id: offer.ticket }, body: {} }))}
          >
            {v('offer.take')}
          </Button>
          <Countdown until={offer.acceptAt} say={(n) => v('offer.in', { n })} />
          <Decline v={v} run={run} ticket={offer.ticket} />
        </>
      ) : (
        <p class="mute">{v('offer.ringText')}</p>
      )}
    </section>
  )
}

function Decline({ v, run, ticket }: Omit<SeatPart, 'desk'> & { ticket: string }): JSX.Element {
  const { call } = useDesk()
  const why = useWords('dv-decline')
  const decline = (event: Event): void => {
    event.preventDefault()
    const reason = why.given()
    if (reason) run(() => call(declineOffer, { params: { id: ticket }, body: { reason } }))
  }
  return (
    <form class="dv-inline" onSubmit={decline}>
      <label class="vh" for="dv-decline">
        {v('offer.reason')}
      </label>
      <input
        class="in"
        id="dv-decline"
        value={why.words}
        maxLength={200}
        placeholder={v('offer.reason')}
        aria-invalid={why.short || undefined}
        aria-describedby={why.short ? 'dv-decline-short' : undefined}
        onInput={(e) => why.set(e.currentTarget.value)}
      />
      <Button look="alt" small>
        {v('offer.decline')}
      </Button>
      {why.short && (
        <span class="bad" id="dv-decline-short">
          {v('reason.short')}
        </span>
      )}
    </form>
  )
}

function Countdown({ until, say }: { until: string; say: (n: number) => string }): JSX.Element {
  const now = useNow(500)
  return <output class="s num dv-block">{say(Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)))}</output>
}
