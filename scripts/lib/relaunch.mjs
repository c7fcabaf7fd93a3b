/** Scripts that need the packages or TypeScript go through here: set up first, then continue under Node 24. */
import { fileURLToPath } from 'node:url'
import { setUp } from '../setup.mjs'
import { editorNode } from './places.mjs'
import { runInForeground } from './run.mjs'

/**
 * Sets up, then runs a file under the Node that runs the editor.
 * @param {URL} file
 * @param {string[]} args
 * @param {{ tests?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<number>} exit code
 */
export async function runWithSetup(file, args, { tests = false, env = {} } = {}) {
  await setUp({ tests })
  return runInForeground(editorNode(), [fileURLToPath(file), ...args], env)
}
