/** What every area of the API is built on: the contract's implementer, and problems as typed errors. */
import { implement, ORPCError } from '@orpc/server'
import { contract } from '#core/contract/contract.ts'
import { type Problem, type Result, toProblem } from '#core/problem.ts'
import type { Services } from '#main/services.ts'

export interface ApiContext {
  readonly services: Services
}

/** A problem as the error that the contract declares. */
function problemError(problem: Problem): ORPCError<'PROBLEM', Problem> {
  return new ORPCError('PROBLEM', { defined: true, status: 422, message: problem.message, data: problem })
}

/** Anything thrown, as an error that may leave the process: typed, and without a stack trace. */
export function outgoing(thrown: unknown): unknown {
  return thrown instanceof ORPCError ? thrown : problemError(toProblem(thrown))
}

/** The value of a result, or its problem as an API error. */
export function answer<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw problemError(result.error)
}

export const api = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw outgoing(error)
    }
  })
