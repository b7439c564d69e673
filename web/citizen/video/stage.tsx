import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { phoneInstead } from '#web/citizen/video/around.tsx'
import { Chat } from '#web/citizen/video/chat.tsx'
import { EndSheet } from '#web/citizen/video/end-sheet.tsx'
import type { CallT } from '#web/citizen/video/texts.ts'
import { SEAT_OF } from '#domain/video/terms.ts'
import type { Talk, Way } from '#web/citizen/video/use-session.ts'
import { Todo } from '#web/citizen/video/todo.tsx'
import type { Media } from '#web/citizen/video/use-media.ts'
import { Video } from '#web/citizen/video/video-box.tsx'
import { Button } from '#web/kit/ui/button.tsx'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'
import { houseNow } from '#web/video/clock.ts'
import { outagePhase } from '#web/video/outage.ts'

type Props = { t: CallT; talk: Talk; media: Media; ways: readonly Way[] }
/** Steps a person goes through, as the bar under the sentence shows them. */
const STEPS = ['consent', 'identity', 'work', 'review', 'sign', 'pay', 'closing']

/** The call: the officer large, oneself small, what to do now in plain words below, and four buttons. */
export function Stage({ t, talk, media, ways }: Props): JSX.Element {
  const [panel, setPanel] = useState<'chat' | 'end' | undefined>(undefined)
  const own = useRef<HTMLVideoElement | undefined>(undefined)
  const [unblock, setUnblock] = useState<(() => void) | undefined>(undefined)
  const first = media.others.get(SEAT_OF.officer)
  const more = otherPictures(talk, media)
  const seconds = useSeconds()
  const lostFor = media.lostSince === undefined ? undefined : performance.now() - media.lostSince
  return (
    <div class="v-stage" data-line={media.state}>
      <h1 class="vh">{t('remote')}</h1>
      <div class="v-picture">
        {first && (
          <Video stream={first} label={t('remote')} class="v-remote" blocked={(retry) => setUnblock(() => retry)} />
        )}
        {more.map((stream) => (
          <Video key={stream.id} stream={stream} label={t('other')} class="v-other" />
        ))}
        <Top t={t} talk={talk} media={media} />
        {media.opened && !media.soundOnly && (
          <div class="v-own">
            <Video
              stream={media.opened.stream}
              label={t('check.preview')}
              muted
              mirror
              element={(video) => (own.current = video)}
            />
            <span aria-hidden="true">{t('me')}</span>
          </div>
        )}
        <Captions t={t} talk={talk} />
        {unblock && (
          <button
            type="button"
            class="v-tap"
            onClick={() => {
              unblock()
              setUnblock(undefined)
            }}
          >
            <Icon name="sound" /> {t('ctl.tapSound')}
          </button>
        )}
        {media.state === 'lost' && <Outage t={t} lostFor={lostFor ?? 0} tick={seconds} />}
        {media.state !== 'lost' && <OfficerAway t={t} talk={talk} />}
      </div>
      <div class="v-below">
        <Now t={t} talk={talk} media={media} own={own} ways={ways} />
        {panel === 'chat' && <Chat t={t} talk={talk} close={() => setPanel(undefined)} />}
        {panel === 'end' && <EndSheet t={t} talk={talk} media={media} close={() => setPanel(undefined)} />}
        <Controls t={t} media={media} panel={panel} setPanel={setPanel} unread={useUnread(talk, panel === 'chat')} />
      </div>
    </div>
  )
}

/** Who came along, and for a guest the person the conversation is about; who has left leaves no still picture behind. */
function otherPictures({ session }: Talk, { others }: Media): MediaStream[] {
  const here = session.guests.filter((g) => g.joined && !g.silent).length
  return [...others].flatMap(([seat, stream]) => (seat === SEAT_OF.officer ? [] : [stream])).slice(0, Math.max(here, 0))
}

function Top({ t, talk, media }: Omit<Props, 'ways'>): JSX.Element {
  const { session } = talk
  const rung = media.told?.rung ?? session.rung
  const line = rung === 0 ? 'good' : rung === 1 ? 'fair' : rung === 2 ? 'poor' : 'sound'
  const elapsed = useElapsed(session.startedAt)
  return (
    <div class="v-top">
      <p class="v-chips">
        <span class={session.recording === 'on' ? 'v-chip rec' : 'v-chip'}>
          {session.recording === 'failed'
            ? t('rec.failed')
            : session.recording === 'on'
              ? t('rec.on', { time: elapsed })
              : t('rec.off')}
        </span>
        <output class="v-chip">{t(`signal.${line}`)}</output>
      </p>
      <p class="v-who">
        <b>
          {session.officeName[t.lang]} <span class="num">{t('officer', { id: session.officer })}</span>
        </b>
        {session.code && (
          <span>
            {t('code')} <b class="num v-code">{session.code.split('').join('\u00a0')}</b>{' '}
            <small>{t('code.help')}</small>
          </span>
        )}
      </p>
    </div>
  )
}

/** What the officer last wrote, on the picture: for those who hear badly, and for readers of screens. */
function Captions({ t, talk }: { t: CallT; talk: Talk }): JSX.Element {
  const last = talk.session.chat.filter((line) => line.from !== 'citizen').at(-1)
  return (
    <p class="v-captions" role="log" aria-label={t('captions')}>
      {last && <span>{last.text}</span>}
    </p>
  )
}

function Now(props: Props & { own: { current: HTMLVideoElement | undefined } }): JSX.Element {
  const { t, talk, media } = props
  const { session, problem } = talk
  const n = Math.max(1, STEPS.indexOf(session.phase) + 1)
  const rung = media.told?.rung ?? session.rung
  return (
    <section class="v-now" aria-labelledby="v-now">
      <div class="stack mid">
        <h2 id="v-now" aria-live="polite">
          {session.todoText[t.lang]}
        </h2>
        {problem && (
          <p class="bad" role="alert">
            {problem.detail} {problem.next}
          </p>
        )}
        {isMuted(session) && <p class="warn">{t('muted.me')}</p>}
        {media.opened?.camera === 'denied' && <p class="warn">{t('advice.allow-camera')}</p>}
        {rung >= 3 && !media.soundOnly && <PoorLine t={t} talk={talk} rung={rung} />}
        <Todo {...props} />
        <p class="s v-steps">
          <span class="num">{t('step', { n, of: STEPS.length })}</span> · {t('stop')}
          <meter class="vh" min={0} max={STEPS.length} value={n} aria-label={t('step', { n, of: STEPS.length })} />
        </p>
      </div>
    </section>
  )
}

/** The officer asks the other of two alone. */
const isMuted = ({ role, second, guests }: Talk['session']): boolean =>
  second !== null && (role === 'citizen' ? second.citizenMuted : guests.some((g) => g.id === second.guest && g.muted))

/** Sound alone, or the phone: said plainly, with the way to a call back beside it. */
function PoorLine({ t, talk, rung }: { t: CallT; talk: Talk; rung: number }): JSX.Element {
  const [failed, setFailed] = useState('')
  return (
    <>
      <p class="warn">{t(rung >= 4 ? 'net.phone' : 'net.sound')}</p>
      {failed && (
        <p class="bad" role="alert">
          {failed}
        </p>
      )}
      {talk.session.role === 'citizen' && (
        <Button type="button" look="alt" wide icon="phone" onClick={() => void phoneInstead(talk).then(setFailed)}>
          {t('phone.go')}
        </Button>
      )}
    </>
  )
}

function Controls(props: {
  t: CallT
  media: Media
  panel: 'chat' | 'end' | undefined
  setPanel: (panel: 'chat' | 'end' | undefined) => void
  unread: number
}): JSX.Element {
  const { t, media, panel, setPanel, unread } = props
  return (
    <fieldset class="v-controls" aria-label={t('ctl.label')}>
      <Control
        icon="sound"
        label={t(media.muted ? 'ctl.unmute' : 'ctl.mute')}
        on={media.muted}
        press={() => media.mute(!media.muted)}
      />
      <Control
        icon="camera"
        label={t(media.soundOnly ? 'ctl.picture' : 'ctl.sound')}
        on={media.soundOnly}
        press={() => void media.setSoundOnly(!media.soundOnly)}
      />
      <Control
        icon="message"
        label={unread > 0 ? `${t('ctl.chat')} ${unread}` : t('ctl.chat')}
        on={panel === 'chat'}
        press={() => setPanel(panel === 'chat' ? undefined : 'chat')}
      />
      <Control icon="phone" label={t('ctl.end')} end on={panel === 'end'} press={() => setPanel('end')} />
    </fieldset>
  )
}

function Control(props: { icon: IconName; label: string; on: boolean; end?: boolean; press: () => void }): JSX.Element {
  return (
    <button type="button" class={props.end ? 'v-ctl end' : 'v-ctl'} aria-pressed={props.on} onClick={props.press}>
      <span class="v-round">
        <Icon name={props.icon} />
      </span>
      <span>{props.label}</span>
    </button>
  )
}

function Outage({ t, lostFor }: { t: CallT; lostFor: number; tick: number }): JSX.Element {
  return (
    <div class="v-outage" role="alert">
      <b>{t('lost.title')}</b>
      <span>{t(outagePhase(lostFor) === 'silent' ? 'lost.text' : 'lost.longer')}</span>
      <span class="num">{t('lost.seconds', { n: Math.round(lostFor / 1000) })}</span>
    </div>
  )
}

/** The other end is away, or the house itself: told at once, and whose fault it is. */
function OfficerAway({ t, talk }: { t: CallT; talk: Talk }): JSX.Element | null {
  const { lost, link } = talk.session
  if (link !== 'reconnecting' || !lost || lost.side === 'citizen') return null
  const seconds = Math.max(0, Math.round((houseNow() - Date.parse(lost.at)) / 1000))
  return (
    <div class="v-outage" role="alert">
      <b>{t(lost.side === 'officer' ? 'away.title' : 'lost.title')}</b>
      <span>{t('away.text')}</span>
      <span class="num">{t('lost.seconds', { n: seconds })}</span>
    </div>
  )
}

function useSeconds(): number {
  const [n, setN] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setN((old) => old + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return n
}

/** Minutes and seconds since an instant of the house, by the house's clock as far as this page can know it. */
function useElapsed(since: string): string {
  useSeconds()
  const seconds = Math.max(0, Math.floor((houseNow() - Date.parse(since)) / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

function useUnread(talk: Talk, open: boolean): number {
  const { chat } = talk.session
  const last = chat.at(-1)?.seq ?? 0
  const seen = useRef(last)
  if (open) seen.current = last
  return chat.filter((line) => line.seq > seen.current && line.from !== 'citizen').length
}
