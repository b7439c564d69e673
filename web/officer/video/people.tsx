import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { inviteToSession } from '#api/video-board.ts'
import { GUEST_KINDS, type GuestKind } from '#domain/video/terms.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { useDesk } from '#web/officer/desk.ts'
import type { VT } from '#web/officer/video/texts.ts'
import type { Talk } from '#web/officer/video/use-talk.ts'

/** Words beside the picture: always there. */
export function Chat({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const [text, setText] = useState('')
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const words = text.trim()
    if (words && (await talk.act({ type: 'chat', text: words }))) setText('')
  }
  return (
    <Card title={v('chat')}>
      <ul class="dv-chat" aria-live="polite">
        {talk.session.chat.map((line) => (
          <li key={line.seq}>
            <span class="s">{v(`from.${line.from}`)}</span> {line.text}
          </li>
        ))}
      </ul>
      {talk.may('chat') && (
        <form class="dv-inline" onSubmit={(e) => void send(e)}>
          <label class="vh" for="dv-chat">
            {v('chat.field')}
          </label>
          <input
            class="in"
            id="dv-chat"
            value={text}
            maxLength={1_000}
            placeholder={v('chat.field')}
            autocomplete="off"
            onInput={(e) => setText(e.currentTarget.value)}
          />
          <Button small>{v('chat.send')}</Button>
        </form>
      )}
    </Card>
  )
}

/** Who else is in the room, asked in by code; two who must speak for themselves are muted in turn. */
export function Guests({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const { call } = useDesk()
  const [kind, setKind] = useState<GuestKind>('spouse')
  const [code, setCode] = useState('')
  const { session } = talk
  const invite = async (): Promise<void> => {
    const answer = await call(inviteToSession, {
      params: { id: session.id },
      body: { kind, label: v(`guest.${kind}`) },
    })
    setCode(answer.ok ? v('guest.code', { code: answer.value.code }) : answer.problem.detail)
  }
  return (
    <Card title={v('guests')}>
      {session.guests.length === 0 && <p class="mute">{v('guests.none')}</p>}
      <ul class="dv-list">
        {session.guests.map((g) => (
          <One key={g.id} guest={g} talk={talk} v={v} />
        ))}
      </ul>
      <div class="dv-inline">
        <select
          class="in dv-short"
          aria-label={v('guest.invite')}
          value={kind}
          onChange={(e) => setKind(GUEST_KINDS.find((k) => k === e.currentTarget.value) ?? 'spouse')}
        >
          {GUEST_KINDS.filter((k) => k !== 'supervisor').map((k) => (
            <option key={k} value={k}>
              {v(`guest.${k}`)}
            </option>
          ))}
        </select>
        <Button type="button" small look="alt" onClick={() => void invite()}>
          {v('guest.invite')}
        </Button>
        {code && <output class="num">{code}</output>}
      </div>
    </Card>
  )
}

type Guest = Talk['session']['guests'][number]

const whoIs = (g: Guest): string => (g.name ? `${g.name} · ${g.relation ?? g.label}` : g.label)

/** Somebody stands at the door of the call: said where the officer looks, and let in with one press. */
export function AtTheDoor({ talk, v }: { talk: Talk; v: VT }): JSX.Element | null {
  const asking = talk.session.guests.filter((g) => g.asking)
  if (asking.length === 0) return null
  return (
    <div class="dv-door" role="alert">
      {asking.map((g) => (
        <span key={g.id}>
          <b>{whoIs(g)}</b> <span class="warn">{v('guest.asking')}</span>{' '}
          <Button type="button" small onClick={() => void talk.act({ type: 'admit-guest', guest: g.id })}>
            {v('guest.admit')}
            <span class="vh"> {g.name}</span>
          </Button>
        </span>
      ))}
    </div>
  )
}

function One({ guest: g, talk, v }: { guest: Guest; talk: Talk; v: VT }): JSX.Element {
  return (
    <li>
      {whoIs(g)} <span class="s">{v(g.asking ? 'guest.asking' : g.joined ? 'guest.joined' : 'guest.asked')}</span>{' '}
      {g.joined && (
        <button
          type="button"
          class="d-link"
          onClick={() => void talk.act({ type: 'mute-guest', guest: g.id, muted: !g.muted })}
        >
          {v(g.muted ? 'guest.unmute' : 'guest.mute')}
          <span class="vh"> {g.label}</span>
        </button>
      )}
      <button type="button" class="d-link" onClick={() => void talk.act({ type: 'remove-guest', guest: g.id })}>
        {v('guest.remove')}
        <span class="vh"> {g.label}</span>
      </button>
    </li>
  )
}
