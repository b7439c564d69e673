/** Every address of the citizen site that a page or the server writes: one place, so that a link cannot go stale. */
export const paths = {
  home: '/',
  services: '/services',
  guide: (code: string) => `/services/${code}`,
  signIn: '/sign-in',
  case: (id: string) => `/my/cases/${id}`,
  coSign: (id: string) => `/my/co-signs/${id}`,
  cases: '/my/cases',
  documents: '/my/documents',
  messages: '/my/messages',
  video: '/video',
  me: '/my',
  access: '/my/access',
  promise: '/promise',
  promiseChecks: '/promise/checks',
  help: '/help',
  /** Where the counters are, and when they are open. */
  places: '/help#places',
  /** Sets one display preference (cookie) and comes back; harmless, so a plain link. */
  prefs: (set: Readonly<Record<string, string>>, back: string) =>
    `/prefs?${new URLSearchParams({ ...set, back }).toString()}`,
  /** SSE news; the page asks for its topics. */
  live: '/api/live',
} as const

/** Dials a number as it is written for people. */
export const telOf = (phone: string): string => `tel:${phone.replace(/\D/g, '')}`
