/** Asking before something is done that cannot be taken back. */
import { createInterface } from 'node:readline/promises'
import { ProblemError } from '#core/problem.ts'
import type { Cli } from './context.ts'

/**
 * Asks a person at a terminal; throws `cancelled` unless the answer is yes. Scripts, which have no terminal or want
 * JSON, are not asked.
 */
export async function confirm({ output, signal }: Cli, question: string): Promise<void> {
  const { stdin, stderr } = process
  if (output.json || !stdin.isTTY || !stderr.isTTY) return
  const terminal = createInterface({ input: stdin, output: stderr })
  // A terminal that is read hears Ctrl+C itself.
  terminal.on('SIGINT', () => terminal.close())
  const closed = new Promise<string>((resolve) => terminal.on('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), closed])
    if (/^y(es)?$/i.test(answer.trim())) return
  } catch {
    // Stopped by a signal: that is no yes.
  } finally {
    terminal.close()
  }
  throw new ProblemError({ code: 'cancelled', message: 'Nothing was removed.', hint: '' })
}
