import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { sendCapture } from '#api/video-session.ts'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { TodoProps } from '#web/citizen/video/todo.tsx'
import type { Session } from '#web/citizen/video/use-session.ts'
import { Video } from '#web/citizen/video/video-box.tsx'
import { addressOf } from '#web/kit/client.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { openBackCamera } from '#web/video/devices.ts'
import { sha256Of, type Still, stillFromFile, takeStill } from '#web/video/stills.ts'

type Wanted = Session['captures'][number]
const TRIES = 3
/** What nobody could read is not sent, until it has been tried so often that the officer may see for himself. */
const GATES: readonly Still['hints'][number][] = ['small', 'dark', 'blurred']
const PATIENCE = 3

/** A photo at the camera's full size, looked at here before it is sent: what cannot be read is taken again. */
export function CaptureTask(props: TodoProps & { capture: Wanted }): JSX.Element {
  const { t, talk, capture } = props
  const shot = useShot(props)
  const begin = (): void => void talk.act({ type: 'capture-begun', capture: capture.id })
  if (shot.still)
    return (
      <Preview
        t={t}
        still={shot.still}
        state={shot.state}
        mustRetake={shot.mustRetake}
        retake={shot.retake}
        send={shot.send}
      />
    )
  return (
    <div class="stack mid">
      <p>
        <b>{capture.what[t.lang]}</b>
      </p>
      {capture.note && <p class="warn">{capture.note}</p>}
      {capture.state !== 'taking' ? (
        <Button type="button" wide icon="camera" onClick={begin}>
          {t('cap.begin')}
        </Button>
      ) : (
        <Finder
          t={t}
          track={shot.track}
          stream={shot.back}
          busy={shot.state === 'taking'}
          element={shot.view}
          take={shot.take}
        />
      )}
      <FileWay t={t} failed={shot.state === 'no-camera'} taken={shot.fromFile} />
      <Decline {...props} />
    </div>
  )
}

/** A still on its way: taken, judged, taken again, sent. */
function useShot({ talk, capture, media, own }: TodoProps & { capture: Wanted }) {
  const [still, setStill] = useState<Still | undefined>(undefined)
  const [state, setState] = useState<'idle' | 'taking' | 'sending' | 'failed' | 'no-camera'>('idle')
  const [failures, setFailures] = useState(0)
  const back = useBackCamera(capture.state === 'taking' && !still)
  const finder = useRef<HTMLVideoElement | undefined>(undefined)
  const kind = capture.paper === 'page' ? 'page' : 'card'
  const track = back?.getVideoTracks()[0] ?? media.opened?.stream.getVideoTracks()[0]
  const keep = (taken: Still): void => {
    if (isUnreadable(taken)) setFailures((n) => n + 1)
    setStill(taken)
    setState('idle')
  }
  const noCamera = (): void => setState('no-camera')
  const take = (): void => {
    const view = finder.current ?? own.current
    if (!track || !view) return noCamera()
    setState('taking')
    takeStill(track, view, kind).then(keep, noCamera)
  }
  const send = async (): Promise<void> => {
    if (!still) return
    setState('sending')
    const sent = await upload(talk.session.id, capture.id, still)
    if (sent) talk.again()
    else setState('failed')
  }
  return {
    still,
    state,
    back,
    track,
    mustRetake: still !== undefined && failures < PATIENCE && isUnreadable(still),
    view: (video: HTMLVideoElement) => (finder.current = video),
    take,
    fromFile: (file: File) => void stillFromFile(file, kind).then(keep, noCamera),
    retake: () => setStill(undefined),
    send: () => void send(),
  }
}

const isUnreadable = ({ hints }: Still): boolean => hints.some((hint) => GATES.includes(hint))

function Decline({ t, talk, capture }: TodoProps & { capture: Wanted }): JSX.Element {
  const refuse = (): void => void talk.act({ type: 'capture-refused', capture: capture.id, reason: t('cap.refuse') })
  return (
    <Button type="button" look="alt" wide onClick={refuse}>
      {t('cap.refuse')}
    </Button>
  )
}

/** What the camera sees, with the frame in which all four corners should lie. */
function Finder(props: {
  t: CallT
  track: MediaStreamTrack | undefined
  stream: MediaStream | undefined
  busy: boolean
  element: (video: HTMLVideoElement) => void
  take: () => void
}): JSX.Element | null {
  const { t, track } = props
  const shown = useMemo(() => props.stream ?? (track ? new MediaStream([track]) : undefined), [props.stream, track])
  if (!track || !shown) return null
  return (
    <>
      <div class="v-finder">
        <Video stream={shown} label={t('cap.view')} muted element={props.element} />
      </div>
      <p class="s">{t('cap.frame')}</p>
      <Button type="button" wide icon="camera" onClick={props.take}>
        {t(props.busy ? 'cap.taking' : 'cap.take')}
      </Button>
    </>
  )
}

function Preview(props: {
  t: CallT
  still: Still
  state: string
  mustRetake: boolean
  retake: () => void
  send: () => void
}): JSX.Element {
  const { t, still, state } = props
  const [address, setAddress] = useState('')
  useEffect(() => {
    const url = URL.createObjectURL(still.picture)
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [still])
  return (
    <div class="stack mid">
      {address && <img class="v-shot" src={address} alt={t('cap.preview')} />}
      <output class="stack tight">
        {still.hints.length === 0 ? (
          <p class="ok">
            {t('hint.good')} <span class="s num">{`${still.width} × ${still.height}`}</span>
          </p>
        ) : (
          <ul class="count">
            {still.hints.map((h) => (
              <li key={h} class="warn">
                {t(`hint.${h}`)}
              </li>
            ))}
          </ul>
        )}
      </output>
      {props.mustRetake && <p>{t('cap.mustRetake')}</p>}
      {state === 'failed' && (
        <p class="bad" role="alert">
          {t('cap.failed')}
        </p>
      )}
      <div class="two">
        <Button type="button" look={props.mustRetake ? 'main' : 'alt'} onClick={props.retake}>
          {t('cap.retake')}
        </Button>
        {!props.mustRetake && (
          <Button type="button" onClick={props.send}>
            {t(state === 'sending' ? 'cap.sending' : 'cap.send')}
          </Button>
        )}
      </div>
    </div>
  )
}

function FileWay(props: { t: CallT; failed: boolean; taken: (file: File) => void }): JSX.Element {
  const { t, failed, taken } = props
  return (
    <div class={failed ? 'field err' : 'field'}>
      {failed && (
        <p class="msg" role="alert">
          {t('cap.noCamera')}
        </p>
      )}
      <label for="v-file">{t('cap.file')}</label>
      <div class="filebox">
        <input
          type="file"
          id="v-file"
          accept="image/jpeg,image/png"
          capture="environment"
          onChange={(e) => {
            const file = e.currentTarget.files?.[0]
            if (file) taken(file)
          }}
        />
      </div>
    </div>
  )
}

/** The camera at the back while a paper is photographed; the call keeps its own picture. */
function useBackCamera(on: boolean): MediaStream | undefined {
  const [stream, setStream] = useState<MediaStream | undefined>(undefined)
  useEffect(() => {
    if (!on) return undefined
    let left = false
    let opened: MediaStreamTrack | undefined
    void openBackCamera().then((track) => {
      opened = track
      if (left) track?.stop()
      else if (track) setStream(new MediaStream([track]))
    })
    return () => {
      left = true
      opened?.stop()
      setStream(undefined)
    }
  }, [on])
  return stream
}

/** The same photo sent again is the same to the house: a lost answer costs nothing. */
async function upload(id: string, capture: string, still: Still): Promise<boolean> {
  const form = new FormData()
  form.set('sha256', await sha256Of(still.picture))
  form.set('how', still.how === 'screen' ? 'frame' : still.how)
  form.set('file', still.picture, 'photo.jpg')
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await fetch(addressOf(sendCapture, { params: { id, capture } }), {
      method: sendCapture.method,
      body: form,
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    if (answer?.ok) return true
    if (answer && answer.status < 500) return false
    await new Promise((next) => setTimeout(next, 1_000 * (tries + 1)))
  }
  return false
}
