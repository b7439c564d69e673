import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, feeFacts, StepHead } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import type { CheckView } from '#web/citizen/pages/apply-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
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
        <Card title={t('check.declare')}>
          <ol class="count">
            {view.declaration.text.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <p class="s">{t('check.version', { v: view.declaration.version })}</p>
          <input type="hidden" name="declaration" value={view.declaration.version} />
          {view.fields.map((f) => (
            <Field key={f.name} field={f} t={t} />
          ))}
          {view.handwriting && <Handwriting t={t} />}
        </Card>
        <ActBar note={t('check.after')}>
          <Button wide name="_action" value="submit">
            {t('check.submit')}
          </Button>
        </ActBar>
      </PostForm>
    </div>
  )
}

/** Optional strokes beside the typed name; shown by the script, since a canvas is nothing without one. */
function Handwriting({ t }: { t: T }): JSX.Element {
  return (
    <div class="field" hidden data-sign>
      <p class="lab">
        {t('check.sign')} <span class="opt">({t('kit.optional')})</span>
      </p>
      <p class="hint">{t('check.signHint')}</p>
      <canvas class="sign">{t('check.sign')}</canvas>
      <input type="hidden" name="strokes" value="" />
      <p>
        <Button type="button" look="alt" small data-clear>
          {t('check.clear')}
        </Button>
      </p>
    </div>
  )
}
