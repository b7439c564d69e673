import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * How a line to an agency may be. delay: 300 ± 100 ms; reset: the question is lost and the connection torn down; hole: the
 * question goes in and nothing ever comes out; cut: the question arrives, of its answer 300 bytes come back.
 */
export type Mood = 'good' | 'delay' | 'reset' | 'hole' | 'cut'

const CUT_AFTER = 300

/** A TCP line to `url` whose mood can be changed while it is used, kept-alive connections too. */
export async function roughLine(url: string) {
  const to = Number(new URL(url).port)
  const open = new Set<Socket>()
  let mood: Mood = 'good'
  let spoilt = 0
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    const waits = new Set<NodeJS.Timeout>()
    let let_through = 0
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        open.delete(one)
        for (const timer of waits) clearTimeout(timer)
        other.destroy()
      })
    }
    const later = (to: Socket, data: Buffer) => {
      const timer = setTimeout(() => (waits.delete(timer), to.write(data)), 200 + 200 * Math.random())
      waits.add(timer)
    }
    near.on('data', (data: Buffer) => {
      let_through = 0
      if (mood === 'reset' || mood === 'hole' || mood === 'cut') spoilt += 1
      if (mood === 'reset') return void near.resetAndDestroy()
      if (mood === 'hole') return
      if (mood === 'delay') return later(far, data)
      far.write(data)
    })
    far.on('data', (data: Buffer) => {
      if (mood === 'delay') return later(near, data)
      if (mood !== 'cut') return void near.write(data)
      const rest = data.subarray(0, CUT_AFTER - let_through)
      let_through += rest.length
      near.write(rest, () => {
        if (let_through >= CUT_AFTER) near.destroy()
      })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next: Mood) => {
      mood = next
    },
    /** Questions that were lost, swallowed, or whose answer was cut. */
    spoilt: () => spoilt,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((closed) => server.close(closed))
    },
  }
}

export type RoughLine = Awaited<ReturnType<typeof roughLine>>
