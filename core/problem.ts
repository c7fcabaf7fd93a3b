/**
 * Expected failures are values: a code for programs, a sentence for a person, and a hint how to go on.
 * Only bugs throw.
 */

/** Every code a caller may have to tell apart. The command line and the API hand them out unchanged. */
export const PROBLEM_CODES = [
  'usage',
  'not-found',
  'ambiguous',
  'not-audio',
  'empty-file',
  'no-sound',
  'unreadable',
  'vanished',
  'archive-unsafe',
  'archive-damaged',
  'archive-encrypted',
  'no-spaces',
  'choose-space',
  'missing-media',
  'disk-full',
  'not-writable',
  'ffmpeg-missing',
  'ffmpeg-failed',
  'cancelled',
  'library-newer',
  'library-damaged',
  'library-busy',
  'stale-revision',
  'out-of-range',
  'invalid-command',
  'invariant',
  'nothing-to-undo',
  'nothing-to-redo',
  'unsupported',
  'other-recording',
  'pack-damaged',
  'pack-newer',
  'internal',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Problem {
  readonly code: ProblemCode
  /** One sentence for a person: what happened, with names and numbers. */
  readonly message: string
  /** How to go on; empty when there is nothing to do. */
  readonly hint: string
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Problem }

/** A result that holds a value. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** A result that holds a problem. */
export function fail(code: ProblemCode, message: string, hint = ''): Result<never> {
  return { ok: false, error: { code, message, hint } }
}

/**
 * Carries a {@link Problem} through code that can only throw (streams, event iterators, transactions).
 * It is turned back into a result at the nearest boundary, see {@link toProblem}.
 */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The value of a result, or its problem thrown as a {@link ProblemError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new ProblemError(result.error)
}

/** The problem behind anything thrown; what we do not know is `internal`, without a stack trace. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'internal',
    message: `Something went wrong inside Afterspace: ${message}`,
    hint: 'Please try again; if it happens again, report it with what you did.',
  }
}
