/**
 * Sets up, builds and packs the desktop app for this system into release/.
 *
 *     node scripts/package.mjs [--dir] [electron-builder's options]
 */
import { main, SetupError } from './lib/messages.mjs'
import { fetchStaticFfmpeg } from './lib/packages.mjs'
import { editorNode, inRoot } from './lib/places.mjs'
import { runInForeground } from './lib/run.mjs'
import { setUp } from './setup.mjs'

async function pack(args) {
  await setUp()
  // A checkout may use the system's ffmpeg; the people we give the app to may have none.
  if (!(await fetchStaticFfmpeg())) {
    throw new SetupError(
      'The app needs its own ffmpeg, and that could not be downloaded.',
      'Connect to the internet and run the same command again.',
    )
  }
  const built = await runInForeground(editorNode(), [inRoot('scripts', 'build', 'build.mjs')], { CI: 'true' })
  if (built !== 0) return built
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js')
  return runInForeground(editorNode(), [
    builder,
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...args,
  ])
}

await main(() => pack(process.argv.slice(2)))
