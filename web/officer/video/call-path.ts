const PREFIX = 'call-'

/** The address of a conversation that one joins beside the own seat. */
export const callPath = (session: string): string => `/desk/video/${PREFIX}${session}`

/** The conversation that a part of the address names; undefined for every other part. */
export const callPart = (part: string): string | undefined =>
  part.startsWith(PREFIX) ? part.slice(PREFIX.length) : undefined
