import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readCaseFile } from '#api/files.ts'
import { addressOf } from '#web/kit/client.ts'
import { Tag } from '#web/kit/ui/tag.tsx'
import { PictureViewer } from '#web/officer/case/picture-viewer.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'

/** What was handed in and what was looked up; pictures open beside the form. */
export function Materials({ view }: { view: CaseView }): JSX.Element {
  const { t } = useDesk()
  const pictures = view.materials.flatMap((m) =>
    m.files.map((file, i) => ({
      file,
      alt: t('mat.alt', { name: m.name[t.lang], n: i + 1 }),
      src: addressOf(readCaseFile, { params: { id: file }, query: { case: view.id } }),
    })),
  )
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const picture = pictures.find((p) => p.file === chosen) ?? pictures[0]
  return (
    <div class="d-materials">
      <ul class="d-mats">
        {view.materials.map((m) => (
          <li key={m.code}>
            <b>{m.name[t.lang]}</b>
            {m.how === 'networked' ? (
              <Tag tone="done" text={t('mat.looked')} />
            ) : (
              m.files.length === 0 && <span class="s">{t('mat.none')}</span>
            )}
            {m.files.map((file, i) => (
              <button
                type="button"
                key={file}
                class="d-chip num"
                aria-pressed={picture?.file === file}
                onClick={() => setChosen(file)}
                aria-label={t('mat.alt', { name: m.name[t.lang], n: i + 1 })}
              >
                {i + 1}
              </button>
            ))}
          </li>
        ))}
      </ul>
      {picture && <PictureViewer key={picture.file} src={picture.src} alt={picture.alt} />}
    </div>
  )
}
