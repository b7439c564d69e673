import { renderToString } from 'preact-render-to-string'
import { Document } from '#web/citizen/document.tsx'
import type { PageDef } from '#web/citizen/page.ts'
import { access } from '#web/citizen/pages/access.tsx'
import { booking } from '#web/citizen/pages/booking.tsx'
import { bills } from '#web/citizen/pages/bills.tsx'
import { caseProgress } from '#web/citizen/pages/case.tsx'
import { cases } from '#web/citizen/pages/cases.tsx'
import { check } from '#web/citizen/pages/check.tsx'
import { coSign } from '#web/citizen/pages/co-sign.tsx'
import { correction, correctionSign } from '#web/citizen/pages/correction.tsx'
import { documents } from '#web/citizen/pages/documents.tsx'
import { error, offline } from '#web/citizen/pages/error.tsx'
import { formStep } from '#web/citizen/pages/form-step.tsx'
import { guide } from '#web/citizen/pages/guide.tsx'
import { home } from '#web/citizen/pages/home.tsx'
import { ledger } from '#web/citizen/pages/ledger.tsx'
import { materials } from '#web/citizen/pages/materials.tsx'
import { me } from '#web/citizen/pages/me.tsx'
import { messages } from '#web/citizen/pages/messages.tsx'
import { myPlates } from '#web/citizen/pages/my-plates.tsx'
import { plateChoice } from '#web/citizen/pages/plate-choice.tsx'
import { plateRoom } from '#web/citizen/pages/plate-room.tsx'
import { plateDraws, plates } from '#web/citizen/pages/plates.tsx'
import { precheck } from '#web/citizen/pages/precheck.tsx'
import { receipt } from '#web/citizen/pages/receipt.tsx'
import { services } from '#web/citizen/pages/services.tsx'
import { signIn } from '#web/citizen/pages/sign-in.tsx'
import { text } from '#web/citizen/pages/text.tsx'
import { videoCall, videoResult } from '#web/citizen/pages/video-call.tsx'
import { videoDoor, videoJoin } from '#web/citizen/pages/video-guest.tsx'
import { videoBooking, videoEntrance, videoTicket } from '#web/citizen/pages/video.tsx'
import type { Shell } from '#web/citizen/shell.ts'
import { speak } from '#web/citizen/t.ts'
import type { PageName, PageViews } from '#web/citizen/views.ts'

/** Draws a whole HTML document, doctype included. Pure: the same view and shell give the same bytes. */
export function renderPage<K extends PageName>(name: K, view: PageViews[K], shell: Shell): string {
  const def: PageDef<PageViews[K]> = pages[name]
  const t = speak(shell.lang)
  const { Page } = def
  const html = renderToString(
    <Document
      title={def.title(view, t)}
      shell={shell}
      t={t}
      tab={def.tab}
      wide={def.wide ?? false}
      live={def.live?.(view)}
      again={def.again?.(view)}
    >
      <Page view={view} t={t} shell={shell} />
    </Document>,
  )
  return `<!doctype html>${html}`
}

const pages: { [K in PageName]: PageDef<PageViews[K]> } = {
  home,
  services,
  guide,
  signIn,
  formStep,
  materials,
  precheck,
  check,
  plateChoice,
  plateRoom,
  plates,
  plateDraws,
  myPlates,
  booking,
  bills,
  case: caseProgress,
  correction,
  correctionSign,
  coSign,
  cases,
  documents,
  receipt,
  messages,
  me,
  access,
  ledger,
  error,
  text,
  offline,
  videoEntrance,
  videoBooking,
  videoTicket,
  videoCall,
  videoDoor,
  videoJoin,
  videoResult,
}
