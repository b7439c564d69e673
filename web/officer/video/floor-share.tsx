import { shanghaiMoment } from '#domain/calendar.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { endLending, lendOfficers, shiftCapacity } from '#api/video-floor.ts'
import { dayText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { todayInChina } from '#web/officer/list/urgency.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { type FloorPart, ReasonModal } from '#web/officer/video/floor-reason.tsx'
import { clock } from '#web/officer/video/time.ts'

/** How much of the rest of today can be booked; the rest is for who walks in. */
export function Capacity({ v, people, again }: FloorPart): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const { capacity } = people
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [share, setShare] = useState(String(Math.round(capacity.share * 100)))
  const [reason, setReason] = useState('')
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const body = {
      from: shanghaiMoment(todayInChina(), from).toISOString(),
      to: shanghaiMoment(todayInChina(), to).toISOString(),
      share: Number(share) / 100,
      reason: reason.trim(),
    }
    if ((await act.run(() => call(shiftCapacity, { body }))) === undefined) return
    setReason('')
    again()
  }
  return (
    <section class="card">
      <h2>{v('floor.capacity')}</h2>
      <p class="s num">{v('floor.shareNow', { share: Math.round(capacity.share * 100), n: capacity.officers })}</p>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form class="stack mid" onSubmit={(event) => void send(event)}>
        <div class="dv-inline">
          <Short id="dv-cap-from" label={v('floor.from')} type="time" value={from} set={setFrom} />
          <Short id="dv-cap-to" label={v('floor.to')} type="time" value={to} set={setTo} />
          <Short id="dv-cap-share" label={v('floor.share')} type="number" value={share} set={setShare} />
        </div>
        <Words name="cap-reason" label={v('floor.reason')} value={reason} max={300} set={setReason} />
        <Button small>{v('floor.shift')}</Button>
      </form>
      <Today v={v} capacity={capacity} />
    </section>
  )
}

function Today({ v, capacity }: { v: FloorPart['v']; capacity: FloorPart['people']['capacity'] }): JSX.Element {
  return (
    <>
      {capacity.shifts.length > 0 && (
        <>
          <h3>{v('floor.shifts')}</h3>
          <ul class="dv-list">
            {capacity.shifts.map((s) => (
              <li key={s.at} class="num">
                {v('floor.line', {
                  from: clock(s.from),
                  to: clock(s.to),
                  share: Math.round(s.share * 100),
                  reason: s.reason,
                  by: s.by,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{v('floor.slots')}</h3>
      {capacity.today.length === 0 && <p class="mute">{v('floor.noSlots')}</p>}
      <ul class="dv-slots num">
        {capacity.today.slice(0, 32).map((s) => (
          <li key={s.at}>
            {clock(s.at)} <b>{s.booked}</b>/{s.capacity}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Officers of another office for some days, asked for and ended with a reason. */
export function Lendings({ v, people, again }: FloorPart): JSX.Element {
  const { t, call } = useDesk()
  const [ending, end] = useState<string | undefined>(undefined)
  return (
    <section class="card">
      <h2>{v('floor.lendings')}</h2>
      {people.lendings.length === 0 && <p class="mute">{v('floor.noLendings')}</p>}
      <ul class="dv-list">
        {people.lendings.map((l) => (
          <li key={l.id}>
            {l.lenderName[t.lang]} → {l.groupName[t.lang]}{' '}
            <span class="s num">
              {dayText(l.from, t.lang)} – {dayText(l.to, t.lang)} · {l.reason} · {l.by}
            </span>{' '}
            <Tag
              tone={l.running ? 'done' : l.ahead ? 'wait' : 'idle'}
              text={v(l.running ? 'floor.running' : l.ahead ? 'floor.ahead' : 'floor.over')}
            />{' '}
            {(l.running || l.ahead) && (
              <button type="button" class="d-link" onClick={() => end(l.id)}>
                {v('floor.end')}
                <span class="vh"> {l.lenderName[t.lang]}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {people.lenders.length === 0 ? (
        <p class="mute">{v('floor.notAllowed')}</p>
      ) : (
        <Borrow v={v} people={people} again={again} />
      )}
      {ending && (
        <ReasonModal
          v={v}
          title={v('floor.end')}
          close={() => end(undefined)}
          again={again}
          run={(why) => call(endLending, { params: { id: ending }, body: { reason: why } })}
        />
      )}
    </section>
  )
}

/** Which line, from where, from when to when, and why. */
function Borrow({ v, people, again }: FloorPart): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const [group, setGroup] = useState(people.groups[0]?.group ?? '')
  const [lender, setLender] = useState(String(people.lenders[0]?.office ?? ''))
  const [from, setFrom] = useState(todayInChina)
  const [to, setTo] = useState(todayInChina)
  const [reason, setReason] = useState('')
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const body = { group, lender: Number(lender), from, to, reason: reason.trim() }
    if ((await act.run(() => call(lendOfficers, { body }))) === undefined) return
    setReason('')
    again()
  }
  return (
    <form class="stack mid" onSubmit={(event) => void send(event)}>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <div class="dv-inline">
        <Pick
          id="dv-lend-line"
          label={v('board.line')}
          value={group}
          set={setGroup}
          options={people.groups.map((g) => ({ value: g.group, label: g.name[t.lang] }))}
        />
        <Pick
          id="dv-lend-office"
          label={v('floor.lender')}
          value={lender}
          set={setLender}
          options={people.lenders.map((o) => ({ value: String(o.office), label: o.name[t.lang] }))}
        />
        <Short id="dv-lend-from" label={v('floor.from')} type="date" value={from} set={setFrom} />
        <Short id="dv-lend-to" label={v('floor.to')} type="date" value={to} set={setTo} />
      </div>
      <Words name="lend-reason" label={v('floor.reason')} value={reason} max={300} set={setReason} />
      <Button small>{v('floor.lend')}</Button>
    </form>
  )
}

type ShortProps = {
  id: string
  label: string
  type: 'time' | 'date' | 'number'
  value: string
  set: (value: string) => void
}

function Short({ id, label, type, value, set }: ShortProps): JSX.Element {
  return (
    <div class="dv-field">
      <label for={id}>{label}</label>
      <input
        class="in dv-short num"
        id={id}
        type={type}
        value={value}
        required
        {...(type === 'number' ? { min: 0, max: 100, step: 5 } : {})}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </div>
  )
}

function Pick(props: {
  id: string
  label: string
  value: string
  set: (value: string) => void
  options: readonly { value: string; label: string }[]
}): JSX.Element {
  const { id, label, value, set, options } = props
  return (
    <div class="dv-field">
      <label for={id}>{label}</label>
      <select class="in dv-short" id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  )
}
