/** Checks the types of every part under its own tsconfig (core sees neither DOM nor Node). */
import { spawn } from 'node:child_process'
import { editorNode, inRoot, root } from './lib/places.mjs'

const PARTS = ['core', 'main', 'preload', 'renderer', 'tests']
const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc')

/** A part's errors, as tsc prints them; empty when there are none. */
function check(part) {
  return new Promise((resolve) => {
    let output = ''
    const args = [tsc, '-p', part, '--pretty', String(Boolean(process.stdout.isTTY))]
    const child = spawn(editorNode() ?? process.execPath, args, { cwd: root })
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('close', (code) => resolve({ part, ok: code === 0, output: output.trim() }))
  })
}

const results = await Promise.all(PARTS.map(check))
// A file of core is read by every part: its error is printed once, where it belongs.
const seen = new Set()
for (const { part, ok, output } of results) {
  if (ok) continue
  const news = output.split(/\n(?=\S)/).filter((error) => !seen.has(error) && seen.add(error))
  if (news.length > 0) console.log(`${part}:\n${news.join('\n')}\n`)
}
const failed = results.filter(({ ok }) => !ok).map(({ part }) => part)
if (failed.length > 0) process.exitCode = 1
console.log(
  failed.length > 0 ? `Types: errors in ${failed.join(', ')}.` : `Types: ${PARTS.join(', ')} are fine.`,
)
