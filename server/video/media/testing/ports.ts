import { networkInterfaces } from 'node:os'

/** An address of this machine that is not loopback; undefined when it has none. */
export const addressOfOurOwn = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address
