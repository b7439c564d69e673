import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { askListExport } from '#api/oversight.ts'
import { useDesk } from '#web/officer/desk.ts'
import type { View } from '#web/officer/list/use-work-rows.ts'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'

/** Asks to take the shown list out, with its purpose; another person decides. */
export function ExportButton({ view, service }: { view: View; service: string }): JSX.Element {
  const { t, call, say } = useDesk()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="d-quiet" onClick={() => setAsking(true)}>
        {t('export.go')}
      </button>
      {asking && (
        <WordsDialog
          place="export"
          title={t('export.title')}
          label={t('export.why')}
          hint={t('export.hint')}
          short={t('export.short')}
          go={t('export.go')}
          max={100}
          close={() => setAsking(false)}
          ask={(purpose) => call(askListExport, { body: { view, service, purpose } })}
          done={({ rows }) => say(t('export.did', { n: rows }))}
        />
      )}
    </>
  )
}
