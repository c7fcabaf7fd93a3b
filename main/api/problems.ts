/** Whatever goes wrong, as the one error that the contract declares: typed, and without a stack trace. */
import { ORPCError } from '@orpc/server'
import { parseCommand } from '#core/edit/apply.ts'
import { type Problem, type Result, toProblem } from '#core/problem.ts'

/** A problem as the error that the contract declares; another status than its own would make it a foreign one. */
function problemError(problem: Problem): ORPCError<'PROBLEM', Problem> {
  return new ORPCError('PROBLEM', { defined: true, message: problem.message, data: problem })
}

/** The value of a result, or its problem as an API error. */
export function answer<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw problemError(result.error)
}

/** Anything thrown while `input` was worked on, as an error that may leave the process. */
export function outgoing(thrown: unknown, input?: unknown): ORPCError<'PROBLEM', Problem> {
  if (!(thrown instanceof ORPCError)) return problemError(toProblem(thrown))
  if (thrown.code === 'PROBLEM') return thrown as ORPCError<'PROBLEM', Problem>
  if (thrown.code === 'BAD_REQUEST') return problemError(inputProblem(thrown.data, input))
  // What we answer does not fit the contract: a bug of ours, not of the caller.
  return problemError(toProblem(new Error(thrown.message)))
}

/** The first thing wrong with an input that does not have the contract's shape. */
function inputProblem(data: unknown, input: unknown): Problem {
  const refused = commandsOf(input)
    .map((command) => parseCommand(command))
    .find((parsed) => !parsed.ok)
  if (refused && !refused.ok) return refused.error
  const issue = (data as { issues?: Issue[] } | undefined)?.issues?.[0]
  const place = issue?.path?.map((part) => (typeof part === 'object' ? part.key : part)).join('.')
  return {
    code: 'usage',
    message: issue ? `${place ? `${place}: ` : ''}${issue.message}.` : 'That is not right.',
    hint: '',
  }
}

interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[]
}

function commandsOf(input: unknown): unknown[] {
  const commands = typeof input === 'object' && input !== null && 'commands' in input ? input.commands : []
  return Array.isArray(commands) ? commands : []
}
