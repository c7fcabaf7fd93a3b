/** What every command works with: services, the API by direct calls, and where output goes. */
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { fail, type Problem, ProblemError, type Result, toProblem, unwrap } from '#core/problem.ts'
import { router } from '#main/api/router.ts'
import { defaultLibraryPath } from '#main/library/library.ts'
import type { ProjectRow } from '#main/library/projectRepository.ts'
import { createServices, type Services } from '#main/services.ts'
import type { Output } from './output.ts'

export interface Cli {
  readonly services: Services
  readonly api: RouterClient<typeof router>
  readonly output: Output
  /** Aborts on Ctrl+C. */
  readonly signal: AbortSignal
  /** The project that a person means; throws a {@link ProblemError}. */
  readonly project: (reference: string) => ProjectRow
}

/** Opens the library, runs `work`, closes the library; returns the exit code: a number that `work` gives, else 0. */
export async function withCli(
  output: Output,
  libraryPath: string | undefined,
  work: (cli: Cli) => Promise<unknown>,
): Promise<number> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  let services: Services | undefined
  try {
    const opened = unwrap(createServices({ libraryPath: libraryPath ?? defaultLibraryPath(), host: 'cli' }))
    services = opened
    const code = await work({
      services: opened,
      api: createRouterClient(router, { context: { services: opened } }),
      output,
      signal: stop.signal,
      project: (reference) => unwrap(opened.projects.resolve(reference)),
    })
    return typeof code === 'number' ? code : 0
  } catch (error) {
    const problem = problemOf(error)
    output.problem(problem)
    return problem.code === 'usage' ? 2 : 1
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await services?.close()
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError) {
    if (error.code === 'PROBLEM') return error.data as Problem
    if (error.code === 'BAD_REQUEST') return inputProblem(error.data)
  }
  return toProblem(error)
}

function inputProblem(data: unknown): Problem {
  const issue = (data as { issues?: { message: string; path?: (string | number)[] }[] } | undefined)
    ?.issues?.[0]
  return {
    code: 'usage',
    message: issue ? `${issue.path?.join('.')}: ${issue.message}.` : 'That is not right.',
    hint: 'See --help.',
  }
}

/** A refusal of how a command was called; exit code 2. */
export function usage(message: string, hint = 'See --help.'): never {
  throw new ProblemError((fail('usage', message, hint) as Extract<Result<never>, { ok: false }>).error)
}
