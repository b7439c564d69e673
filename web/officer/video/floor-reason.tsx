import type { JSX } from 'preact'
import type { ReplyOf } from '#api/route.ts'
import type { readVideoPeople } from '#api/video-floor.ts'
import type { Answer } from '#web/kit/client.ts'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import type { VT } from '#web/officer/video/texts.ts'

export type PeopleView = ReplyOf<typeof readVideoPeople>

export interface FloorPart {
  v: VT
  people: PeopleView
  again: () => void
}

/** What a supervisor arranges is done with its reason only. */
export function ReasonModal(props: {
  v: VT
  title: string
  /** Who reads the reason; the log alone unless it is said. */
  told?: boolean
  danger?: boolean | undefined
  close: () => void
  again: () => void
  run: (reason: string) => Promise<Answer<unknown>>
}): JSX.Element {
  const { v, title, told, danger, close, again, run } = props
  return (
    <WordsDialog
      place={`video:${title}`}
      title={title}
      label={v(told ? 'board.reason' : 'floor.reason')}
      short={v('reason.short')}
      go={v('board.confirm')}
      max={300}
      danger={danger}
      close={close}
      ask={run}
      done={again}
    />
  )
}
