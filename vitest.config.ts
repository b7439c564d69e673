import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/long-first.ts'

/** Threads without isolation: measured three times cheaper than the default; tests share no state. */
const shared = {
  pool: 'threads',
  isolate: false,
  maxWorkers: 3,
  // Patience is free where nothing is broken: longer than `until` waits, so that what is missing is named.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // As for the journeys: a shared machine stands still for seconds now and then. What was tried again is listed with its reason.
  retry: process.env['CI'] ? 1 : 0,
  // Whatever the hour of the day: the hours themselves are tested on settings of their own.
  env: { VIDEO_HOURS: 'always' },
} as const

/** `unit` is pure and needs nothing; `house` runs on a real PostgreSQL and a real sandbox. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: { ...shared, retry: 0, name: 'unit', include: ['{domain,api,web}/**/*.test.{ts,tsx}'] },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      },
      {
        test: {
          ...shared,
          name: 'house',
          include: ['{server,sandbox,scripts,test}/**/*.test.ts'],
          exclude: ['**/*.media.test.ts'],
          globalSetup: ['test/global-setup.ts'],
        },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      },
      // The native WebRTC library ends a process in which two threads load it: each of these has a process of its own, two at a time as they wait more than they work.
      {
        test: {
          ...shared,
          pool: 'forks',
          isolate: true,
          maxWorkers: 2,
          // After the others: a group of its own may have another number of workers.
          sequence: { groupOrder: 1 },
          name: 'media',
          include: ['server/**/*.media.test.ts'],
          globalSetup: ['test/global-setup.ts'],
        },
      },
    ],
  },
})
