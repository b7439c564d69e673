import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { exportWork } from '#api/desk.ts'
import { useDesk } from '#web/officer/desk.ts'
import type { View } from '#web/officer/list/use-work-rows.ts'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'

/** Takes the shown list out as a file, after its purpose was stated. */
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
          ask={(purpose) => call(exportWork, { body: { view, service, purpose } })}
          done={({ name, csv, rows }) => {
            keep(name, csv)
            say(t('export.did', { n: rows }))
          }}
        />
      )}
    </>
  )
}

function keep(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
