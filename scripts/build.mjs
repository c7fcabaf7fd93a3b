/**
 * Sets up and builds: the page to dist/renderer, main and its workers to dist/main, the preload to dist/preload.
 *
 *     node scripts/build.mjs [renderer] [main] [preload] [--only-out-of-date]
 */
import { main } from './lib/messages.mjs'
import { runWithSetup } from './lib/relaunch.mjs'

await main(() => runWithSetup(new URL('./build/build.mjs', import.meta.url), process.argv.slice(2)))
