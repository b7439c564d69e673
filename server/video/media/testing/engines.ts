import type { MediaEngine } from '../engine.ts'
import { readMediaConfig } from '../engines.ts'
import { createJanusEngine } from '../janus/janus-engine.ts'
import { createSfu } from '../node-datachannel/sfu.ts'
import { startJanus, whyNoJanus } from './janus-process.ts'

/** Both engines for the one contract; each with what it needs beside it. */
export const ENGINES: readonly {
  name: MediaEngine['name']
  whyNot: string | undefined
  start: () => Promise<{ engine: MediaEngine; stop: () => Promise<void> }>
}[] = [
  {
    name: 'node-datachannel',
    whyNot: undefined,
    start: async () => {
      const engine = await createSfu(readMediaConfig({ MEDIA_PORT: '0' }))
      return { engine, stop: () => engine.shutdown() }
    },
  },
  {
    name: 'janus',
    whyNot: whyNoJanus(),
    start: async () => {
      const janus = await startJanus()
      const engine = await createJanusEngine({ ...readMediaConfig({}), engine: 'janus', janus: janus.config })
      return {
        engine,
        stop: async () => {
          await engine.shutdown()
          await janus.stop()
        },
      }
    },
  },
]
