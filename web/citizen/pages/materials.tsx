import type { JSX } from 'preact'
import { Material } from '#web/citizen/material.tsx'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, StepHead } from '#web/citizen/parts.tsx'
import type { MaterialsView } from '#web/citizen/pages/apply-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const materials: PageDef<MaterialsView> = { title: (_, t) => t('materials.title'), Page }

function Page({ view, t }: PageProps<MaterialsView>): JSX.Element {
  const bad = view.items.flatMap((m) =>
    m.state === 'bad' ? [{ message: `${m.name}:${m.reason ?? t('material.bad')}`, href: `#file-${m.code}` }] : [],
  )
  return (
    <div class="stack">
      <StepHead
        problems={view.problem ? [{ message: view.problem }, ...bad] : bad}
        view={view}
        title={t('materials.title')}
        intro={t('materials.intro', { mb: view.maxMb })}
        t={t}
      />
      {view.items.map((m) => (
        <Material key={m.code} material={m} t={t} />
      ))}
      <ActBar note={t('materials.kept')}>
        <PostForm post={view.next}>
          <Button wide>{t('form.next')}</Button>
        </PostForm>
      </ActBar>
    </div>
  )
}
