import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Talk } from '#web/citizen/video/use-session.ts'
import { Button } from '#web/kit/ui/button.tsx'

/** Writing beside talking: always there, and the main way for those who do not hear. */
export function Chat({ t, talk, close }: { t: CallT; talk: Talk; close: () => void }): JSX.Element {
  const [text, setText] = useState('')
  const end = useRef<HTMLLIElement>(null)
  const { chat } = talk.session
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [chat.length])
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const words = text.trim()
    if (words && (await talk.act({ type: 'chat', text: words }))) setText('')
  }
  return (
    <section class="v-panel" aria-labelledby="v-chat">
      <div class="between">
        <h2 id="v-chat">{t('chat.title')}</h2>
        <Button type="button" look="alt" small onClick={close}>
          {t('close')}
        </Button>
      </div>
      <ul class="v-lines" aria-live="polite">
        {chat.length === 0 && <li class="mute">{t('chat.empty')}</li>}
        {chat.map((line) => (
          <li key={line.seq} class={line.from === 'citizen' ? 'mine' : undefined}>
            <span class="s">{t(`from.${line.from}`)}</span>
            <p>{line.text}</p>
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ul>
      <form class="v-write" onSubmit={(event) => void send(event)}>
        <label class="vh" for="v-text">
          {t('chat.field')}
        </label>
        <input
          class="in"
          id="v-text"
          value={text}
          maxLength={1_000}
          placeholder={t('chat.field')}
          autocomplete="off"
          onInput={(e) => setText(e.currentTarget.value)}
        />
        <Button>{t('chat.send')}</Button>
      </form>
    </section>
  )
}
