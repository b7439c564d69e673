import type { JSX } from 'preact'
import { useDesk } from '#web/officer/desk.ts'
import { useLazy } from '#web/officer/lazy.ts'
import { mayOpen, type Name, type Place, type Tab, tabOf } from '#web/officer/places.ts'
import { Nothing } from '#web/officer/ui/nothing.tsx'
import { NotLoaded } from '#web/officer/ui/not-loaded.tsx'
import { WorkPage } from '#web/officer/work-page.tsx'

/** What a page may ask about its address: the case, and which of its parts. */
type Page = (props: { id: string; part: string }) => JSX.Element

/** All but the work list, which everybody opens first, come when they are asked for. */
const PAGES: Readonly<Record<Exclude<Tab, 'desk'> | 'counter', () => Promise<Page>>> = {
  counter: async () => (await import('#web/officer/plates/counter-page.tsx')).CounterPage,
  bench: async () => (await import('#web/officer/bench/bench-page.tsx')).BenchPage,
  day: async () => (await import('#web/officer/day-page.tsx')).DayPage,
  leaving: async () => (await import('#web/officer/leaving/leaving-page.tsx')).LeavingPage,
  board: async () => (await import('#web/officer/board/board-page.tsx')).BoardPage,
  access: async () => (await import('#web/officer/board/access-page.tsx')).AccessPage,
  video: async () => (await import('#web/officer/video/video-page.tsx')).VideoPage,
  plates: async () => (await import('#web/officer/plates/plates-page.tsx')).PlatesPage,
  makers: async () => (await import('#web/officer/makers/makers-page.tsx')).MakersPage,
}

/** The screen of an address, or why there is none. */
export function Screen({ place }: { place: Place | undefined }): JSX.Element {
  const { me } = useDesk()
  if (!place) return <Nothing why="none" />
  if (!mayOpen(me, place.name)) return <Nothing why="right" />
  const page = pageOf(place.name)
  const { id, part = 'desk' } = place.params
  // Another case at the counter is another sitting: nothing of the last one stays.
  return page ? <Loaded key={`${page} ${id}`} page={page} id={id ?? ''} part={part} /> : <WorkPage caseId={id} />
}

function pageOf(name: Name): keyof typeof PAGES | undefined {
  if (name === 'counter') return name
  const tab = tabOf(name)
  return tab === 'desk' ? undefined : tab
}

function Loaded({ page, id, part }: { page: keyof typeof PAGES; id: string; part: string }): JSX.Element {
  const { t } = useDesk()
  const loaded = useLazy(true, PAGES[page])
  if (loaded.module) return <loaded.module id={id} part={part} />
  return (
    <main id="main" tabIndex={-1}>
      <h1 class="vh">{t(`nav.${tabOf(page)}`)}</h1>
      <NotLoaded part={loaded} />
    </main>
  )
}
