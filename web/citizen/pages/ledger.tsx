import type { JSX } from 'preact'
import type { LedgerItem, LedgerSection, LedgerView } from '#web/citizen/ledger-view.ts'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back } from '#web/citizen/parts.tsx'
import type { FieldView } from '#web/citizen/views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { ErrorSummary, fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

export const ledger: PageDef<LedgerView> = { title: (view) => view.title, tab: 'me', Page }

function Page({ view, t }: PageProps<LedgerView>): JSX.Element {
  const fields = view.sections.flatMap((s) => [
    ...(s.form?.fields ?? []),
    ...(s.form?.groups ?? []).flatMap((g) => [...g.fields, ...(g.folds ?? []).flatMap((f) => f.fields)]),
  ])
  return (
    <div class="stack">
      <Back href={view.back.href} label={view.back.label} />
      <ErrorSummary problems={fieldProblems(fields, view.problem)} t={t} />
      <div class="stack tight">
        <h1>{view.title}</h1>
        {view.intro && <p class="mute">{view.intro}</p>}
      </div>
      {view.sections.map((section) => (
        <Section key={section.id} section={section} t={t} />
      ))}
    </div>
  )
}

function Section({ section, t }: { section: LedgerSection; t: T }): JSX.Element {
  const { form } = section
  return (
    <Card title={section.title} id={section.id}>
      <div class="stack loose">
        {section.text && <p class="s">{section.text}</p>}
        {section.items.length === 0 && section.none && <p>{section.none}</p>}
        {section.items.length > 0 && (
          <ul class="stack loose">
            {section.items.map((item) => (
              <li key={item.key}>
                <Item item={item} />
              </li>
            ))}
          </ul>
        )}
        {form && (
          <PostForm post={form.post} class="stack loose" {...(form.upload ? { upload: true } : {})}>
            {form.fields.map((field) => (
              <Field key={field.name} field={field} t={t} />
            ))}
            {form.groups?.map((group) => (
              <section key={group.title} class="stack mid">
                <h3>{group.title}</h3>
                {group.fields.map((field) => (
                  <Field key={field.name} field={field} t={t} />
                ))}
                {group.folds?.map((fold) => (
                  <Fold key={fold.title} {...fold} t={t} />
                ))}
              </section>
            ))}
            <Button wide>{form.button}</Button>
          </PostForm>
        )}
        {section.links && section.links.length > 0 && (
          <div class="stack mid">
            {section.links.map((link, i) => (
              <LinkButton key={link.href} href={link.href} look={i === 0 ? 'main' : 'alt'} wide>
                {link.label}
              </LinkButton>
            ))}
          </div>
        )}
      </div>
    </Card>
  )
}

function Fold({ title, fields, t }: { title: string; fields: readonly FieldView[]; t: T }): JSX.Element {
  return (
    <details class="fold" open={fields.some((f) => f.error !== undefined || (f.kind === 'checkbox' && f.checked))}>
      <summary>{title}</summary>
      <div class="stack mid">
        {fields.map((field) => (
          <Field key={field.name} field={field} t={t} />
        ))}
      </div>
    </details>
  )
}

function Item({ item }: { item: LedgerItem }): JSX.Element {
  return (
    <div class="stack mid">
      <div class="stack tight">
        <div class="between">
          <p>
            <b>{item.title}</b>
          </p>
          {item.tag && (
            <div class="fix">
              <Tag tone={item.tag.tone} text={item.tag.text} />
            </div>
          )}
        </div>
        {item.lines.map((line) => (
          <p key={line} class="s">
            {line}
          </p>
        ))}
      </div>
      {item.links?.map((link) => (
        <a key={link.href} class="lnk" href={link.href}>
          {link.label}
        </a>
      ))}
      {item.posts?.map((p) => (
        <PostForm key={p.post.action} post={p.post}>
          <Button look={p.look} small>
            {p.label}
            <span class="vh"> {item.title}</span>
          </Button>
        </PostForm>
      ))}
    </div>
  )
}
