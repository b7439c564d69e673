import type { Engine } from './peer-server.ts'

/**
 * No engine at all: a step is a call, waiting is a promise of this process. Nothing of it would survive a kill. What the same journey costs so
 * is the floor under every engine on the machine at hand: its requests, its questions to agencies and one statement for each change.
 */
export function plainEngine(): Engine {
  const waiting = new Map<string, { promise: Promise<void>; come: () => void }>()
  const signal = (id: string, topic: string) => {
    const key = `${id}|${topic}`
    const known = waiting.get(key)
    if (known) return known
    const { promise, resolve: come } = Promise.withResolvers<void>()
    const made = { promise, come }
    waiting.set(key, made)
    return made
  }
  return {
    launch: async () => undefined,
    start: async (work, id) => void work(id),
    step: (run) => run(),
    wait: async (id, topic) => {
      await signal(id, topic).promise
      waiting.delete(`${id}|${topic}`)
    },
    tell: async (id, topic) => signal(id, topic).come(),
  }
}
