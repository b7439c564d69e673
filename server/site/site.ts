import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAssets } from './assets.ts'
import type { Site } from './kit.ts'
import { drawProblem } from './problems.ts'
import { loadRenderer } from './renderer.ts'
import { billPages } from './routes/bills.ts'
import { bookingPages } from './routes/booking.ts'
import { authorityPages } from './routes/authorities.ts'
import { bindingPages } from './routes/bindings.ts'
import { casePages } from './routes/cases.ts'
import { coSignPages } from './routes/co-sign.ts'
import { companyPages } from './routes/companies.ts'
import { correctionPages } from './routes/correction.ts'
import { demoPages } from './routes/demo.ts'
import { documentPages } from './routes/documents.ts'
import { draftPages } from './routes/drafts.ts'
import { guidePages } from './routes/guide.ts'
import { homePages } from './routes/home.ts'
import { makerPages } from './routes/makers.ts'
import { materialPages } from './routes/materials.ts'
import { mePages } from './routes/me.ts'
import { messagePages } from './routes/messages.ts'
import { myPlatePages } from './routes/my-plates.ts'
import { plateComposePages } from './routes/plate-compose.ts'
import { platePages } from './routes/plate.ts'
import { plateRoomPages } from './routes/plate-room.ts'
import { promiseCheckPages } from './routes/promise-checks.ts'
import { publicPlatePages } from './routes/plates.ts'
import { signInPages } from './routes/sign-in.ts'
import { subjectPages } from './routes/subject.ts'
import { videoCallPages } from './routes/video-call.ts'
import { videoGuestPages } from './routes/video-guest.ts'
import { videoPages } from './routes/video.ts'
import { wordPages } from './routes/words.ts'

/** The citizen site: pages drawn here, plain forms, hashed files and the pages of the client apps. Throws when nothing is built. */
export async function siteRoutes(app: FastifyInstance, house: House): Promise<void> {
  const frame = { house, assets: serveAssets(app), demo: process.env['DEMO'] === '1' }
  const site: Site = { app, frame, render: await loadRenderer() }
  app.decorate('drawProblem', (request: FastifyRequest, reply: FastifyReply, refused: Refused) =>
    drawProblem(site, request, reply, refused),
  )
  for (const pages of PAGES) pages(site)
}

const PAGES: readonly ((site: Site) => void)[] = [
  homePages,
  guidePages,
  signInPages,
  draftPages,
  subjectPages,
  materialPages,
  casePages,
  coSignPages,
  platePages,
  plateComposePages,
  plateRoomPages,
  myPlatePages,
  publicPlatePages,
  bookingPages,
  billPages,
  correctionPages,
  documentPages,
  messagePages,
  mePages,
  authorityPages,
  companyPages,
  bindingPages,
  makerPages,
  wordPages,
  promiseCheckPages,
  videoPages,
  videoCallPages,
  videoGuestPages,
  demoPages,
]
