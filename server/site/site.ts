import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAssets } from './assets.ts'
import type { Site } from './kit.ts'
import { drawProblem } from './problems.ts'
import { loadRenderer } from './renderer.ts'
import { homePages } from './routes/home.ts'

/** The citizen site: pages drawn here, plain forms, hashed files and the pages of the client apps. Throws when nothing is built. */
export async function siteRoutes(app: FastifyInstance, house: House): Promise<void> {
  const frame = { house, assets: serveAssets(app), demo: process.env['DEMO'] === '1' }
  const site: Site = { app, frame, render: await loadRenderer() }
  app.decorate('drawProblem', (request: FastifyRequest, reply: FastifyReply, refused: Refused) => drawProblem(site, request, reply, refused))
  homePages(site)
}
