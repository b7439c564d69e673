import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { testDevice, testLine } from '#api/video.ts'
import type { CallT } from '#web/citizen/video/texts.ts'
import { Video } from '#web/citizen/video/video-box.tsx'
import { adviceFor, type Findings, lineOf } from '#web/video/advice.ts'
import { iceOf } from '#web/video/call-line.ts'
import { testLine as lineTest } from '#web/video/line-test.ts'
import { canCall, measurePath, openDevices, playTone, watchLevel } from '#web/video/devices.ts'
import { type Call, makeCall } from '#web/kit/client.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'

const NOTHING: Findings = {
  camera: 'asked',
  microphone: 'asked',
  heard: false,
  speaker: 'asked',
  rttMs: undefined,
  kbps: undefined,
  path: undefined,
}
const LISTEN_MS = 6_000
const HEARD = 0.08

/** Ten seconds: camera, microphone, speaker, line. What it finds is advice; nothing depends on it. */
export function DeviceCheck({ t, back }: { t: CallT; back: string }): JSX.Element {
  const check = useCheck(t)
  const { found, state, stream, level } = check
  const { verdict, advice } = adviceFor(found)
  return (
    <div class="stack">
      <a class="back" href={back}>
        ‹ {t('back')}
      </a>
      <h1>{t('check.title')}</h1>
      <p class="mute">{t('check.intro')}</p>
      {stream && (
        <div class="v-preview">
          <Video stream={stream} label={t('check.preview')} muted mirror />
          <p class="v-level">
            <span class="s" id="level">
              {t('check.level')}
            </span>
            <meter min={0} max={1} value={level} aria-labelledby="level" />
          </p>
        </div>
      )}
      <output class="stack mid">
        {state === 'running' && <Notice tone="info" title={t('check.running')} />}
        {state === 'done' && (
          <Notice
            tone={verdict === 'none' ? 'bad' : verdict === 'good' ? 'ok' : 'warn'}
            title={t(`verdict.${verdict}`)}
          >
            {advice.map((a) => (
              <p key={a}>{t(`advice.${a}`)}</p>
            ))}
          </Notice>
        )}
      </output>
      {state !== 'idle' && <Rows found={found} state={state} t={t} answer={check.answerSpeaker} />}
      {state !== 'running' && (
        <Button type="button" wide look={state === 'done' ? 'alt' : 'main'} onClick={() => void check.run()}>
          {t(state === 'done' ? 'again' : 'check.start')}
        </Button>
      )}
      {state === 'done' && (
        <LinkButton href={back} wide>
          {t('back')}
        </LinkButton>
      )}
    </div>
  )
}

function useCheck(t: CallT) {
  const [found, setFound] = useState(NOTHING)
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle')
  const [stream, setStream] = useState<MediaStream | undefined>(undefined)
  const [level, setLevel] = useState(0)
  const leave = useRef<() => void>(() => undefined)
  useEffect(() => () => leave.current(), [])

  const run = async (): Promise<void> => {
    leave.current()
    setFound(NOTHING)
    setState('running')
    const opened = await openDevices()
    const { camera, microphone } = opened
    setStream(opened.stream)
    setFound((f) => ({ ...f, camera, microphone }))
    let heard = false
    const stopLevel =
      microphone === 'ok'
        ? watchLevel(opened.stream, (now) => {
            setLevel(now)
            if (now > HEARD && !heard) {
              heard = true
              setFound((f) => ({ ...f, heard: true }))
            }
          })
        : () => undefined
    leave.current = () => {
      stopLevel()
      for (const track of opened.stream.getTracks()) track.stop()
    }
    const [path, way] = await Promise.all([
      measurePath('/api/health', scriptAddress()),
      wayOf(t),
      microphone === 'ok' ? until(() => heard, LISTEN_MS) : undefined,
    ])
    setFound((f) => ({ ...f, ...path, path: way }))
    setState('done')
    await tellHouse({ ...NOTHING, camera, microphone, heard, ...path, path: way }, t)
  }
  return {
    found,
    state,
    stream,
    level,
    run,
    answerSpeaker: (speaker: 'ok' | 'not-heard') => setFound((f) => ({ ...f, speaker })),
  }
}

function Rows(props: {
  found: Findings
  state: 'running' | 'done'
  t: CallT
  answer: (speaker: 'ok' | 'not-heard') => void
}): JSX.Element {
  const { found, t } = props
  const line = lineOf(found)
  return (
    <Card>
      <dl class="kv v-found">
        <Row label={t('check.camera')} tone={toneOf(found.camera)} text={t(`find.${found.camera}`)} />
        <Row
          label={t('check.mic')}
          tone={found.microphone === 'ok' && !found.heard ? 'turn' : toneOf(found.microphone)}
          text={t(found.microphone === 'ok' && !found.heard ? 'find.quiet' : `find.${found.microphone}`)}
        />
        {found.rttMs !== undefined && (
          <Row
            label={t('check.line')}
            tone={line === 'good' ? 'done' : 'turn'}
            text={t(`line.${line}`)}
            note={t('find.line', { ms: Math.round(found.rttMs), kbps: speed(found.kbps) })}
          />
        )}
        {found.path && (
          <Row
            label={t('check.path')}
            tone={found.path === 'blocked' ? 'bad' : 'done'}
            text={t(`path.${found.path}`)}
          />
        )}
        <div>
          <dt>{t('check.speaker')}</dt>
          <dd>
            {found.speaker === 'asked' ? (
              <Button type="button" look="alt" small icon="sound" onClick={playTone}>
                {t('check.play')}
              </Button>
            ) : (
              <Tag
                tone={found.speaker === 'ok' ? 'done' : 'turn'}
                text={t(found.speaker === 'ok' ? 'check.heard' : 'check.notHeard')}
              />
            )}
          </dd>
        </div>
      </dl>
      {found.speaker === 'asked' && <Heard t={t} answer={props.answer} />}
    </Card>
  )
}

function Heard({ t, answer }: { t: CallT; answer: (speaker: 'ok' | 'not-heard') => void }): JSX.Element {
  return (
    <div class="two">
      <Button type="button" look="alt" onClick={() => answer('ok')}>
        {t('check.heard')}
      </Button>
      <Button type="button" look="alt" onClick={() => answer('not-heard')}>
        {t('check.notHeard')}
      </Button>
    </div>
  )
}

function Row({ label, tone, text, note }: { label: string; tone: Tone; text: string; note?: string }): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="num">
        <Tag tone={tone} text={text} />
        {note && <small> {note}</small>}
      </dd>
    </div>
  )
}

const toneOf = (state: Findings['camera']): Tone => (state === 'ok' ? 'done' : state === 'asked' ? 'idle' : 'bad')
const speed = (kbps: number | undefined): string =>
  kbps === undefined ? '–' : kbps >= 1_000 ? `${(kbps / 1_000).toFixed(1)} Mbit/s` : `${Math.round(kbps)} kbit/s`

/** The check is for everybody: who is not signed in is not led away from it. */
const anybody = (t: CallT): Call => makeCall({ words: () => ({ detail: t('net.detail'), next: t('net.next') }) })

/** The very way a call takes, to the port that carries them; undefined where the house did not answer. */
async function wayOf(t: CallT): Promise<Findings['path']> {
  if (!canCall()) return undefined
  const call = anybody(t)
  const { udp, relay } = await lineTest(async (sdp) => {
    const answer = await call(testLine, { body: { sdp } })
    return answer.ok ? { sdp: answer.value.sdp, ice: iceOf(answer.value.ice) } : undefined
  })
  if (udp === undefined) return undefined
  return udp ? 'direct' : relay ? 'relay' : 'blocked'
}

/** The largest file this page has loaded anyway: what it takes to fetch once more is the speed of the line. */
function scriptAddress(): string {
  const script = document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')
  return script?.href ?? '/'
}

async function until(is: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (!is() && performance.now() < end) await new Promise((next) => setTimeout(next, 100))
}

/** For the figures of the window; what it answers adds nothing to what is shown, and a failure means nothing to the person. */
async function tellHouse(found: Findings, t: CallT): Promise<void> {
  await anybody(t)(testDevice, {
    body: {
      camera: found.camera === 'ok',
      microphone: found.microphone === 'ok',
      speaker: found.speaker !== 'not-heard',
      udp: found.path !== 'relay' && found.path !== 'blocked',
      relay: found.path === 'relay',
      lossPct: 0,
      rttMs: Math.min(60_000, Math.round(found.rttMs ?? 0)),
      kbit: Math.min(100_000, Math.round(found.kbps ?? 0)),
    },
  })
}
