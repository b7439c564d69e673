import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Looks } from '#web/citizen/pages/access.tsx'
import { paths } from '#web/citizen/paths.ts'
import type { Shell } from '#web/citizen/shell.ts'
import type { T } from '#web/citizen/t.ts'
import type { MeView } from '#web/citizen/views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

export const me: PageDef<MeView> = { title: (_, t) => t('nav.me'), tab: 'me', wide: true, Page }

function Page({ view, t, shell }: PageProps<MeView>): JSX.Element {
  return (
    <div class="stack">
      <h1>{view.name}</h1>
      <div class="cols even">
        <div class="stack">
          <Card title={t('me.identity')}>
            <KeyValue facts={view.rows} />
          </Card>
          <ul class="list">
            {view.links.map((l) => (
              <li key={l.href}>
                <a class="hit" href={l.href}>
                  <b>{l.label}</b>
                  <Icon name="right" />
                </a>
              </li>
            ))}
          </ul>
          <Settings shell={shell} t={t} />
        </div>
        <div class="stack">
          <Access view={view} t={t} />
          <Sessions view={view} t={t} />
          <PostForm post={view.signOut}>
            <Button look="danger" wide>
              {t('me.signOut')}
            </Button>
          </PostForm>
        </div>
      </div>
    </div>
  )
}

function Access({ view, t }: { view: MeView; t: T }): JSX.Element {
  return (
    <Card title={t('me.access')}>
      <p class="s">{t('me.accessText')}</p>
      {view.access.length === 0 && <p>{t('me.accessNone')}</p>}
      <Looks looks={view.access} />
      <a class="lnk" href={paths.access}>
        {t('me.accessAll')}
      </a>
    </Card>
  )
}

function Sessions({ view, t }: { view: MeView; t: T }): JSX.Element {
  return (
    <Card title={t('me.sessions')}>
      <ul class="stack mid">
        {view.sessions.map((s) => (
          <li class="between" key={s.device + s.at}>
            <p>
              {s.device}
              <br />
              <span class="s num">{s.at}</span>
            </p>
            <div class="fix">
              {s.current && <Tag tone="done" text={t('me.thisDevice')} />}
              {s.revoke && (
                <PostForm post={s.revoke}>
                  <Button look="alt" small>
                    {t('me.revoke')}
                    <span class="vh"> {s.device}</span>
                  </Button>
                </PostForm>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The same switches as in the head, with their names: 长辈版 must also be found in the settings. */
function Settings({ shell, t }: { shell: Shell; t: T }): JSX.Element {
  const { prefs, path } = shell
  const rows = [
    {
      label: t('me.size'),
      options: [
        ['elder', '0', t('display.normal'), !prefs.elder],
        ['elder', '1', t('elder.on'), prefs.elder],
      ],
    },
    {
      label: t('display.theme'),
      options: (['system', 'light', 'dark'] as const).map(
        (v) => ['theme', v, t(`display.${v}`), prefs.theme === v] as const,
      ),
    },
    {
      label: t('me.language'),
      options: [
        ['lang', 'zh', '中文', shell.lang === 'zh'],
        ['lang', 'en', 'English', shell.lang === 'en'],
      ],
    },
  ] as const
  return (
    <Card title={t('me.settings')}>
      {rows.map((row) => (
        <div class="stack tight" key={row.label}>
          <p class="s">{row.label}</p>
          <div class="seg">
            {row.options.map(([name, value, label, on]) => (
              <a
                key={value}
                href={paths.prefs({ [name]: value }, path)}
                rel="nofollow"
                aria-current={on ? 'true' : undefined}
              >
                {label}
              </a>
            ))}
          </div>
        </div>
      ))}
    </Card>
  )
}
