import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { StepHead } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import type { FormStepView, LookedUp } from '#web/citizen/pages/apply-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const formStep: PageDef<FormStepView> = { title: (view) => view.title, Page }

function Page({ view, t }: PageProps<FormStepView>): JSX.Element {
  const fields = view.groups.flatMap((g) => g.fields)
  return (
    <div class="stack">
      <StepHead
        problems={fieldProblems(fields, view.problem)}
        view={view}
        title={view.title}
        intro={view.intro}
        t={t}
      />
      <Facts facts={view.facts} t={t} />
      <PostForm post={view.post} class="stack loose" {...(view.autosave ? { autosave: view.autosave } : {})}>
        {view.groups.map((g, i) => (
          <section class="stack" key={g.title ?? i}>
            {g.title && <h2>{g.title}</h2>}
            {g.text && <p class="mute">{g.text}</p>}
            {g.fields.map((f) => (
              <Field key={f.name} field={f} t={t} />
            ))}
          </section>
        ))}
        <div class="act">
          <Button wide name="_action" value="next">
            {t('form.next')}
          </Button>
          <output class="s saved" data-autosave-note>
            {view.savedAt ? t('form.savedAt', { at: view.savedAt }) : t('form.saves')}
          </output>
        </div>
      </PostForm>
    </div>
  )
}

/** What agencies already told us, with who said it: nobody types it again. */
function Facts({ facts, t }: { facts: readonly LookedUp[]; t: T }): JSX.Element | null {
  if (facts.length === 0) return null
  return (
    <Card title={t('form.facts')}>
      <KeyValue
        facts={facts.map((f) => ({ label: f.label, value: f.value, note: t('kit.source', { source: f.source }) }))}
      />
    </Card>
  )
}
