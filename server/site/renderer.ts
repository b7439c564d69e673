import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { renderPage } from '#web/citizen/render.tsx'

export type Render = typeof renderPage

/** Where `npm run build` puts what the browser and the server draw with. */
export const DIST = new URL('../../dist/', import.meta.url)

/** The citizen pages as one module without a JSX runtime of its own. Throws with the way out when they are not built. */
export async function loadRenderer(): Promise<Render> {
  const file = new URL('site/render.js', DIST)
  if (!existsSync(file)) throw new Error('the citizen pages are not built: run "npm run build" once')
  const module = (await import(pathToFileURL(file.pathname).href)) as { renderPage: Render }
  return module.renderPage
}
