/** Applies the import rules to a tree of sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, sep } from 'node:path'
import { readFacts } from './readFacts.mjs'
import { ambientFinding, IMPORT_RULES, startedFinding, WAVESURFER_ADAPTER } from './rules.mjs'

const ZONES = ['core', 'main', 'preload', 'renderer']

/**
 * Checks every TypeScript file under core, main, preload and renderer.
 * @param {string} root
 * @returns {{ fileCount: number, violations: { file: string, line: number, wrong: string, instead: string }[] }}
 *   in the order of files and lines
 */
export function checkTree(root) {
  const files = ZONES.flatMap((zone) => sourceFiles(root, zone)).sort()
  const violations = files.flatMap((file) => checkFile(file, readFileSync(join(root, file), 'utf8')))
  const adapters = files.filter((file) => file.endsWith(`/${WAVESURFER_ADAPTER}`))
  for (const file of adapters.slice(1)) {
    violations.push({
      file,
      line: 1,
      wrong: `a second ${WAVESURFER_ADAPTER}`,
      instead: `wavesurfer has one adapter, ${adapters[0]}: add what you need there.`,
    })
  }
  return { fileCount: files.length, violations }
}

function sourceFiles(root, zone) {
  try {
    return readdirSync(join(root, zone), { recursive: true })
      .filter((path) => /\.[cm]?tsx?$/.test(path))
      .map((path) => `${zone}/${path.split(sep).join('/')}`)
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

/** Violations of one file; `file` is its path from the checkout's folder, with `/`. */
export function checkFile(file, source) {
  const facts = readFacts(file, source)
  if (facts.problem) return [{ file, line: 1, wrong: 'cannot be parsed', instead: facts.problem }]
  const zone = file.split('/')[0]
  const at = (use, finding) => (finding ? [{ file, line: use.line, ...finding }] : [])
  return [
    ...facts.imports.flatMap((use) => {
      const it = { file, zone, name: use.name, ...resolveImport(file, use.name) }
      return IMPORT_RULES.flatMap((rule) => at(use, rule(it))).slice(0, 1)
    }),
    ...(zone === 'core' ? facts.ambient.flatMap((use) => at(use, ambientFinding(use.name))) : []),
    ...facts.started.flatMap((use) => at(use, startedFinding(file, use.name))),
  ].sort((one, other) => one.line - other.line)
}

/** A module's place: a file of ours (by relative path or `#zone/…`), else the package's name. */
function resolveImport(file, name) {
  const plain = name.replace(/\?.*$/, '')
  if (plain.startsWith('.')) return { target: posix.join(posix.dirname(file), plain), packageName: null }
  if (plain.startsWith('#')) return { target: plain.slice(1), packageName: null }
  if (isBuiltin(plain)) return { target: null, packageName: null }
  const parts = plain.split('/')
  return { target: null, packageName: plain.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0] }
}
