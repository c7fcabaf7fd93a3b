/**
 * Makes a fresh checkout ready: packages, Node 24, ffmpeg, and for the tests the programs they use. Runs on
 * Node 20 without any package, and is done in milliseconds when everything is there.
 *
 *     node scripts/setup.mjs [--tests]
 */
import { pathToFileURL } from 'node:url'
import { main } from './lib/messages.mjs'
import { fetchStaticFfmpeg, installPackages, staticFfmpeg } from './lib/packages.mjs'
import { provideTools, TOOLS } from './lib/systemTools.mjs'

/**
 * Sets up what is missing, one line for each step that takes a moment.
 * @param {{ tests?: boolean, toolsRequired?: boolean }} [options] `tests`: what the tests use, too;
 *   `toolsRequired`: stop when a tool cannot be had, rather than name it and go on
 * @throws {SetupError} with a message for a person
 */
export async function setUp({ tests = false, toolsRequired = true } = {}) {
  await installPackages()
  const hasFfmpeg = () => staticFfmpeg() ?? TOOLS.ffmpeg.isThere()
  if (!hasFfmpeg()) await fetchStaticFfmpeg()
  const testTools = tests ? [TOOLS.browser, TOOLS.espeak, TOOLS.flite, TOOLS.sox, TOOLS.xvfb] : []
  // One call for all, so that there is one apt-get run, or one command to type.
  const ffmpeg = hasFfmpeg() ? [] : [TOOLS.ffmpeg]
  await provideTools([...ffmpeg, ...testTools], { required: toolsRequired })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(() => setUp({ tests: process.argv.includes('--tests') }))
}
