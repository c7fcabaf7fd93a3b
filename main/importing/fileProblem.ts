/** What the file system's refusals mean to the person who imports. */
import { basename } from 'node:path'
import { type Problem, ProblemError, toProblem } from '#core/problem.ts'

const CODES: Record<string, (name: string) => Problem> = {
  ENOENT: (name) => ({
    code: 'vanished',
    message: `${name} is not there any more.`,
    hint: 'Put the file back, or import it from where it is now.',
  }),
  ENOSPC: () => ({
    code: 'disk-full',
    message: 'The disk that holds the library is full.',
    hint: 'Free some space and import again; nothing was left behind.',
  }),
  EACCES: (name) => ({
    code: 'unreadable',
    message: `${name} may not be read.`,
    hint: 'Check the permissions of the file.',
  }),
  EIO: (name) => ({
    code: 'unreadable',
    message: `The disk gives no answer when ${name} is read.`,
    hint: 'Copy the file to another disk and import it from there.',
  }),
}
const SAME: Record<string, string> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', ESTALE: 'ENOENT', ENXIO: 'EIO' }

/** The problem behind something thrown while `path` was imported. */
export function fileProblem(thrown: unknown, path: string): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const problem = CODES[SAME[code] ?? code]
  return problem ? problem(basename(path)) : toProblem(thrown)
}

/** To be thrown when the person cancelled. */
export function cancelled(): ProblemError {
  return new ProblemError({ code: 'cancelled', message: 'The import was cancelled.', hint: '' })
}
