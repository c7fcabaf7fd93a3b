/** From what the API throws to what a person reads. */
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { problemSchema } from '#core/contract/shapes.ts'
import { type Problem, ProblemError, toProblem } from '#core/problem.ts'

/** True when a call failed without an answer: whether it arrived is not known. */
export function isConnectionLoss(thrown: unknown): boolean {
  return !(thrown instanceof ORPCError)
}

/** The problem behind a failed call, or behind what comes before it in the window, as an upload. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  if (!(thrown instanceof ORPCError))
    return {
      code: 'internal',
      message: 'The connection to Afterspace was lost.',
      hint: 'It is being restored; please try again in a moment.',
    }
  const carried = problemSchema.safeParse(thrown.data)
  return carried.success ? carried.data : toProblem(new Error(thrown.message))
}

const httpProblemSchema = z.object({ error: problemSchema })

/** The problem in the body of a refused HTTP request; undefined when it holds none. */
export function httpProblem(body: string): Problem | undefined {
  try {
    return httpProblemSchema.safeParse(JSON.parse(body)).data?.error
  } catch {
    return undefined
  }
}
