import { createServer } from 'node:net'

/**
 * A port for a server that is to be killed and started again on it. Below the ones the system gives to outgoing connections (from
 * 32768): while the server is away, one of the many connections of other tests could take such a port, and it could not come back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })

/** A port whose next one is free too: the sandbox of `npm start` takes it. */
export async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = await freePort()
    if (await isFree(port + 1)) return port
  }
}
