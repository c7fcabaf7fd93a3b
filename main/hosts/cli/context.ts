/** What every command works with: services, the API by direct calls, and where output goes. */
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { type Problem, ProblemError, toProblem, unwrap } from '#core/problem.ts'
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

/** Runs a command with the library open; a number that it gives is the exit code, 0 otherwise. */
export type Run = (work: (cli: Cli) => Promise<unknown>) => Promise<void>

/** Opens the library, runs `work`, closes the library; returns the exit code: a number that `work` gives, else 0. */
export async function withCli(
  output: Output,
  libraryPath: string | undefined,
  work: (cli: Cli) => Promise<unknown>,
): Promise<number> {
  const stop = new AbortController()
  const onSignal = () => {
    // Who asks twice does not want to wait for things to be put in order; the next start does that.
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
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
    return refuse(output, problemOf(error))
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await services?.close()
  }
}

/** Prints a problem; returns the exit code that it means. */
export function refuse(output: Output, problem: Problem): number {
  output.problem(problem)
  return problem.code === 'usage' ? 2 : 1
}

/** The problem behind anything that a command threw. */
export function problemOf(error: unknown): Problem {
  return error instanceof ORPCError && error.code === 'PROBLEM' ? (error.data as Problem) : toProblem(error)
}

/** A refusal of how a command was called; exit code 2. */
export function usage(message: string, hint = 'See --help.'): never {
  throw new ProblemError({ code: 'usage', message, hint })
}
