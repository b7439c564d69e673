import { shanghaiTime } from '#domain/calendar.ts'
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { askCallback } from '#api/video.ts'
import { resumeSession } from '#api/video-session.ts'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Media } from '#web/citizen/video/use-media.ts'
import type { Session, Talk, Way } from '#web/citizen/video/use-session.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { houseNow } from '#web/video/clock.ts'
import { deviceKey } from '#web/video/call-line.ts'

/** The door of the call: one press, after which the browser asks for camera and microphone. */
export function Join(props: { t: CallT; session: Session; media: Media; ways: readonly Way[] }): JSX.Element {
  const { t, session, media, ways } = props
  const failed = media.opened !== undefined && media.opened.microphone !== 'ok'
  return (
    <Sheet title={t('join.title')}>
      <p>
        {session.officeName[t.lang]} · <span class="num">{t('officer', { id: session.officer })}</span>
      </p>
      <p class="mute">{t('join.text')}</p>
      {failed && media.opened && (
        <Notice tone="bad" title={t('join.none')}>
          <p>
            {t(media.opened.microphone === 'denied' ? 'advice.allow-microphone' : adviceOf(media.opened.microphone))}
          </p>
        </Notice>
      )}
      <Button type="button" wide icon="camera" onClick={() => void media.join(true)}>
        {t('join.go')}
      </Button>
      <Button type="button" wide look="alt" onClick={() => void media.join(false)}>
        {t('join.sound')}
      </Button>
      <Notice tone="warn" title={t('join.driving')} />
      <p class="s">{t('join.yours')}</p>
      <p class="s">{t('join.abroad')}</p>
      <Ways t={t} ways={ways} />
    </Sheet>
  )
}

/** Set aside with everything kept: how to come back, and until when. Who is already back in the line is led there. */
export function Suspended({ t, talk, ways }: { t: CallT; talk: Talk; ways: readonly Way[] }): JSX.Element {
  const [failed, setFailed] = useState('')
  const { suspended, id, ticket } = talk.session
  const quick = suspended !== null && Date.parse(suspended.quickUntil) > houseNow()
  const queued = suspended?.queued === true
  useEffect(() => {
    if (queued) location.replace(`/my/video/${ticket}`)
  }, [queued])
  const back = async (): Promise<void> => {
    const answer = await talk.call(resumeSession, { params: { id }, body: { device: deviceKey() } })
    if (answer.ok) location.assign(`/my/video/${ticket}`)
    else setFailed(answer.problem.detail)
  }
  if (queued)
    return (
      <Sheet title={t('handed.title')}>
        <p>{t('handed.text')}</p>
      </Sheet>
    )
  return (
    <Sheet title={t('sus.title')}>
      {suspended && (
        <p class="num">
          {quick
            ? t('sus.quick', { time: clock(suspended.quickUntil) })
            : t('sus.later', { time: dayClock(suspended.until) })}
        </p>
      )}
      <p class="mute">{t('sus.kept')}</p>
      {failed && (
        <div role="alert">
          <Notice tone="bad" title={failed} />
        </div>
      )}
      <Button type="button" wide onClick={() => void back()}>
        {t('sus.go')}
      </Button>
      <Button type="button" wide look="alt" icon="phone" onClick={() => void phoneInstead(talk).then(setFailed)}>
        {t('phone.go')}
      </Button>
      <Ways t={t} ways={ways} />
    </Sheet>
  )
}

/** An officer calls at a promised time instead; everything done is kept. Gives what went wrong, or nothing: then the page is left. */
export async function phoneInstead({ call, session, act }: Talk): Promise<string> {
  const { id, ticket } = session
  if (session.link !== 'suspended' && !(await act({ type: 'left', cause: 'network' }))) return ''
  const back = await call(resumeSession, { params: { id }, body: { device: deviceKey() } })
  if (!back.ok) return back.problem.detail
  const promised = await call(askCallback, { params: { id: ticket }, body: {} })
  if (!promised.ok) return promised.problem.detail
  location.assign(`/my/video/${ticket}`)
  return ''
}

export function Ended({ t, session }: { t: CallT; session: Session }): JSX.Element {
  return (
    <Sheet title={t('ended.title')}>
      {session.outcome && (
        <p>
          <b>{session.outcome.words[t.lang]}</b>
        </p>
      )}
      <LinkButton href={`/my/video/${session.ticket}/result`} wide>
        {t('ended.go')}
      </LinkButton>
    </Sheet>
  )
}

/** Why one cannot come in; from another device of one's own the call can be taken to this one. */
export function Refused(props: { t: CallT; text: string; ways: readonly Way[]; move?: () => void }): JSX.Element {
  const { t, text, ways, move } = props
  return (
    <Sheet title={t('refused.title')}>
      <div role="alert">
        <Notice tone="bad" title={text} />
      </div>
      {move && (
        <>
          <p>{t('refused.moveText')}</p>
          <Button type="button" wide onClick={move}>
            {t('refused.move')}
          </Button>
        </>
      )}
      <Button type="button" wide look="alt" onClick={() => location.reload()}>
        {t('again')}
      </Button>
      <Ways t={t} ways={ways} />
    </Sheet>
  )
}

export function Sheet({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="stack v-sheet">
      <h1>{title}</h1>
      <Card>{children}</Card>
    </div>
  )
}

export function Ways({ t, ways }: { t: CallT; ways: readonly Way[] }): JSX.Element | null {
  if (ways.length === 0) return null
  return (
    <details class="fold">
      <summary>{t('other.ways')}</summary>
      <ul>
        {ways.map((w) => (
          <li key={w.href}>
            <a class="lnk" href={w.href}>
              {w.label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

const adviceOf = (state: string) =>
  state === 'busy' ? 'advice.close-other-apps' : state === 'absent' ? 'advice.open-in-browser' : 'advice.no-microphone'

export const clock = (instant: string): string => shanghaiTime(new Date(instant)).slice(11, 16)
const dayClock = (instant: string): string => shanghaiTime(new Date(instant)).slice(5, 16)
