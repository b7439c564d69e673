import type { CallT } from '#web/citizen/video/texts.ts'
import { type Call, makeCall } from '#web/kit/client.ts'

/** The typed client of this page; who is signed out is led to sign in and comes back here. */
export const callOf = (t: CallT): Call =>
  makeCall({
    words: () => ({ detail: t('net.detail'), next: t('net.next') }),
    signedOut: () => location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`),
  })
