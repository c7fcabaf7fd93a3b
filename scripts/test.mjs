/**
 * Sets up and runs everything that must hold: types, lint, import rules, unit tests, build, browser tests.
 *
 *     node scripts/test.mjs             everything
 *     node scripts/test.mjs FILTER…     only the unit tests whose path contains a FILTER (arguments go to vitest)
 *     node scripts/test.mjs tests/e2e   only the browser tests (arguments go to Playwright)
 *     node scripts/test.mjs tests/electron   only the tests of the desktop app (arguments go to Playwright)
 *
 * The last line is `N passed, N failed` over all of it. A check (types, lint, rules, build) that fails counts as one.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { main, say } from './lib/messages.mjs'
import { editorNode, inRoot } from './lib/places.mjs'
import { runInForeground } from './lib/run.mjs'
import { findBrowser } from './lib/systemTools.mjs'
import { setUp } from './setup.mjs'
import { countTests, readPlaywright, readVitest, summary } from './test/counts.mjs'
import { findDesktop } from './test/desktop.mjs'

const inPackage = (...parts) => inRoot('node_modules', ...parts)
const browserConfig = inRoot('tests', 'e2e', 'playwright.config.ts')
const desktopConfig = inRoot('tests', 'electron', 'playwright.config.ts')
const reports = inRoot('.cache', 'test-reports')

/** Runs a JavaScript file under Node 24 and says first what it is about. */
function run(title, file, args = [], env = {}) {
  say(`\n— ${title}`)
  return runInForeground(editorNode(), [file, ...args], env)
}

const asCheck = (code) => ({ passed: 0, failed: code === 0 ? 0 : 1 })

const checks = {
  Types: () => run('Types', inRoot('scripts', 'types.mjs')).then(asCheck),
  Lint: () => run('Lint', inPackage('@biomejs', 'biome', 'bin', 'biome'), ['check', '.']).then(asCheck),
  'Import rules': () => run('Import rules', inRoot('scripts', 'import-rules.mjs')).then(asCheck),
  Build: () => run('Build', inRoot('scripts', 'build', 'build.mjs')).then(asCheck),
}

async function unitTests(args) {
  const report = `${reports}/unit.json`
  const code = await run('Unit tests', inPackage('vitest', 'vitest.mjs'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ])
  return countTests(report, readVitest, code)
}

async function playwright(title, config, args, env) {
  const report = `${reports}/${title.toLowerCase().replaceAll(' ', '-')}.json`
  const code = await run(
    title,
    inPackage('@playwright', 'test', 'cli.js'),
    ['test', '-c', config, '--reporter=list,json', ...args],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env },
  )
  return countTests(report, readPlaywright, code)
}

const browserTests = (args) =>
  playwright('Browser tests', browserConfig, args, { AFTERSPACE_BROWSER: findBrowser() ?? '' })

/** The desktop app under Electron; where it cannot run, that is said and nothing has failed. */
async function desktopTests(args) {
  const desktop = await findDesktop()
  if ('program' in desktop)
    return playwright('Desktop tests', desktopConfig, args, { AFTERSPACE_ELECTRON: desktop.program })
  say(`\n— Desktop tests: skipped, because ${desktop.whyNot}.`)
  return { passed: 0, failed: 0 }
}

/** The parts to run, by name, for the arguments given. */
function chooseParts(args) {
  if (args.some((arg) => arg.startsWith('tests/e2e'))) {
    return { Build: checks.Build, 'Browser tests': () => browserTests(args) }
  }
  if (args.some((arg) => arg.startsWith('tests/electron'))) {
    return { Build: checks.Build, 'Desktop tests': () => desktopTests(args) }
  }
  if (args.length > 0) return { 'Unit tests': () => unitTests(args) }
  const all = { ...checks, 'Unit tests': () => unitTests([]) }
  // Building comes late: it is of no use to anyone who is waiting for a type error.
  const { Build, ...others } = all
  return {
    ...others,
    Build,
    ...(existsSync(browserConfig) ? { 'Browser tests': () => browserTests([]) } : {}),
    'Desktop tests': () => desktopTests([]),
  }
}

async function test(args) {
  // Somebody who runs one unit test can do without the browser; the whole cannot.
  await setUp({ tests: true, toolsRequired: args.length === 0 })
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const results = []
  for (const [name, part] of Object.entries(chooseParts(args))) results.push({ name, ...(await part()) })
  const failed = results.filter((result) => result.failed > 0).map(({ name }) => name)
  console.log(failed.length > 0 ? `\nNot passed: ${failed.join(', ')}` : '')
  console.log(summary(results))
  return failed.length > 0 ? 1 : 0
}

await main(() => test(process.argv.slice(2)))
