import type { Browser } from '@playwright/test'

/** A running demo and a browser in front of it. */
export interface Studio {
  browser: Browser
  /** The house, and the outside world with its SMS inbox. */
  url: string
  sandboxUrl: string
  /** Keeps a picture as `docs/images/<name>.png`. */
  keep: (name: string, picture: Buffer) => Promise<void>
}
