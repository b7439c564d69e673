import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { SEAT_OF } from '#domain/video/terms.ts'
import { Icon } from '#web/kit/ui/icon.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import { lengthOf, useNow } from '#web/officer/video/time.ts'
import type { OfficerLine } from '#web/officer/video/use-line.ts'
import type { DeskSession, Talk } from '#web/officer/video/use-talk.ts'

/** The person, large; what the recorder and the line say on it; the own picture small. */
export function Picture({ talk, line, v }: { talk: Talk; line: OfficerLine; v: VT }): JSX.Element {
  const { session } = talk
  const main = line.others.get(SEAT_OF.citizen)
  const guests = [...line.others].flatMap(([seat, stream]) => (seat === SEAT_OF.citizen ? [] : [stream]))
  const now = useNow(1_000)
  const rung = session.rung
  const stopped = whyStopped(session, line, v, now)
  return (
    <div class="dv-picture">
      {main && <Stream stream={main} label={v('picture')} class="dv-main" />}
      {guests.slice(0, session.guests.filter((g) => g.joined).length).map((stream) => (
        <Stream key={stream.id} stream={stream} label={v('guestPicture')} class="dv-guest" />
      ))}
      <p class="dv-chips">
        <span class={session.recording === 'on' ? 'v-chip rec' : 'v-chip'}>
          {session.recording === 'on'
            ? v('rec.on', { time: lengthOf((now - Date.parse(session.startedAt)) / 1000) })
            : wordOf(v, 'rec', session.recording)}
        </span>
        <span class="v-chip num">{v('code', { code: session.code })}</span>
        <output class="v-chip">{wordOf(v, 'rung', String(rung))}</output>
      </p>
      {line.own && <Stream stream={line.own} label={v('own')} class="dv-own" muted />}
      {stopped && (
        <p class="dv-stopped" role="alert">
          {stopped}
        </p>
      )}
      {line.failed && <Notice tone="bad" title={v('join.failed')} />}
      <p class="dv-own-acts">
        <button type="button" class="v-chip" aria-pressed={line.muted} onClick={() => line.mute(!line.muted)}>
          <Icon name="sound" /> {v(line.muted ? 'unmute' : 'mute')} <kbd aria-hidden="true">M</kbd>
        </button>
        <button type="button" class="v-chip" aria-pressed={line.dark} onClick={() => line.darken(!line.dark)}>
          <Icon name="camera" /> {v(line.dark ? 'uncamera' : 'camera')}
        </button>
        {talk.may('hold') && (
          <button
            type="button"
            class="v-chip"
            aria-pressed={session.link === 'hold'}
            onClick={() => void talk.act({ type: 'hold', on: session.link !== 'hold' })}
          >
            <Icon name="pause" /> {v(session.link === 'hold' ? 'unhold' : 'hold')}
          </button>
        )}
      </p>
    </div>
  )
}

/** The officer waits and sees for how long; after 90 s the call is set aside by itself. */
function whyStopped(session: DeskSession, line: OfficerLine, v: VT, now: number): string {
  if (line.state === 'lost') return v('line.own')
  if (session.link === 'reconnecting') {
    const seconds = session.lost ? Math.max(0, Math.round((now - Date.parse(session.lost.at)) / 1000)) : 0
    return `${v(session.lost?.side === 'media' ? 'line.media' : 'line.lost')} · ${v('line.seconds', { n: seconds })}`
  }
  if (session.link === 'suspended') return v('line.suspended')
  return session.link === 'joining' ? v('line.joining') : ''
}

export function Stream(props: { stream: MediaStream; label: string; class?: string; muted?: boolean }): JSX.Element {
  const box = useRef<HTMLVideoElement>(null)
  const [blocked, setBlocked] = useState(false)
  const play = (): void =>
    void box.current?.play().then(
      () => setBlocked(false),
      (error: unknown) => setBlocked(error instanceof Error && error.name === 'NotAllowedError'),
    )
  useEffect(() => {
    if (!box.current) return undefined
    box.current.srcObject = props.stream
    play()
    props.stream.addEventListener('addtrack', play)
    return () => props.stream.removeEventListener('addtrack', play)
  }, [props.stream])
  return (
    <>
      {/* oxlint-disable-next-line media-has-caption -- what is said is captioned beside it (chat) */}
      <video ref={box} class={props.class} autoplay playsInline muted={props.muted ?? false} aria-label={props.label} />
      {blocked && (
        <button type="button" class="v-chip dv-tap" onClick={play}>
          ▶
        </button>
      )}
    </>
  )
}
