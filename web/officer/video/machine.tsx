import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { compareFace } from '#api/video-desk-help.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'
import type { VT } from '#web/officer/video/texts.ts'
import type { Talk } from '#web/officer/video/use-talk.ts'

/** What the machine says of the face: asked for before, shown after the officer's own answer (the house sees to it). */
export function Machine({ talk, v }: { talk: Talk; v: VT }): JSX.Element | null {
  const { call, t } = useDesk()
  const act = useAct()
  const [dark, setDark] = useState(false)
  const { machine } = talk.session.identity
  if (machine.state === 'off') return null
  const send = (): void => {
    const still = stillOfCall()
    setDark(still === undefined)
    if (still)
      void act.run(() => call(compareFace, { params: { id: talk.session.id }, body: { still } })).then(talk.again)
  }
  return (
    <output class="dv-machine">
      <span class="s">{v('machine.title')}</span>
      {machine.state === 'open' ? (
        <Button type="button" small look="alt" onClick={send}>
          {v('machine.open')}
        </Button>
      ) : machine.state === 'shown' && machine.level ? (
        <>
          <Tag tone={TONES[machine.level]} text={v(`machine.${machine.level}`)} />
          <span class="s num">{v('machine.score', { n: machine.score ?? 0, model: machine.model ?? '' })}</span>
        </>
      ) : (
        <span>{v(`machine.${machine.state === 'shown' ? 'hidden' : machine.state}`)}</span>
      )}
      {dark && <span class="warn">{v('machine.noPicture')}</span>}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
    </output>
  )
}

const TONES = { green: 'done', amber: 'turn', red: 'bad' } as const

/** 480 points wide: enough for a comparison, little enough to send in one piece. */
const WIDTH = 480

/** A still of the citizen's own track as it is received here; nothing else is looked at. */
function stillOfCall(): string | undefined {
  const video = document.querySelector<HTMLVideoElement>('video.dv-main')
  if (!video || video.videoWidth === 0) return undefined
  const canvas = document.createElement('canvas')
  canvas.width = Math.min(WIDTH, video.videoWidth)
  canvas.height = Math.round((video.videoHeight / video.videoWidth) * canvas.width)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1]
}
