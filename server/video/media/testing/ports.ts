import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'

/** An address of this machine that is not loopback; undefined when it has none. */
export const addressOfOurOwn = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return (address as AddressInfo).port
}
