import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, feeFacts, StepHead } from '#web/citizen/parts.tsx'
import { Signing } from '#web/citizen/signing.tsx'
import type { CheckView } from '#web/citizen/pages/apply-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const check: PageDef<CheckView> = { title: (_, t) => t('check.title'), Page }

function Page({ view, t }: PageProps<CheckView>): JSX.Element {
  return (
    <div class="stack">
      <StepHead
        problems={fieldProblems(view.fields, view.problem)}
        view={view}
        title={t('check.title')}
        intro={t('check.intro')}
        t={t}
      />
      {view.sections.map((s) => (
        <section class="card" key={s.title}>
          <div class="between">
            <h2>{s.title}</h2>
            {s.change && (
              <a class="lnk fix" href={s.change}>
                {t('check.change')}
                <span class="vh"> {s.title}</span>
              </a>
            )}
          </div>
          <KeyValue facts={s.rows} />
        </section>
      ))}
      {view.fees.length > 0 && (
        <Card title={t('check.fees')}>
          <KeyValue facts={feeFacts(view.fees, t)} />
        </Card>
      )}
      <PostForm post={view.post} class="stack">
        <Signing declaration={view.declaration} fields={view.fields} handwriting={view.handwriting} t={t} />
        <ActBar note={t('check.after')}>
          <Button wide name="_action" value="submit">
            {t('check.submit')}
          </Button>
        </ActBar>
      </PostForm>
    </div>
  )
}
