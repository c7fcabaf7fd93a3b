import type { Problem } from '#core/problem.ts'
import { httpProblem } from '#renderer/api/problems.ts'

/** Why the timeline cannot be played: what the host says when asked for the first bytes. */
export async function mediaProblem(address: string): Promise<Problem> {
  try {
    const response = await fetch(address, { headers: { Range: 'bytes=0-1' } })
    const said = response.ok ? undefined : httpProblem(await response.text())
    if (said) return said
  } catch {
    // No connection or no JSON: the general sentence is all there is to say.
  }
  return {
    code: 'unreadable',
    message: 'The episode cannot be played right now.',
    hint: 'Check that the original recording is still where it was, then press play again.',
  }
}
