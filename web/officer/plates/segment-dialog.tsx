import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { approveManifest, publishManifest, withdrawManifest } from '#api/plate-pools.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import type { Manifest } from '#web/officer/plates/segments.tsx'
import type { PT } from '#web/officer/plates/texts.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'

export type SegmentAct = 'approve' | 'publish' | 'withdraw'

/** One step of a segment, with the exact text of its list before the eyes. */
export function SegmentDialog(props: {
  v: PT
  act: SegmentAct
  manifest: Manifest
  close: () => void
  done: () => void
}): JSX.Element {
  const { v, act, manifest, close, done } = props
  const { t, call, say } = useDesk()
  const [notice, setNotice, forget] = useTyped(`plates:${manifest.id}`, '')
  const [short, setShort] = useState(false)
  const work = useAct()
  const params = { id: manifest.id }
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const bad = act === 'withdraw' && notice.trim().length < 4
    setShort(bad)
    if (bad) return
    const did = await work.run(() =>
      act === 'approve'
        ? call(approveManifest, { params })
        : act === 'publish'
          ? call(publishManifest, { params })
          : call(withdrawManifest, { params, body: { notice: notice.trim() } }),
    )
    if (!did) return
    forget()
    say(v(`did.${act}`))
    done()
    close()
  }
  return (
    <Modal title={v(`${act}.title`, { pattern: manifest.pattern })} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={work.busy}>
        {work.problem && <ProblemNotice problem={work.problem} t={t} />}
        {act === 'withdraw' ? (
          <Words
            name="notice"
            label={v('withdraw.notice')}
            hint={v('withdraw.hint')}
            error={short ? v('notice.short') : undefined}
            value={notice}
            max={500}
            set={setNotice}
            first
          />
        ) : (
          <p>{v(`${act}.text`)}</p>
        )}
        <Exact v={v} manifest={manifest} />
        <button class={act === 'withdraw' ? 'btn danger' : 'btn'} type="submit" disabled={work.busy}>
          {v(act)}
        </button>
      </form>
    </Modal>
  )
}

/** What was hashed, letter by letter. */
function Exact({ v, manifest }: { v: PT; manifest: Manifest }): JSX.Element {
  return (
    <details>
      <summary>{v('text')}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre class="dp-text" tabIndex={0}>
        {manifest.text}
      </pre>
      <p class="s">
        {v('hash')} <span class="code">{manifest.hash}</span>
      </p>
    </details>
  )
}
