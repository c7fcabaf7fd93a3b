/** Problems and results that belong to no open project. */
import { createStore } from 'zustand/vanilla'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'

export const notices = createStore<{ problem: Problem | null; said: string }>(() => ({
  problem: null,
  said: '',
}))

export function showProblem(problem: Problem | null): void {
  notices.setState({ problem })
}

/** Shows why a call failed. */
export function showFailure(thrown: unknown): void {
  showProblem(problemOf(thrown))
}

/** Tells screen readers. */
export function say(said: string): void {
  notices.setState({ said })
}
