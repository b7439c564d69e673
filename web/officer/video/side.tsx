import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { unmaskInSession } from '#api/video-desk-session.ts'
import { dayText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Captures } from '#web/officer/video/captures.tsx'
import { Chat, Guests } from '#web/officer/video/people.tsx'
import { CoFill } from '#web/officer/video/co-fill.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import type { DeskSession, Talk } from '#web/officer/video/use-talk.ts'

type Row = DeskSession['applicant'][number]

/** What is known, what is being filled in together, the photos taken, and words beside the picture. */
export function Side({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const { session } = talk
  return (
    <div class="dv-cards">
      <Rows title={v('applicant')} rows={session.applicant} id={session.id} v={v} />
      <Rows title={v('subject')} rows={session.subject} id={session.id} v={v} />
      <Checks session={session} v={v} />
      <Rows title={v('form')} rows={session.form} id={session.id} v={v} />
      {session.fields.length > 0 && talk.may('propose-field') && <CoFill talk={talk} v={v} />}
      <Captures talk={talk} v={v} />
      <Chat talk={talk} v={v} />
      <Guests talk={talk} v={v} />
    </div>
  )
}

function Rows({ title, rows, id, v }: { title: string; rows: readonly Row[]; id: string; v: VT }): JSX.Element | null {
  const { t } = useDesk()
  if (rows.length === 0) return null
  return (
    <Card title={title}>
      <dl class="kv">
        {rows.map((row) => (
          <div key={row.label.zh}>
            <dt>{row.label[t.lang]}</dt>
            <dd class="num">
              {dayText(row.value[t.lang], t.lang)}
              {row.masked && row.field && <Unmask id={id} field={row.field} label={row.label[t.lang]} v={v} />}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** One whole value, with a reason that the person will read; gone with the screen. */
function Unmask({ id, field, label, v }: { id: string; field: string; label: string; v: VT }): JSX.Element {
  const { call } = useDesk()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [value, setValue] = useState('')
  const show = async (event: Event): Promise<void> => {
    event.preventDefault()
    const answer = await call(unmaskInSession, { params: { id }, body: { field, reason: reason.trim() } })
    setValue(answer.ok ? answer.value.value : answer.problem.detail)
    setOpen(false)
  }
  if (value) return <b class="dv-block"> {value}</b>
  if (!open)
    return (
      <button type="button" class="d-link" onClick={() => setOpen(true)}>
        {v('unmask')}
        <span class="vh"> {label}</span>
      </button>
    )
  return (
    <form class="dv-inline" onSubmit={(e) => void show(e)}>
      <label class="vh" for={`dv-un-${field}`}>
        {v('unmask.reason')}
      </label>
      <input
        class="in"
        id={`dv-un-${field}`}
        value={reason}
        minLength={2}
        maxLength={200}
        required
        placeholder={v('unmask.reason')}
        onInput={(e) => setReason(e.currentTarget.value)}
      />
      <Button small>{v('unmask')}</Button>
    </form>
  )
}

function Checks({ session, v }: { session: DeskSession; v: VT }): JSX.Element | null {
  const { t } = useDesk()
  if (session.checks.length === 0) return null
  return (
    <Card title={v('checks')}>
      <dl class="kv">
        {session.checks.map((c) => (
          <div key={c.label.zh}>
            <dt>{c.label[t.lang]}</dt>
            <dd>
              <Tag
                tone={c.outcome === 'passed' ? 'done' : c.outcome === 'problem' ? 'bad' : 'wait'}
                text={c.words.map((w) => w[t.lang]).join(' ') || wordOf(v, 'check', c.outcome)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
