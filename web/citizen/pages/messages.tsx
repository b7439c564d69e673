import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import type { MessagesView } from '#web/citizen/views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { Pagination } from '#web/kit/ui/pagination.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { whole } from '#web/kit/ui/whole.tsx'

export const messages: PageDef<MessagesView> = {
  title: (_, t) => t('messages.title'),
  tab: 'messages',
  live: () => 'me',
  Page,
}

function Page({ view, t }: PageProps<MessagesView>): JSX.Element {
  return (
    <div class="stack">
      <div class="between">
        <h1>{t('messages.title')}</h1>
        {view.markAll && (
          <div class="fix">
            <PostForm post={view.markAll}>
              <Button look="alt" small>
                {t('messages.markAll')}
              </Button>
            </PostForm>
          </div>
        )}
      </div>
      {view.unread > 0 && <p class="mute">{t('messages.unread', { n: view.unread })}</p>}
      {view.items.length === 0 && (
        <EmptyState icon="message" title={t('messages.none')} text={t('messages.noneHelp')} />
      )}
      {view.items.length > 0 && (
        <ul class="list">
          {view.items.map((m) => (
            <li key={m.id}>
              <Message message={m} unread={t('messages.new')} />
            </li>
          ))}
        </ul>
      )}
      <Pagination page={view.page} t={t} />
    </div>
  )
}

function Message({ message: m, unread }: { message: MessagesView['items'][number]; unread: string }): JSX.Element {
  const words = (
    <span>
      <b>{m.title}</b>
      {m.unread && <span class="vh"> {unread}</span>}
      <span class="sub">{whole(m.text)}</span>
      <span class="sub num">{whole(m.at)}</span>
    </span>
  )
  const look = m.unread ? 'hit unread' : 'hit'
  if (!m.href) return <div class={look}>{words}</div>
  return (
    <a class={look} href={m.href}>
      {words}
      <Icon name="right" />
    </a>
  )
}
