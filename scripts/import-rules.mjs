/**
 * Checks who imports whom.
 *
 *     node scripts/import-rules.mjs [FOLDER]
 */
import { checkTree } from './imports/checkTree.mjs'
import { root } from './lib/places.mjs'

const { fileCount, violations } = checkTree(process.argv[2] ?? root)
for (const { file, line, wrong, instead } of violations)
  console.log(`${file}:${line}  ${wrong}\n    ${instead}\n`)
if (violations.length > 0) {
  const noun = violations.length === 1 ? 'import rule is broken' : 'import rules are broken'
  console.log(`${violations.length} ${noun} (docs/architecture.md says why they exist).`)
  process.exitCode = 1
} else {
  console.log(`Import rules: ${fileCount} files are fine.`)
}
