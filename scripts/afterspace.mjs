/** The command line in a checkout: sets up (saying so on stderr only), then runs the command. */
import { main } from './lib/messages.mjs'
import { runWithSetup } from './lib/relaunch.mjs'

await main(() => runWithSetup(new URL('../main/hosts/cli/main.ts', import.meta.url), process.argv.slice(2)))
