/** What is built, from which folders, and what it needs to be there. */
import { existsSync } from 'node:fs'
import { inRoot } from '../lib/places.mjs'

/** Each file in dist/main and the module it starts with. */
export const MAIN_ENTRIES = {
  electron: 'main/hosts/electron/main.ts',
  cli: 'main/hosts/cli/main.ts',
  web: 'main/hosts/web/main.ts',
  'analysis-worker': 'main/media/analysisWorker.ts',
}

/** The entries of dist/main whose module is there; {@link missingEntries} names the others. */
export function entriesThatExist() {
  return Object.fromEntries(Object.entries(MAIN_ENTRIES).filter(([, path]) => existsSync(inRoot(path))))
}

/**
 * The three builds: each one's Vite configuration, the file that shows it was made, and the sources that make it
 * out of date.
 */
export const TARGETS = {
  renderer: {
    config: 'vite.renderer.config.ts',
    needs: ['renderer/index.html'],
    makes: 'dist/renderer/index.html',
    sources: ['renderer', 'core', 'vite.renderer.config.ts', 'package-lock.json'],
  },
  main: {
    config: 'vite.main.config.ts',
    needs: Object.values(MAIN_ENTRIES),
    makes: 'dist/main/electron.js',
    sources: ['main', 'core', 'vite.main.config.ts', 'package-lock.json'],
  },
  preload: {
    config: 'vite.preload.config.ts',
    needs: ['preload/preload.ts'],
    makes: 'dist/preload/preload.cjs',
    sources: ['preload', 'core', 'vite.preload.config.ts', 'package-lock.json'],
  },
}
