import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { TodoProps } from '#web/citizen/video/todo.tsx'
import type { Session } from '#web/citizen/video/use-session.ts'
import { Button } from '#web/kit/ui/button.tsx'

const KINDS = ['recording', 'face'] as const

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
        <div key={c.kind} class="stack tight">
          <label class="pick" for={`v-second-${c.kind}`}>
            <input
              type="checkbox"
              id={`v-second-${c.kind}`}
              checked={ticked[c.kind] ?? false}
              onChange={(e) => tick({ ...ticked, [c.kind]: e.currentTarget.checked })}
            />
            <span>
              <b>{t('consent.yes')}</b> {c.title[t.lang]}
            </span>
          </label>
          <details class="fold">
            <summary>
              {t('consent.full')}
              <span class="vh"> {c.title[t.lang]}</span>
            </summary>
            {/* oxlint-disable-next-line no-noninteractive-tabindex -- a text that scrolls must be reached by keyboard (WCAG 2.1.1) */}
            <p class="v-text" tabIndex={0}>
              {c.text[t.lang]}
            </p>
          </details>
        </div>
      ))}
      <Button type="button" wide onClick={() => void send()}>
        {t('consent.go')}
      </Button>
    </div>
  )
}
