import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { inviteGuest } from '#api/video-session.ts'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Talk } from '#web/citizen/video/use-session.ts'
import type { Media } from '#web/citizen/video/use-media.ts'
import { Button } from '#web/kit/ui/button.tsx'

type Props = { t: CallT; talk: Talk; media: Media; close: () => void }

/** Hanging up is asked about once; under it stand the rarer things: withdrawing a consent, asking somebody in, showing this page. */
export function EndSheet({ t, talk, media, close }: Props): JSX.Element {
  const stop = async (): Promise<void> => {
    if (await talk.act({ type: 'stop' })) media.leave()
  }
  const leave = async (): Promise<void> => {
    if (await talk.act({ type: 'left', cause: 'app-closed' })) media.leave()
  }
  return (
    <section class="v-panel" aria-labelledby="v-end">
      <h2 id="v-end">{t('end.title')}</h2>
      <p>{t('end.text')}</p>
      <div class="stack mid">
        <Button type="button" wide onClick={close}>
          {t('end.stay')}
        </Button>
        <Button type="button" wide look="alt" onClick={() => void leave()}>
          {t('end.leave')}
        </Button>
        <Button type="button" wide look="danger" onClick={() => void stop()}>
          {t('end.stop')}
        </Button>
      </div>
      <More t={t} talk={talk} media={media} close={close} />
    </section>
  )
}

function More({ t, talk, media, close }: Props): JSX.Element {
  const given = talk.session.consents.filter((c) => c.given === true)
  return (
    <details class="fold">
      <summary>{t('more.label')}</summary>
      <div class="stack mid">
        {given.map((c) => (
          <Button
            key={c.kind}
            type="button"
            look="alt"
            wide
            onClick={() => void talk.act({ type: 'withdraw-consent', kind: c.kind }).then(close)}
          >
            {t(`withdraw.${c.kind}`)}
          </Button>
        ))}
        {'getDisplayMedia' in (navigator.mediaDevices ?? {}) && (
          <Button
            type="button"
            look="alt"
            wide
            onClick={() =>
              void media.share(!media.sharing).then((ok) => ok && talk.act({ type: 'screen', on: !media.sharing }))
            }
          >
            {t(media.sharing ? 'ctl.unshare' : 'ctl.share')}
          </Button>
        )}
        {talk.session.role === 'citizen' && <Invite t={t} talk={talk} />}
      </div>
    </details>
  )
}

const KINDS = ['spouse', 'family', 'guardian', 'interpreter'] as const

function Invite({ t, talk }: { t: CallT; talk: Talk }): JSX.Element {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('spouse')
  const [code, setCode] = useState('')
  const invite = async (): Promise<void> => {
    const answer = await talk.call(inviteGuest, {
      params: { id: talk.session.id },
      body: { kind, label: t(`guest.${kind}`) },
    })
    setCode(answer.ok ? answer.value.code : answer.problem.detail)
  }
  return (
    <div class="stack mid">
      <div class="field">
        <label for="v-guest">{t('guest.invite')}</label>
        <select
          class="in"
          id="v-guest"
          value={kind}
          onChange={(e) => setKind(KINDS.find((k) => k === e.currentTarget.value) ?? 'spouse')}
        >
          {KINDS.map((k) => (
            <option key={k} value={k}>
              {t(`guest.${k}`)}
            </option>
          ))}
        </select>
      </div>
      <Button type="button" look="alt" wide onClick={() => void invite()}>
        {t('guest.make')}
      </Button>
      {code && <output class="stack num">{t('guest.code', { code })}</output>}
    </div>
  )
}
