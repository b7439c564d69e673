import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ConsentChoice } from '#web/citizen/video/consent-choice.tsx'
import { Sheet, Ways } from '#web/citizen/video/around.tsx'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Talk, Way } from '#web/citizen/video/use-session.ts'
import { Button } from '#web/kit/ui/button.tsx'

/** Two ticks, neither set before; refusing is an answer and leads on. */
export function Consents({ t, talk, ways }: { t: CallT; talk: Talk; ways: readonly Way[] }): JSX.Element {
  const { consents } = talk.session
  const [ticked, tick] = useState<Readonly<Record<string, boolean>>>({})
  const send = async (): Promise<void> => {
    // The recording first: the other one is asked only of those who have answered it.
    for (const { kind, version, hash, given } of [...consents]
      .reverse()
      .sort((a) => (a.kind === 'recording' ? -1 : 1))) {
      if (given !== null) continue
      if (!(await talk.act({ type: 'consent', kind, given: ticked[kind] ?? false, version, hash }))) return
    }
  }
  return (
    <Sheet title={t('consent.title')}>
      {talk.problem && (
        <p class="bad" role="alert">
          {talk.problem.detail} {talk.problem.next}
        </p>
      )}
      {consents.map((c) => (
        <ConsentChoice
          key={c.kind}
          t={t}
          consent={c}
          ticked={ticked[c.kind] ?? false}
          tick={(on) => tick({ ...ticked, [c.kind]: on })}
        >
          {!ticked[c.kind] && <p class="s">{t(REFUSED[c.kind])}</p>}
        </ConsentChoice>
      ))}
      <Button type="button" wide onClick={() => void send()}>
        {t('consent.go')}
      </Button>
      {!ticked['recording'] && <Ways t={t} ways={ways} />}
    </Sheet>
  )
}

const REFUSED = {
  recording: 'consent.noRec',
  face: 'consent.noFace',
  machine: 'consent.noMachine',
} as const satisfies Record<Talk['session']['consents'][number]['kind'], string>
