import { defineConfig, type UserConfig } from 'vite'

/**
 * Two builds. `--mode site`: the citizen pages as one module for the server → dist/site/render.js.
 * `--mode apps`: everything a browser loads → dist/apps/ with hashed names under /assets/ and .vite/manifest.json.
 */
export default defineConfig(({ mode }) => (mode === 'site' ? site : apps))

const root = import.meta.dirname

const site: UserConfig = {
  root,
  build: {
    ssr: 'web/citizen/render.tsx',
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'node24',
    rollupOptions: { output: { entryFileNames: 'render.js' } },
  },
  // Bundled whole, so that the server draws pages without a JSX runtime of its own.
  ssr: { noExternal: true },
}

/** Web views of old phones: Chrome 71 and Safari 12.1 (measured cost: 0.1 KB). */
const OLDEST = ['chrome71', 'safari12.1']

const apps: UserConfig = {
  root: `${root}/web`,
  // The contract's schemas stay with the house; browsers need only methods and paths.
  resolve: { alias: [{ find: /^typebox$/, replacement: `${root}/web/kit/no-schemas.ts` }] },
  build: {
    outDir: `${root}/dist/apps`,
    emptyOutDir: true,
    manifest: true,
    target: OLDEST,
    cssTarget: OLDEST,
    modulePreload: { polyfill: false },
    // Everything is a file: the content security policy allows no data: styles or scripts.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        worker: `${root}/web/citizen/worker.ts`,
        theme: `${root}/web/kit/theme.css`,
        citizen: `${root}/web/citizen/enhance.ts`,
        officer: `${root}/web/officer/index.html`,
      },
    },
  },
}
