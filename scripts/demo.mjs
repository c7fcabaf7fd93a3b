/** Sets up, then does the main job without a window: import, cut, sponsor read, export. */
import { main } from './lib/messages.mjs'
import { runWithSetup } from './lib/relaunch.mjs'

await main(() => runWithSetup(new URL('../main/hosts/cli/demo.ts', import.meta.url), process.argv.slice(2)))
