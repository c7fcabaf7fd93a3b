/** Builds with Vite what is out of date, or all of it. Runs under Node 24, with the packages there. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'vite'
import { main, SetupError, say } from '../lib/messages.mjs'
import { inRoot, root } from '../lib/places.mjs'
import { MAIN_ENTRIES, TARGETS } from './entries.mjs'
import { isOutOfDate } from './outOfDate.mjs'

/**
 * Builds the named targets.
 * @param {string[]} names keys of TARGETS
 * @param {{ onlyOutOfDate?: boolean }} [options]
 */
async function buildTargets(names, { onlyOutOfDate = false } = {}) {
  const startedAt = performance.now()
  const built = []
  for (const name of names) {
    const target = TARGETS[name]
    if (onlyOutOfDate && !isOutOfDate(target)) continue
    const missing = target.needs.filter((path) => !existsSync(inRoot(path)))
    if (missing.length > 0 && process.env.CI)
      throw new SetupError(`Cannot build ${name}: no ${missing.join(', ')}.`)
    if (missing.length > 0) say(`Not built, because it is not there: ${missing.join(', ')}`)
    if (missing.length === target.needs.length) continue
    try {
      await build({ configFile: inRoot(target.config), root: viteRoot(name), logLevel: 'warn' })
    } catch (error) {
      throw new SetupError(`Building ${name} failed: ${error.message}`)
    }
    if (name === 'main') makeCommandExecutable()
    built.push(name)
  }
  if (built.length === 0) return
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  say(`Built ${built.join(', ')} in ${seconds} s.`)
}

const viteRoot = (name) => (name === 'renderer' ? inRoot('renderer') : root)

/** The `afterspace` command is a bundle that a shell can start. */
function makeCommandExecutable() {
  if (!existsSync(inRoot(MAIN_ENTRIES.cli))) return
  const path = inRoot('dist', 'main', 'cli.js')
  const code = readFileSync(path, 'utf8')
  if (!code.startsWith('#!')) writeFileSync(path, `#!/usr/bin/env node\n${code}`)
  chmodSync(path, 0o755)
}

const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
await main(() =>
  buildTargets(names.length > 0 ? names : Object.keys(TARGETS), {
    onlyOutOfDate: args.includes('--only-out-of-date'),
  }),
)
