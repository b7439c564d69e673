import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ConsentChoice } from '#web/citizen/video/consent-choice.tsx'
import type { TodoProps } from '#web/citizen/video/todo.tsx'
import type { Session } from '#web/citizen/video/use-session.ts'
import { Button } from '#web/kit/ui/button.tsx'

const KINDS = ['recording', 'face'] as const

/** Two at one phone, each asked alone: who stays says that the other has gone out. */
export function StepOut({ t, talk, second }: TodoProps & { second: NonNullable<Session['second']> }): JSX.Element {
  if (second.apart?.gone) return <p>{t('apart.answer')}</p>
  return (
    <div class="stack mid">
      <p>{t(second.apart?.who === 'second' ? 'apart.sendOwner' : 'apart.sendSpouse')}</p>
      <Button type="button" wide onClick={() => void talk.act({ type: 'stepped-out' })}>
        {t('apart.gone')}
      </Button>
    </div>
  )
}

/** The second of two who must agree: the own two ticks, neither set before. In one room they are pressed on the same screen. */
export function SecondConsents(props: TodoProps & { second: NonNullable<Session['second']> }): JSX.Element {
  const { t, talk, second } = props
  const [ticked, tick] = useState<Readonly<Record<string, boolean>>>({})
  const open = KINDS.filter((kind) => second[kind] === null)
  const texts = talk.session.consents.filter((c) => open.some((kind) => kind === c.kind))
  const send = async (): Promise<void> => {
    for (const kind of open) {
      const text = texts.find((c) => c.kind === kind)
      if (!text) continue
      const { version, hash } = text
      if (!(await talk.act({ type: 'second-consent', kind, given: ticked[kind] ?? false, version, hash }))) return
    }
  }
  return (
    <div class="stack mid">
      {second.mode === 'room' && <p>{t('second.hand')}</p>}
      {texts.map((c) => (
        <ConsentChoice
          key={c.kind}
          t={t}
          consent={c}
          ticked={ticked[c.kind] ?? false}
          tick={(on) => tick({ ...ticked, [c.kind]: on })}
        />
      ))}
      <Button type="button" wide onClick={() => void send()}>
        {t('consent.go')}
      </Button>
    </div>
  )
}
