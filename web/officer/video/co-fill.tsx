import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import type { VT } from '#web/officer/video/texts.ts'
import type { DeskSession, Talk } from '#web/officer/video/use-talk.ts'

/** The officer proposes, the citizen accepts each field on the own screen; only then it stands in the form. */
export function CoFill({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const { t } = useDesk()
  const { fields, proposals } = talk.session
  const [name, setName] = useState(fields[0]?.name ?? '')
  const [value, setValue] = useState('')
  const field = fields.find((f) => f.name === name)
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (field && (await talk.act({ type: 'propose-field', field: name, value }))) setValue('')
  }
  return (
    <Card title={v('cofill')}>
      <form class="dv-fill" onSubmit={(e) => void send(e)}>
        <label for="dv-field">{v('cofill.field')}</label>
        <select
          class="in"
          id="dv-field"
          value={name}
          onChange={(e) => {
            setName(e.currentTarget.value)
            setValue('')
          }}
        >
          {fields.map((f) => (
            <option key={f.name} value={f.name}>
              {f.label[t.lang]}
            </option>
          ))}
        </select>
        <label for="dv-value">{v('cofill.value')}</label>
        {field && field.options.length > 0 ? (
          <select class="in" id="dv-value" required value={value} onChange={(e) => setValue(e.currentTarget.value)}>
            <option value="">–</option>
            {field.options.map((o) => (
              <option key={o.value} value={o.value}>
                {o.label[t.lang]}
              </option>
            ))}
          </select>
        ) : (
          <input
            class="in"
            id="dv-value"
            required
            value={value}
            maxLength={500}
            placeholder={field?.value}
            onInput={(e) => setValue(e.currentTarget.value)}
          />
        )}
        <Button small>{v('cofill.send')}</Button>
      </form>
      <Proposals proposals={proposals} v={v} />
    </Card>
  )
}

function Proposals({ proposals, v }: { proposals: DeskSession['proposals']; v: VT }): JSX.Element {
  const { t } = useDesk()
  return (
    <ul class="dv-list">
      {proposals.map((p) => (
        <li key={p.id}>
          {p.label[t.lang]}: <b>{p.value}</b>{' '}
          <Tag
            tone={p.state === 'accepted' ? 'done' : p.state === 'rejected' ? 'bad' : 'turn'}
            text={v(`cofill.${p.state}`)}
          />
        </li>
      ))}
    </ul>
  )
}
