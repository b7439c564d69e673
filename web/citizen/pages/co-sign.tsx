import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Action, ActBar, Back } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CoSignView } from '#web/citizen/pages/case-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { ErrorSummary, fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

/** Another person's application that needs the reader: read first, then agree or not. */
export const coSign: PageDef<CoSignView> = { title: titleOf, Page }

/** Who has answered is asked nothing more. */
function titleOf(view: CoSignView, t: T): string {
  return view.outcome ? view.service : t('coSign.title')
}

function Page({ view, t }: PageProps<CoSignView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={paths.cases} label={t('back.cases')} />
      <ErrorSummary problems={fieldProblems(view.sign?.fields ?? [], view.problem)} t={t} />
      <div class="stack tight">
        {!view.outcome && <p class="s">{view.service}</p>}
        <h1>{titleOf(view, t)}</h1>
        <p class="mute">{view.asks}</p>
      </div>
      {view.outcome && <Notice tone={view.outcome.tone} title={view.outcome.title} />}
      <Card title={t('coSign.terms')}>
        <KeyValue facts={view.terms} />
      </Card>
      {view.sign && (
        <>
          <Notice tone="warn" icon="shield" title={t('coSign.unknown')}>
            <p>{t('coSign.unknownHelp')}</p>
            <Action action={view.sign.decline} wide t={t} />
          </Notice>
          <PostForm post={view.sign.post} class="stack">
            <Card title={t('coSign.agree')}>
              <p>{view.consent}</p>
              {view.sign.fields.map((f) => (
                <Field key={f.name} field={f} t={t} />
              ))}
            </Card>
            <ActBar note={view.sign.until}>
              <Button wide>{t('coSign.sign')}</Button>
            </ActBar>
          </PostForm>
        </>
      )}
    </div>
  )
}
