// Loads what `npm start` will load and starts nothing: its types are stripped and kept before the first start (scripts/start.mjs).
import module from 'node:module'

module.enableCompileCache('dist/.compile-cache')
await import('../sandbox/main.ts')
await import('./seed-demo.ts')
await import('./start.ts')
module.flushCompileCache()
