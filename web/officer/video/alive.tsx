import { shanghaiMoment } from '#domain/calendar.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { deskSpeaks, setShift } from '#api/video-desk.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { todayInChina } from '#web/officer/list/urgency.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'
import type { Desk } from '#web/officer/video/seat.tsx'
import type { VT } from '#web/officer/video/texts.ts'
import { clock } from '#web/officer/video/time.ts'

const BEAT_MS = 10_000

/** Says that somebody sits before this page: without it nobody is offered to this officer after a minute. */
export function useAlive(serves: boolean): void {
  const { call } = useDesk()
  useEffect(() => {
    if (!serves) return undefined
    const timer = setInterval(() => void call(deskSpeaks, { body: {} }), BEAT_MS)
    return () => clearInterval(timer)
  }, [serves])
}

/** Why one is off duty, and until when one is on it. */
export function Duty({ v, desk, again }: { v: VT; desk: Desk; again: () => void }): JSX.Element {
  const { call, t } = useDesk()
  const act = useAct()
  const [time, setTime] = useState('')
  const set = (end: string | null): void =>
    void act.run(() => call(setShift, { body: { end } })).then((done) => done && again())
  return (
    <>
      {desk.silent && (
        <div role="alert" class="d-pad">
          <Notice tone="warn" title={v('desk.silent')} />
        </div>
      )}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form
        class="dv-shift"
        onSubmit={(event) => {
          event.preventDefault()
          if (/^\d\d:\d\d$/.test(time)) set(shanghaiMoment(todayInChina(), time).toISOString())
        }}
      >
        <label for="dv-shift">{v('shift.end')}</label>
        <input
          class="in dv-short"
          id="dv-shift"
          type="time"
          value={time}
          onInput={(event) => setTime(event.currentTarget.value)}
        />
        <Button small look="alt">
          {v('shift.set')}
        </Button>
        {desk.shiftEnd && (
          <>
            <span class="s num">{v('shift.known', { time: clock(desk.shiftEnd) })}</span>
            <button type="button" class="d-link" onClick={() => set(null)}>
              {v('shift.clear')}
            </button>
          </>
        )}
      </form>
    </>
  )
}
