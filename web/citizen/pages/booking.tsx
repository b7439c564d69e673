import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, StepHead } from '#web/citizen/parts.tsx'
import { SlotDays } from '#web/citizen/slot-days.tsx'
import type { T } from '#web/citizen/t.ts'
import type { BookingView } from '#web/citizen/pages/case-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const booking: PageDef<BookingView> = { title: (view) => view.title, Page }

/** Only free times are listed: nobody hunts through a calendar. */
function Page({ view, t }: PageProps<BookingView>): JSX.Element {
  const first = view.days[0] ? '#slot-0-0' : undefined
  return (
    <div class="stack">
      <StepHead
        problems={view.error ? [{ message: view.error, ...(first ? { href: first } : {}) }] : []}
        view={view}
        title={view.title}
        t={t}
      />
      {view.old && (
        <Notice tone="info" icon="calendar" title={`${t('booking.old')}: ${view.old}`}>
          <p>{t('booking.oldKept')}</p>
        </Notice>
      )}
      <Card>
        <p>
          <b>{view.place.name}</b>
        </p>
        <p class="mute">{view.place.address}</p>
        {view.place.change && (
          <p>
            <a href={view.place.change}>{t('booking.otherPlace')}</a>
          </p>
        )}
      </Card>
      <Days view={view} t={t} />
      {view.bring.length > 0 && (
        <Card title={t('booking.bring')}>
          <ul class="count">
            {view.bring.map((b) => (
              <li key={b}>{b}</li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

function Days({ view, t }: { view: BookingView; t: T }): JSX.Element {
  if (view.days.length === 0)
    return <EmptyState icon="calendar" title={t('booking.none')} text={t('booking.noneHelp')} />
  return (
    <PostForm post={view.post} class="stack">
      {view.error && <p class="field err msg bad">{view.error}</p>}
      <SlotDays days={view.days} chosen={view.chosen} t={t} />
      <ActBar note={t('booking.change')}>
        <Button wide>{t(view.old ? 'booking.move' : 'booking.book')}</Button>
      </ActBar>
    </PostForm>
  )
}
