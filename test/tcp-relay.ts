import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * A line that can be cut (what goes through it breaks off, what comes later finds nobody) or fall silent (it stays open and nothing
 * comes through any more). `to`: the address of a house, or the path of a Unix socket.
 */
export async function relayTo(to: string) {
  const far = to.startsWith('/') ? { path: to } : { host: '127.0.0.1', port: Number(new URL(to).port) }
  const open = new Set<Socket>()
  let whole = true
  let silent = false
  let made = 0
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    made += 1
    const beyond = connect(far)
    for (const [a, b] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      open.add(a)
      a.on('error', () => undefined)
      a.on('close', () => {
        open.delete(a)
        b.destroy()
      })
      a.on('data', (bytes) => void (silent || b.write(bytes)))
      a.on('end', () => b.end())
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    cut,
    /** How many lines there have been. */
    made: () => made,
    silence: () => {
      silent = true
    },
    mend: () => {
      whole = true
      silent = false
    },
    close: () => {
      cut()
      return new Promise((closed) => server.close(closed))
    },
  }
}
