import type { JSX } from 'preact'
import { spoilProduct } from '#api/production.ts'
import type { Job } from '#web/officer/bench/bench-page.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'

/** A spoiled paper is written off with its reason; only then can the job be printed again. */
export function SpoilDialog({
  job,
  b,
  close,
  done,
}: {
  job: Job
  b: BenchT
  close: () => void
  done: () => void
}): JSX.Element {
  const { call, say } = useDesk()
  return (
    <WordsDialog
      place={`spoil:${job.id}`}
      title={b('spoil.title', { serial: job.serial ?? '' })}
      label={b('spoil.why')}
      hint={b('spoil.hint')}
      short={b('spoil.short')}
      go={b('spoil.go')}
      max={200}
      danger
      close={close}
      ask={(reason) => call(spoilProduct, { params: { id: job.id }, body: { reason } })}
      done={({ spoiled }) => {
        say(b('did.spoiled', { serial: spoiled }))
        done()
      }}
    />
  )
}
