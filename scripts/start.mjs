// Types are stripped once and kept: the second start is faster and the processes smaller (measured: 15 to 20 MB each).
import module from 'node:module'

// Before anything is loaded: settings that a demo changes (the video window never closes) are read once, at their import.
process.env['DEMO'] ??= '1'
module.enableCompileCache('dist/.compile-cache')
const { start } = await import('./start.ts')
await start()
// Now, not at the end: a process that is killed keeps nothing.
module.flushCompileCache()
