export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** No request of the browser's own: on a machine without a network they would only make the figures unsteady. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
]
