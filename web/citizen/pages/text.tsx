import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import type { TextView } from '#web/citizen/views.ts'
import { Card } from '#web/kit/ui/card.tsx'

export const text: PageDef<TextView> = { title: (view) => view.title, Page }

/** Words to read: what we promise, how to get help. */
function Page({ view }: PageProps<TextView>): JSX.Element {
  return (
    <div class="stack">
      <h1>{view.title}</h1>
      {view.intro && <p class="mute">{view.intro}</p>}
      {view.sections.map((s) => (
        <Card title={s.title} {...(s.id ? { id: s.id } : {})} key={s.title}>
          <ul class="plain stack mid">
            {s.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {s.commands?.map((command) => (
            <pre class="command" key={command}>
              <code>{command}</code>
            </pre>
          ))}
          {s.links?.map((l) => (
            <p key={l.href}>
              <a class="link" href={l.href}>
                {l.label}
              </a>
            </p>
          ))}
        </Card>
      ))}
    </div>
  )
}
