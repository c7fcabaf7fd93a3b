/** Whether the desktop app can be tested here. Nothing is downloaded for it. */
import { findElectron, hasScreen, tryElectron } from '../lib/electron.mjs'

/** @returns {Promise<{ program: string } | { whyNot: string }>} Electron's program, or a clause for a person */
export async function findDesktop() {
  const program = findElectron()
  if (!program) return { whyNot: 'Electron’s binary is not here' }
  if (!hasScreen()) return { whyNot: 'there is no screen' }
  return tryElectron(program)
}
