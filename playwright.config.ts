import { defineConfig } from '@playwright/test'

/** Files run three at a time, each with a house of its own: while one waits for a job two others work. Calls have the machine to themselves: they send and decode pictures. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: '.data/e2e',
  workers: 3,
  // A shared machine stands still for seconds now and then: a journey is broken when it fails twice. What was run again is listed.
  retries: process.env['CI'] ? 1 : 0,
  projects: [
    { name: 'pages', testMatch: '*.e2e.ts', testIgnore: 'video*' },
    {
      name: 'calls',
      testMatch: 'video*.e2e.ts',
      dependencies: ['pages'],
      workers: 1,
      // Three browsers that send and decode pictures share two cores with the house: patience, not speed, is what a slow machine needs.
      timeout: 180_000,
      expect: { timeout: 20_000 },
      // A call is not what the worker is for, and one that the debugger has left standing holds a page up for a minute (seen twice).
      use: { actionTimeout: 20_000, serviceWorkers: 'block' },
    },
  ],
  // Patience is free where nothing is broken.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env['CI'] ? [['line'], ['json', { outputFile: '.data/e2e/report.json' }]] : 'line',
  use: {
    // A page that never comes is given up long before its journey: without it one such page held a whole run up for six minutes.
    navigationTimeout: 60_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 360, height: 740 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
})
