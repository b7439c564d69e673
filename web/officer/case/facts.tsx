import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dayText } from '#web/kit/format.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { UnmaskDialog } from '#web/officer/case/unmask.tsx'
import { useDesk } from '#web/officer/desk.ts'

type Row = CaseView['form'][number]
/** A personal value is shown for at most 30 seconds. */
const SHOWN_MS = 30_000

/** Facts as label and value. Personal ones come masked; each is shown alone, for half a minute, with a reason that the citizen sees. */
export function Facts({
  view,
  title,
  rows,
}: {
  view: CaseView
  title: string
  rows: readonly Row[]
}): JSX.Element | null {
  const { t } = useDesk()
  const [asked, setAsked] = useState<Row | undefined>(undefined)
  const [shown, show, hide] = useShown()
  if (rows.length === 0) return null
  return (
    <section class="card">
      <h3>{title}</h3>
      <dl class="d-facts">
        {rows.map((row) => {
          const label = row.label[t.lang]
          const full = row.field ? shown[row.field] : undefined
          return (
            <div key={row.label.zh} class={row.label.zh.length > 12 ? 'long' : undefined}>
              <dt>{label}</dt>
              <dd class="num">
                {full ?? dayText(row.value[t.lang], t.lang)}
                {row.masked && row.field && (
                  <button
                    type="button"
                    class="d-link"
                    aria-label={full === undefined ? t('un.label', { name: label }) : `${t('un.hide')} ${label}`}
                    onClick={() => (full === undefined ? setAsked(row) : hide(row.field ?? ''))}
                  >
                    {t(full === undefined ? 'un.show' : 'un.hide')}
                  </button>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {asked?.field && (
        <UnmaskDialog
          caseId={view.id}
          field={asked.field}
          name={asked.label[t.lang]}
          close={() => setAsked(undefined)}
          show={show}
        />
      )}
    </section>
  )
}

function useShown(): [
  Readonly<Record<string, string>>,
  (field: string, value: string) => void,
  (field: string) => void,
] {
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({})
  const timers = useRef(new Set<number>()).current
  useEffect(() => () => timers.forEach((timer) => clearTimeout(timer)), [])
  const hide = (field: string): void =>
    setShown((old) => Object.fromEntries(Object.entries(old).filter(([name]) => name !== field)))
  const show = (field: string, value: string): void => {
    setShown((old) => ({ ...old, [field]: value }))
    timers.add(window.setTimeout(() => hide(field), SHOWN_MS))
  }
  return [shown, show, hide]
}
